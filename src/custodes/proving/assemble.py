"""Results from what the stages of a run wrote: every walk read, measured and set side by side."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from custodes.proving import product
from custodes.proving.changed import conditions, left_out, restated
from custodes.proving.conditions import (
    BUDGET,
    SMALL,
    WITHIN,
    of_replays,
)
from custodes.proving.fairness import Judged, Offended, alert_ratios, victim_coverage, victim_groups
from custodes.proving.forces import DONE, hashed, source_hash, staged
from custodes.proving.ground import (
    SCORES,
    read_explanations,
    read_features,
    read_members,
    read_walk,
)
from custodes.proving.intervals import draws_of, share
from custodes.proving.metrics import Panel, panel_of
from custodes.proving.protocol import Protocol
from custodes.proving.results import (
    FORMAT,
    Detector,
    Explained,
    Fairness,
    MadeWith,
    Realism,
    Replay,
    Results,
    Separability,
    VictimCoverage,
)
from custodes.proving.sealed import sealed
from custodes.proving.seed import MAIN, replay_name, seed_name
from custodes.proving.separable import read_separability
from custodes.proving.thresholds import Grid, Marks, Scored, alerts, threshold_for, untied
from custodes.proving.truth import read_truth
from custodes.proving.walked import Seed
from custodes.synthetic.replays import REPLAYS
from custodes.vocabulary.errors import UserError

UNKNOWN = (
    "Every figure here is of made-up forces. What the product finds in a real one is not known.",
    "Only a force that runs it silently, beside closed cases and a random audit, can find out.",
    "Many numbers that the made-up forces rest on are assumed; the conditions show some of them.",
    "The offenders follow published cases, which are those that came to light.",
    "Strengths of evidence were judged by people who knew the typologies.",
    "Leaving one typology out cannot show what a pattern that nobody thought of would do.",
    "The rivals were re-made from their papers or run as their libraries ship them.",
    "Alerts cause work and verdicts, and offenders may learn of them; neither is played out.",
    "Precision is restated to a prevalence that nobody knows.",
)


def assemble(out: Path, protocol: Protocol, made_with: MadeWith) -> Results:
    """The results of a run whose seeds are done; conditions and replays as far as they are there.

    Raises UserError where a seed is missing.
    """
    folders = [out / seed_name(number) / MAIN for number in protocol.numbers]
    if missing := [folder.parent.name for folder in folders if not (folder / DONE).exists()]:
        raise UserError(
            f"{len(missing)} of {len(folders)} seeds are not done (first: {missing[0]}): run "
            "`custodes prove` with the same size and --out to go on."
        )
    taught = _ceiling(out, folders, protocol.numbers)
    seeds = [read_walk(f, n, taught.get(n)) for f, n in zip(folders, protocol.numbers, strict=True)]
    panel = panel_of(protocol, seeds)
    detectors = _detectors(panel)
    others = [d.id for d in detectors if d.id != product.PRODUCT]
    return Results(
        format=FORMAT,
        protocol=protocol,
        made_with=made_with,
        offenders=len(panel.offenders),
        detectors=tuple(detectors),
        differences=tuple(
            panel.difference(product.PRODUCT, other, budget, window)
            for other in others
            for budget in protocol.budgets
            for window in protocol.windows
        ),
        explained=_explained(folders, protocol),
        conditions=(*conditions(out, protocol, panel), *restated(panel), *left_out(panel)),
        fairness=_fairness(panel, folders),
        label_bias=(),
        victims=_victims(panel, folders),
        replays=_replays(out, protocol, panel),
        realism=_realism(folders),
        separability=tuple(_separability(out, protocol)),
        unknowns=UNKNOWN,
    )


def _detectors(panel: Panel) -> list[Detector]:
    """The product first, then everybody else in the order in which they are declared."""
    from custodes.proving import ceiling
    from custodes.proving.rivals import RIVALS

    named = [(product.PRODUCT, product.TITLE, "product", product.SOURCE)]
    named += [(r.id, r.title, r.kind, r.source) for r in RIVALS]
    named += [(ceiling.ID, ceiling.TITLE, "ceiling", ceiling.SOURCE)]
    held = set.intersection(*(set(seed.scores) for seed in panel.seeds))
    return [panel.detector(*one) for one in named if one[0] in held]


def _ceiling(out: Path, folders: Sequence[Path], numbers: Sequence[int]) -> dict[int, pa.Table]:
    """Scores of the model that was told the truth of other seeds, by seed; made once."""
    from custodes.proving import ceiling

    if len(folders) < 2:
        return {}
    place = out / "ceiling"
    done = [(folder / DONE).read_text("utf-8") for folder in folders]

    def build(to: Path) -> None:
        origins = {
            number: [ceiling.Origin(day, rows) for day, rows in read_features(folder).items()]
            for number, folder in zip(numbers, folders, strict=True)
        }
        truths = {
            number: read_truth(folder / "truth")
            for number, folder in zip(numbers, folders, strict=True)
        }
        for number, table in ceiling.ceiling(origins, truths).items():
            named = pa.array([ceiling.ID] * table.num_rows, pa.string())
            table = table.add_column(0, "detector", named).select(SCORES.names).cast(SCORES)
            pq.write_table(table, to / f"{number}.parquet")

    staged(place, hashed(source_hash(), list(numbers), done), build)
    return {
        number: pq.read_table(place / f"{number}.parquet")
        for number in numbers
        if (place / f"{number}.parquet").exists()
    }


def _explained(folders: Sequence[Path], protocol: Protocol) -> Explained | None:
    counts = [read_explanations(folder) for folder in folders]
    draws = draws_of([0] * len(counts), protocol.draws).seeds
    looks, first = sum(c.looks for c in counts), sum(c.first for c in counts)
    if not looks or not first:
        return None
    false = share(
        draws,
        np.array([float(c.shuffled_explained) for c in counts]),
        np.array([float(c.shuffled) for c in counts]),
    )
    whole, whole_first = sum(c.explained for c in counts), sum(c.first_explained for c in counts)
    return Explained(
        all=whole / looks,
        first=whole_first / first,
        all_partly=(whole + sum(c.partly for c in counts)) / looks,
        first_partly=(whole_first + sum(c.first_partly for c in counts)) / first,
        false=false.estimate,
        false_low=false.low,
        false_high=false.high,
        look_ups=looks,
    )


def _fairness(panel: Panel, folders: Sequence[Path]) -> tuple[Fairness, ...]:
    """Alert ratios on the sealed table, which is drawn only now that the alerts are fixed."""
    raised = panel.raised(product.PRODUCT, BUDGET)
    judged = []
    for seed, folder, marks in zip(panel.seeds, folders, raised.alerts, strict=True):
        ever: Marks = np.any(marks, axis=1, keepdims=True)
        judged.append(
            Judged(
                sealed(read_members(folder), seed.number),
                frozenset(s for n, s in enumerate(seed.staff) if not seed.guilty[n]),
                frozenset(s for n, s in enumerate(seed.staff) if ever[n, 0]),
            )
        )
    return alert_ratios(judged)


def _victims(panel: Panel, folders: Sequence[Path]) -> tuple[VictimCoverage, ...]:
    counted = panel.counts(WITHIN) > 0
    found = panel.found(product.PRODUCT, BUDGET, WITHIN) > 0
    kinds = [{m.staff: m.kind for m in read_members(folder)} for folder in folders]
    cases = []
    for n, offender in enumerate(panel.offenders):
        if counted[n]:
            sex = {"woman": "F", "man": "M"}.get(offender.victim)
            groups = victim_groups(
                victim_sex=sex,
                staff_sex=None,
                staff_kind=kinds[panel.seed_of[n]].get(offender.staff, "unknown kind"),
                vulnerable=offender.vulnerable,
            )
            cases.append(Offended(groups, bool(found[n])))
    return victim_coverage(cases, budget=BUDGET, within=WITHIN)


def _replays(out: Path, protocol: Protocol, panel: Panel) -> tuple[Replay, ...]:
    """Days until each published case was raised, at the threshold of all seeds of the run."""
    numbers = of_replays(protocol).numbers
    folders = [out / replay_name(number) / MAIN for number in numbers]
    if protocol.staff < SMALL or not all((folder / DONE).exists() for folder in folders):
        return ()
    threshold, _rate = threshold_for(
        [
            Scored(untied(s.scores[product.PRODUCT].scores, s.number), s.innocent, float(e))
            for s, e in zip(panel.seeds, panel.exposure, strict=True)
        ],
        BUDGET,
        panel.gap,
    )
    found: dict[str, list[int | None]] = {replay.name: [] for replay in REPLAYS}
    for folder, number in zip(folders, numbers, strict=True):
        seed = read_walk(folder, number)
        scores = untied(seed.scores[product.PRODUCT].scores, number)
        true = alerts(_after_onset(scores, seed), threshold, panel.gap)
        for replay in REPLAYS:
            days: int | None = None
            for offender in seed.truth.offenders:
                if replay.name in offender.styles and offender.staff in seed.place:
                    at = np.flatnonzero(true[seed.place[offender.staff]])
                    days = int(seed.moments[at[0]] - offender.onset) if len(at) else None
            found[replay.name].append(days)
    return tuple(
        Replay(
            name=replay.name,
            source=replay.source,
            typology=replay.typology,
            size="; ".join(f"{k.replace('_', ' ')} {v:g}" for k, v in replay.size.items()),
            loud=replay.loud,
            budget=BUDGET,
            found_in_days=tuple(found[replay.name]),
        )
        for replay in REPLAYS
    )


def _after_onset(scores: Grid, seed: Seed) -> Grid:
    """The scores that can be true."""
    kept: Grid = np.where(seed.innocent, -np.inf, scores)
    return kept


def _realism(folders: Sequence[Path]) -> tuple[Realism, ...]:
    """The figures of the forces beside their bands: the mean over the seeds."""
    rows: dict[tuple[str, str], list[dict[str, str]]] = {}
    for folder in folders:
        path = folder / "truth" / "realism.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    rows.setdefault((row["figure"], row["of"]), []).append(row)
    told = []
    for (figure, of), same in rows.items():
        value = sum(float(row["value"]) for row in same) / len(same)
        low, high = float(same[0]["least"]), float(same[0]["most"])
        name = f"{figure}: {of}" if of else figure
        told.append(
            Realism(
                name, value, low, high, same[0]["unit"], same[0]["source"], low <= value <= high
            )
        )
    return tuple(told)


def _separability(out: Path, protocol: Protocol) -> list[Separability]:
    return [row for number in protocol.numbers for row in read_separability(out, number)]
