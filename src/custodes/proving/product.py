"""The product as the proving ground sees it: its scores, the rows it counts, what it explains."""

from dataclasses import dataclass

import pyarrow as pa
from ibis import _

from custodes.pipeline.series import Step
from custodes.pipeline.shuffled import shuffled
from custodes.store.workbench import small_table

PRODUCT = "product"
TITLE = "Custodes"
SOURCE = "this program"

SCORED = pa.schema([("staff", pa.string()), ("person", pa.string()), ("score", pa.float64())])
EVIDENCE = pa.schema([("staff", pa.string()), ("table", pa.string()), ("id", pa.string())])

EVIDENCE_OF = 60
"""Of how many staff, highest first, the rows that count are kept."""


@dataclass(frozen=True)
class Explanations:
    """Counts of look-ups of the last 90 days: all, and the first of each pair in that time; how
    many are explained wholly or partly; and of shuffled ones how many still are."""

    looks: int
    explained: int
    partly: int
    first: int
    first_explained: int
    first_partly: int
    shuffled: int
    shuffled_explained: int


def scores(step: Step, keep: int) -> pa.Table:
    """SCORED: of each member of staff the most bits of any pair, the `keep` highest."""
    best: dict[str, tuple[float, str | None]] = {}
    for weighed in step.weighed:
        staff, person = weighed.pair
        bits = weighed.fused.bits
        if staff not in best or (bits, person or "") > (best[staff][0], best[staff][1] or ""):
            best[staff] = (bits, person)
    order = sorted(best, key=lambda staff: (-best[staff][0], staff))[:keep]
    return pa.table(
        [
            pa.array(order, pa.string()),
            pa.array([best[staff][1] for staff in order], pa.string()),
            pa.array([best[staff][0] for staff in order], pa.float64()),
        ],
        schema=SCORED,
    )


def evidence(step: Step, scored: pa.Table) -> pa.Table:
    """EVIDENCE: the look-ups and contacts, not wholly explained, of the highest scored pairs."""
    top = scored.slice(0, EVIDENCE_OF).to_pylist()
    ids = {weighed.pair: (weighed.staff, weighed.person) for weighed in step.weighed}
    pairs = [(row["staff"], row["person"]) for row in top if row["person"] is not None]
    if not pairs:
        return EVIDENCE.empty_table()
    asked = small_table(
        [dict(zip(("staff", "person"), ids[pair], strict=True)) for pair in pairs],
        {"staff": "int32", "person": "int32"},
    )
    who = {ids[pair][0]: pair[0] for pair in pairs}
    found: dict[str, list[str]] = {"staff": [], "table": [], "id": []}
    for name, key, rows in (
        ("accesses", "access", step.measured.looks),
        ("contacts", "contact", step.measured.calls),
    ):
        counted = rows.filter(rows.word != "explained").semi_join(asked, ["staff", "person"])
        counted = counted.select("staff", id=counted[key].cast("string")).distinct()
        for row in step.bench.rows(counted.order_by("staff", "id")):
            found["staff"].append(who[row["staff"]])
            found["table"].append(name)
            found["id"].append(row["id"])
    return pa.table(found, schema=EVIDENCE)


def explanations(step: Step, seed: int) -> Explanations:
    """How much is explained, and how much of what was shuffled."""
    bench, looks = step.bench, step.measured.looks
    first = looks.order_by("at", "access").distinct(on=["staff", "person"], keep="first")
    counts: list[int] = []
    for rows in (looks, first):
        (row,) = bench.rows(
            rows.agg(
                n=_.count(),
                whole=(rows.word == "explained").sum(),
                part=(rows.word == "partly").sum(),
            )
        )
        counts += [row["n"], row["whole"] or 0, row["part"] or 0]
    counts += _by_chance(step, seed)
    return Explanations(*counts)


def _by_chance(step: Step, seed: int) -> tuple[int, int]:
    """How many shuffled look-ups were asked, and how many of them are wholly explained."""
    told = shuffled(step.world.tables, step.measured, step.bench, seed)
    if told is None:
        return 0, 0
    (row,) = step.bench.rows(told.agg(n=_.count(), still=(told.word == "explained").sum()))
    return row["n"], row["still"] or 0
