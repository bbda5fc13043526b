"""Why staff have to do with people: the purposes that arise from the life of an incident."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.days import DAY, HOUR, Days
from custodes.synthetic.draws import chance, stream
from custodes.synthetic.duties import Duties
from custodes.synthetic.incidents import KIND, KINDS, Incidents
from custodes.synthetic.parameters import given
from custodes.synthetic.public import DA, MARAC, REPEAT, Public
from custodes.synthetic.rows import NONE, Rows
from custodes.synthetic.workforce import ROLE, Workforce

WORDS = (
    "dispatch",
    "officer_in_case",
    "statement",
    "log_entry",
    "custody",
    "task",
    "case_file",
    "court",
    "safeguarding",
    "missing",
    "neighbourhood_plan",
    "call_taking",
    "supervision",
    "dip_sample",
    "intelligence",
    "disclosure",
    "vetting",
    "training",
    "briefing",
    "stop",
    "crew",
    "contact_plan",
    "other",
)
PURPOSE = {word: number for number, word in enumerate(WORDS)}
Numbers = NDArray[np.int64]


@dataclass
class Scene:
    """What purposes are made from, and the rows they become."""

    rng: np.random.Generator
    force: Workforce
    people: Public
    events: Incidents
    hours: Duties
    days: Days
    rows: Rows
    owner: Numbers
    """The officer in the case of each incident, or NONE."""
    attended: Numbers
    """The officer sent to each incident, or NONE."""

    def group(self, role: str, district: Numbers) -> Numbers:
        """The number of a role in each district, as `Duties.present` takes it."""
        return ROLE[role] * self.force.districts + district

    def any_of(self, role: str, district: Numbers) -> Numbers:
        """Somebody of a role, of the same district where there is one."""
        members = self.force.having(role)
        chosen = members[self.rng.integers(0, len(members), len(district))]
        for number in range(self.force.districts):
            near = members[self.force.district[members] == number]
            here = district == number
            if len(near):
                chosen[here] = near[self.rng.integers(0, len(near), int(here.sum()))]
        return chosen

    def add(self, word: str, **columns: Numbers | int) -> None:
        """Add purposes of a kind; rows whose staff is NONE and that name no role are left out."""
        kept = np.asarray(columns["start"]) < self.days.end
        if "staff" in columns:
            kept = kept & (np.asarray(columns["staff"]) != NONE)
        columns.setdefault("made_at", columns["start"])
        self.rows.add(
            kind=PURPOSE[word],
            **{k: np.broadcast_to(v, kept.shape)[kept] for k, v in columns.items()},
        )


def purpose_rows() -> Rows:
    """Empty rows of purposes. `recorded` 0: it was real and nobody wrote it down."""
    return Rows(
        kind=np.int8,
        staff=np.int32,
        unit=np.int32,
        role=np.int8,
        person=np.int32,
        incident=np.int32,
        start=np.int64,
        end=np.int64,
        made_by=np.int32,
        made_at=np.int64,
        known_at=np.int64,
        recorded=np.int8,
        mark=np.int32,
    )


def purposes(
    seed: int, force: Workforce, people: Public, events: Incidents, hours: Duties, days: Days
) -> Scene:
    """Make every ordinary purpose of the force."""
    empty = np.full(len(events), NONE)
    scene = Scene(
        stream(seed, "purposes"), force, people, events, hours, days, purpose_rows(), empty, empty
    )
    _first_hours(scene)
    _investigation(scene)
    _custody(scene)
    _specialists(scene)
    _oversight(scene)
    _everybody(scene)
    return scene


def _first_hours(scene: Scene) -> None:
    """The call, the log, and whom the control room sends."""
    rng, events = scene.rng, scene.events
    every, opened = np.arange(len(events)), events.opened
    taker = scene.hours.present(rng, scene.group("control room", events.district), opened)
    scene.add("call_taking", staff=taker, incident=every, start=opened - 600, end=opened + 3 * HOUR,
              made_by=taker)  # fmt: skip
    sender = scene.hours.present(rng, scene.group("control room", events.district), opened + 300)
    scene.add("log_entry", staff=sender, incident=every, start=opened - 300,
              end=np.minimum(events.closed, opened + 10 * HOUR), made_by=sender)  # fmt: skip
    sent_at = opened + rng.integers(3, 90, len(events)) * 60
    local = np.isin(events.kind, [KIND["anti-social behaviour"]]) & chance(rng, 0.5, len(events))
    group = np.where(
        local,
        scene.group("neighbourhood", events.district),
        scene.group("response", events.district),
    )
    first = scene.hours.present(rng, group, sent_at)
    first = np.where(chance(rng, 0.82, len(events)), first, NONE)
    scene.attended = first
    until = sent_at + rng.integers(3, 10, len(events)) * HOUR
    scene.add("dispatch", staff=first, incident=every, start=sent_at, end=until, made_by=sender)
    second = scene.hours.present(rng, scene.group("response", events.district), sent_at)
    second = np.where((second != first) & (first != NONE) & chance(rng, 0.45, len(every)),
                      second, NONE)  # fmt: skip
    half = chance(rng, 0.5, len(every))
    scene.add("dispatch", staff=np.where(half, second, NONE), incident=every, start=sent_at,
              end=until, made_by=sender)  # fmt: skip
    scene.add("crew", staff=np.where(half, NONE, second), incident=every, start=sent_at,
              end=until, made_by=sender)  # fmt: skip
    later = scene.hours.present(rng, scene.group("pcso", events.district), opened + DAY)
    visits = chance(rng, 0.1, len(every))
    scene.add("log_entry", staff=np.where(visits, later, NONE), incident=every, start=opened + DAY,
              end=opened + 3 * DAY, made_by=later)  # fmt: skip


def _investigation(scene: Scene) -> None:
    """The officer in the case, statements, tasks, the case file and the court."""
    rng, events, force = scene.rng, scene.events, scene.force
    size, every = len(events), np.arange(len(events))
    owner = np.full(size, NONE)
    for word in sorted({kind.owner for kind in KINDS}):
        kinds = [number for number, kind in enumerate(KINDS) if kind.owner == word]
        mine = np.flatnonzero(np.isin(events.kind, kinds) & events.investigated)
        owner[mine] = scene.any_of(word, events.district[mine])
    # Volume crime stays with whoever attended.
    keeps = (force.role[scene.attended] == ROLE["response"]) & (scene.attended != NONE)
    keeps &= np.array([kind.owner == "response" for kind in KINDS])[events.kind]
    owner = np.where(keeps & (owner != NONE), scene.attended, owner)
    scene.owner = owner
    begins = events.opened + rng.integers(1, 36, size) * HOUR
    sergeant = np.where(owner != NONE, force.supervisor[owner], NONE)
    scene.add("officer_in_case", staff=owner, incident=every, start=begins,
              end=np.maximum(events.closed, begins + DAY), made_by=sergeant)  # fmt: skip
    handed = np.where(chance(rng, 0.08, size) & (owner != NONE),
                      scene.any_of("response", events.district), NONE)  # fmt: skip
    middle = (begins + events.closed) // 2
    scene.add("officer_in_case", staff=handed, incident=every, start=middle,
              end=events.closed + DAY, made_by=sergeant)  # fmt: skip
    takes = np.where(chance(rng, 0.35, size) & events.investigated, scene.attended, NONE)
    scene.add("statement", staff=takes, person=events.main, start=events.opened + HOUR,
              end=events.opened + 3 * DAY, made_by=takes)  # fmt: skip
    for _ in range(4):
        tasked = chance(rng, 0.45, size) & (owner != NONE)
        start = begins + (rng.random(size) * (events.closed - begins).clip(DAY)).astype(np.int64)
        scene.add("task", staff=np.where(tasked, owner, NONE), incident=every, start=start,
                  end=start + rng.integers(3, 18, size) * DAY, made_by=sergeant)  # fmt: skip
    charged = events.investigated & (events.outcome <= 1)
    clerk = np.where(charged, scene.any_of("case file", events.district), NONE)
    built = events.closed - 8 * DAY
    scene.add("case_file", staff=clerk, incident=every, start=np.maximum(built, events.opened),
              end=events.closed + 30 * DAY, made_by=owner)  # fmt: skip
    court = events.closed + rng.integers(10, 60, size) * DAY
    heard = np.where(charged & chance(rng, 0.5, size), owner, NONE)
    scene.add("court", staff=heard, incident=every, start=court - 4 * DAY, end=court + DAY,
              made_by=clerk, made_at=court - 20 * DAY)  # fmt: skip
    shown = np.where(charged & chance(rng, 0.2, size), clerk, NONE)
    scene.add("disclosure", staff=shown, incident=every, start=court - 10 * DAY,
              end=court, made_by=clerk)  # fmt: skip
    back = np.where(events.reopened != NONE, owner, NONE)
    scene.add("task", staff=back, incident=every, start=events.reopened,
              end=events.reopened + 14 * DAY, made_by=sergeant)  # fmt: skip


def _custody(scene: Scene) -> None:
    """A custody record belongs to the suite while the person is in it."""
    rng, events = scene.rng, scene.events
    held = np.flatnonzero(events.in_custody)
    arrives = events.opened[held] + rng.integers(1, 30, len(held)) * HOUR
    leaves = arrives + rng.integers(6, 26, len(held)) * HOUR
    scene.add("custody", role=np.full(len(held), ROLE["custody"]), incident=held, start=arrives,
              end=leaves + 8 * HOUR)  # fmt: skip
    sergeant = scene.hours.present(rng, scene.group("supervisor", events.district[held]), arrives)
    scene.add("custody", staff=sergeant, incident=held, start=arrives, end=leaves + DAY,
              made_by=sergeant)  # fmt: skip
    scene.add("custody", staff=scene.owner[held], incident=held, start=arrives, end=leaves,
              made_by=sergeant)  # fmt: skip


def _specialists(scene: Scene) -> None:
    """Safeguarding, missing people, neighbourhood and contact plans, intelligence requests."""
    rng, events, people, days = scene.rng, scene.events, scene.people, scene.days
    flags = people.flags.gathered()
    risky = np.flatnonzero(np.isin(flags["flag"], [DA, MARAC]))
    person, since = flags["person"][risky].astype(np.int64), flags["start"][risky]
    worker = scene.any_of("domestic abuse investigation", people.district[person])
    long = np.where(flags["flag"][risky] == MARAC, 90, 35) * DAY
    kept = chance(rng, 0.6, len(person))
    scene.add("safeguarding", staff=np.where(kept, worker, NONE), person=person, start=since,
              end=since + long, made_by=scene.force.supervisor[worker])  # fmt: skip
    plan = chance(rng, 0.25, len(person))
    scene.add("contact_plan", staff=np.where(plan, worker, NONE), person=person, start=since,
              end=since + long, made_by=scene.force.supervisor[worker])  # fmt: skip
    lost = np.flatnonzero(events.kind == KIND["missing person"])
    scene.add("missing", role=np.full(len(lost), ROLE["missing persons"]),
              incident=lost, start=events.opened[lost],
              end=events.closed[lost] + 5 * DAY)  # fmt: skip
    callers = np.unique(flags["person"][flags["flag"] == REPEAT]).astype(np.int64)
    for role in ("neighbourhood", "pcso"):
        local = scene.any_of(role, people.district[callers])
        start = days.start - rng.integers(1, 60, len(callers)) * DAY
        # A plan stands until its review, which writes the next.
        review = int(given("plan_review_days")) * DAY
        for number in range((days.end - days.start) // review + 2):
            begins = start + number * review
            scene.add("neighbourhood_plan", staff=local, person=callers, start=begins,
                      end=begins + review, made_by=scene.force.supervisor[local])  # fmt: skip
    asked = np.flatnonzero(chance(rng, 0.32, len(events)))
    analyst = scene.any_of("intelligence", events.district[asked])
    start = events.opened[asked] + rng.integers(2, 60, len(asked)) * HOUR
    scene.add("intelligence", staff=analyst, incident=asked, start=start, end=start + 6 * DAY,
              made_by=np.where(scene.owner[asked] == NONE, analyst,
                               scene.owner[asked]))  # fmt: skip


def _oversight(scene: Scene) -> None:
    """Sergeants review cases, dip-sample them, and check who is on vetting or licensing lists."""
    rng, events, force = scene.rng, scene.events, scene.force
    owned = np.flatnonzero(scene.owner != NONE)
    sergeant = force.supervisor[scene.owner[owned]]
    start = events.opened[owned] + rng.integers(12, 72, len(owned)) * HOUR
    scene.add("supervision", staff=np.where(chance(rng, 0.75, len(owned)), sergeant, NONE),
              incident=owned, start=start, end=np.maximum(events.closed[owned], start + DAY),
              made_by=sergeant)  # fmt: skip
    sampled = np.flatnonzero(chance(rng, 0.03, len(events)))
    by = scene.any_of("supervisor", events.district[sampled])
    start = events.closed[sampled] + rng.integers(1, 20, len(sampled)) * DAY
    scene.add("dip_sample", staff=by, incident=sampled, start=start, end=start + 5 * DAY,
              made_by=by)  # fmt: skip
    count = max(4, len(events) // 200)
    person = rng.integers(0, len(scene.people), count)
    by = scene.any_of("case file", scene.people.district[person])
    start = scene.days.start + rng.integers(0, scene.days.count, count) * DAY
    scene.add("vetting", staff=by, person=person, start=start, end=start + 7 * DAY, made_by=by)


def _everybody(scene: Scene) -> None:
    """Briefings of a whole role, training on one record, stops in the street, the odd rest."""
    rng, events, people, days = scene.rng, scene.events, scene.people, scene.days
    told = np.flatnonzero(chance(rng, 0.012, len(events)) & (events.suspect != NONE))
    scene.add("briefing", role=np.full(len(told), ROLE["response"]), person=events.suspect[told],
              start=events.opened[told] + 6 * HOUR, end=events.opened[told] + 3 * DAY)  # fmt: skip
    count = max(6, len(events) // 20)
    district = rng.integers(0, people.districts, count)
    at = days.start + rng.integers(0, days.count * DAY, count)
    officer = scene.hours.present(rng, scene.group("response", district), at)
    person = people.met(rng, district, sex=1)
    scene.add("stop", staff=officer, person=person, start=at - 600, end=at + 2 * HOUR,
              made_by=officer)  # fmt: skip
    contractors = scene.force.having("contractor")
    count = int(len(contractors) * days.count * given("contractor_tasks_a_day"))
    by = contractors[rng.integers(0, len(contractors), count)]
    start = days.start + rng.integers(0, days.count, count) * DAY
    about = np.searchsorted(events.opened, start) - 1 - rng.integers(0, 40, count)
    scene.add("task", staff=by, incident=about.clip(0), start=start, end=start + 4 * DAY,
              made_by=scene.force.supervisor[by])  # fmt: skip
    count = max(4, len(events) // 150)
    district = rng.integers(0, people.districts, count)
    at = days.start + rng.integers(0, days.count * DAY, count)
    who = scene.any_of("investigation", district)
    scene.add("other", staff=who, person=people.met(rng, district), start=at, end=at + 4 * DAY,
              made_by=who)  # fmt: skip
