"""Taking alerts in: what finished runs raised becomes work on the pages, once, and in one act."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from custodes.store.home import Home
from custodes.store.runs import RunRecord, alert_lines, alerts_of, run_named, runs
from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import one_act
from custodes.web.accounts.installation import found_compartment
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.visible import VisibleQuerySet
from custodes.web.alerts import states
from custodes.web.alerts.facts import has_new_facts
from custodes.web.alerts.holds import longest
from custodes.web.alerts.models import Alert, AlertDecision, Suppression
from custodes.web.alerts.names import references_in
from custodes.web.alerts.verdicts import BY_ID
from custodes.web.audit.actions import By, Told, record_all
from custodes.web.audit.words import Action, Effect
from custodes.web.decision import Kind
from custodes.web.pseudonyms.actions import names_for
from custodes.web.pseudonyms.kinds import Subject

PROGRAM = By(actor="program")
TITLE = "Monitoring"
DRAWN = {"ranked": "rank", "random": "random", "watch": "watch"}
"""How the engine says that an alert came up, and how the pages do."""
AT_ONCE = 500
"""Alerts of one transaction: a run has tens, a benchmark thousands."""


class NotAsWritten(UserError):
    """Alerts that are not what their run wrote: nothing of them is shown, decided or made."""

    def __init__(self, alerts: Sequence[Alert]) -> None:
        named = ", ".join(alert.alert_id for alert in alerts[:5])
        more = f" and {len(alerts) - 5} more" if len(alerts) > 5 else ""
        super().__init__(
            f"{named}{more}: not as the run wrote it, or the run's file is not there, so nothing "
            "was done. Tell whoever runs this service; leave these out to go on with the others."
        )
        self.alerts = alerts


def take_alerts(
    run_folder_or_home: Path | Home, *, at: datetime, compartment: Compartment | None = None
) -> int:
    """Bring in the alerts of one run's folder, or of every run of a home; how many were new.

    Taken in twice, a run changes nothing. A pair that was cleared stays cleared until an alert
    brings new facts: its verdict is carried over, and said to be. Raises UserError where a run
    was changed after it was written, or where it is not clear which compartment is meant.
    """
    home, names = _named(run_folder_or_home)
    place = compartment or _monitoring()
    return sum(_taken(home, run_named(home, name), place, at) for name in names)


def everything(model: type[Any]) -> Any:
    """All rows of a record: for the program alone, where no user asks and none is shown any."""
    return VisibleQuerySet(model)


def hash_of(content: dict[str, Any]) -> str:
    """The SHA-256 of an alert as its line in the run's file."""
    return hashlib.sha256(alert_lines([content])).hexdigest()


def as_written(alert: Alert) -> bool:
    """Whether the alert is what its run wrote: here, and in the run's folder of the home."""
    if hash_of(alert.content) != alert.sha256:
        return False
    if alert.kind == "manual":
        return True
    path = Path(settings.CONFIG.home) / "runs" / alert.run / "alerts.jsonl"
    try:
        held = path.stat()
        return alert.sha256 in _hashes(path, held.st_mtime_ns, held.st_size)
    except OSError:
        return False


def check_as_written(*alerts: Alert) -> None:
    """Raise NotAsWritten where any of these alerts is not what its run wrote."""
    if changed := [alert for alert in alerts if not as_written(alert)]:
        raise NotAsWritten(changed)


def as_of_run(run: str) -> str:
    """The moment until which a run knew anything, as its record has it; empty where no run of that
    name can be read, and for an alert that was raised by hand."""
    if not run:
        return ""
    try:
        return _as_of(Path(settings.CONFIG.home), run)
    except UserError:
        return ""


@lru_cache(maxsize=256)
def _as_of(home: Path, run: str) -> str:
    return run_named(Home.open(home), run).as_of


@lru_cache(maxsize=64)
def _hashes(path: Path, _changed: int, _size: int) -> frozenset[str]:
    with path.open("rb") as lines:
        return frozenset(hashlib.sha256(line).hexdigest() for line in lines)


def _named(where: Path | Home) -> tuple[Home, list[str]]:
    if isinstance(where, Home):
        return where, [record.run for record in runs(where)]
    if (where / "run.json").exists():
        return Home.open(where.parent.parent), [where.name]
    home = Home.open(where)
    return home, [record.run for record in runs(home)]


def _monitoring() -> Compartment:
    """Where alerts go when nobody says: the one compartment of monitoring that there is."""
    found = list(Compartment.objects.filter(kind=Kind.MONITORING.name)[:2])
    if len(found) > 1:
        raise UserError("There are several compartments for alerts: name the one that is meant.")
    return found[0] if found else found_compartment(kind=Kind.MONITORING, title=TITLE)


def _taken(home: Home, run: RunRecord, place: Compartment, at: datetime) -> int:
    held = set(everything(Alert).filter(run=run.run).values_list("alert_id", flat=True))
    contents = [content for content in alerts_of(home, run.run) if content["alert"] not in held]
    for start in range(0, len(contents), AT_ONCE):
        _bring_in(run, contents[start : start + AT_ONCE], place, at)
    return len(contents)


def _bring_in(
    run: RunRecord, contents: Sequence[dict[str, Any]], place: Compartment, at: datetime
) -> None:
    _name_all(contents)
    raised = datetime.fromisoformat(run.made_at)
    with one_act():
        held = set(everything(Alert).filter(run=run.run).values_list("alert_id", flat=True))
        alerts = [
            alert_from(content, place, raised, at)
            for content in contents
            if content["alert"] not in held  # Another process may have been quicker.
        ]
        before = _last_decisions(alerts, place)
        holds = list(
            everything(Suppression).filter(
                compartment=place, answer__granted=True, early_end=None, until__gt=at
            )
        )
        carried = []
        for alert in alerts:
            alert.suppression = longest(alert, holds)
            last = before.get((alert.staff, alert.person))
            if (
                last is not None
                and BY_ID[last.verdict].clears
                and not has_new_facts(alert, last.alert)
            ):
                alert.state, alert.outcome, alert.decided_at = states.DECIDED, last.verdict, at
                alert.explained_by = last.explained_by
                carried.append((alert, last))
        Alert.objects.bulk_create(alerts)
        decisions = [
            AlertDecision(
                compartment=place,
                alert=alert,
                version=alert.version,
                verdict=last.verdict,
                explained_by=last.explained_by,
                reason=f"No new facts since {last.alert.alert_id} was decided.",
                at=at,
                carried_from=last,
            )
            for alert, last in carried
        ]
        AlertDecision.objects.bulk_create(decisions)
        told = [_told("alert", alert.pk, place) for alert in alerts]
        told += [_told("alert-decision", row.pk, place) for row in decisions]
        record_all(told, by=PROGRAM)


def alert_from(
    content: dict[str, Any], place: Compartment, raised_at: datetime, at: datetime
) -> Alert:
    """An alert of the pages from the object that a run wrote."""
    return Alert(
        compartment=place,
        alert_id=content["alert"],
        run=content["run"],
        staff=content["staff"],
        person=content["person"] or "",
        kind="pair" if content["person"] else "across",
        pattern=content["pattern"][:200],
        drawn=DRAWN.get(content["drawn"], "rank"),
        chance=content["chance"],
        rank=content["rank"],
        bits=content["bits"],
        priority=content["priority"],
        sentence=content["sentence"],
        raised_at=raised_at,
        updated_at=at,
        content=content,
        sha256=hash_of(content),
    )


def _last_decisions(alerts: Iterable[Alert], place: Compartment) -> dict[tuple[str, str], Any]:
    """The last verdict of a person that stands on each pair, with its alert: not one on an alert
    that is looked at again."""
    rows = (
        everything(AlertDecision)
        .filter(compartment=place, by__isnull=False, superseded_by=None)
        .filter(alert__state=states.DECIDED)
        .filter(alert__staff__in={alert.staff for alert in alerts})
        .select_related("alert")
        .order_by("at", "pk")
    )
    return {(row.alert.staff, row.alert.person): row for row in rows}


def _name_all(contents: Iterable[dict[str, Any]]) -> None:
    """Give everybody in these alerts a name, so that no page has to."""
    staff: set[str] = set()
    people: set[str] = set()
    for content in contents:
        more_staff, more_people = references_in(content)
        staff |= more_staff
        people |= more_people
    names_for(Subject.STAFF, staff)
    names_for(Subject.PERSON, people)


def _told(kind: str, key: object, place: Compartment) -> Told:
    return Told(Action.COLLECTION, kind, str(key), Effect.MADE, str(place.key))
