"""The product as the proving ground sees it: its scores, the rows it counts, what it explains."""

from dataclasses import dataclass

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ibis import _

from custodes.pipeline.explain import explained, links_of, pairs_of
from custodes.pipeline.series import Step
from custodes.store.workbench import small_table

PRODUCT = "product"
TITLE = "Custodes"
SOURCE = "this program"

SCORED = pa.schema([("staff", pa.string()), ("person", pa.string()), ("score", pa.float64())])
EVIDENCE = pa.schema([("staff", pa.string()), ("table", pa.string()), ("id", pa.string())])

EVIDENCE_OF = 60
"""Of how many staff, highest first, the rows that count are kept."""

SHUFFLED = 100_000
"""How many shuffled look-ups are asked for explanations, at most."""


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
    """How much is explained, and how much of what was shuffled.

    The shuffled-log test (after Fabbri and LeFevre, "Explaining accesses to electronic medical
    records using diagnosis information", JAMIA 2013): each look-up is given to another member of
    staff of the same role who looked something up in the same week, and asked again. Some of these
    staff did have a purpose with the person, so the share is, if anything, too high.
    """
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
    bench, looks = step.bench, step.measured.looks
    posts = step.measured.posts.select(of="staff", role="role")
    rows = looks.left_join(posts, looks.staff == posts.of)
    rows = rows.select(
        "access", "at", "day", "staff", "person", "use", role=rows.role.fill_null("")
    )
    table: pa.Table = bench.backend.to_pyarrow(rows.order_by("at", "access", "person"))
    if not table.num_rows:
        return 0, 0
    rng = np.random.default_rng([seed, 15_485_863])
    staff = table["staff"].to_numpy()
    role = pc.dictionary_encode(table["role"].combine_chunks()).indices.to_numpy()
    group = role.astype(np.int64) * 100_000 + table["day"].to_numpy() // 7
    # Two orders of the same groups: as they came, and at random within each.
    as_come = np.argsort(group, kind="stable")
    at_random = np.lexsort((rng.random(len(group)), group))
    given = np.empty_like(staff)
    given[as_come] = staff[at_random]
    chosen = np.sort(rng.permutation(len(group))[:SHUFFLED])
    place = table.column_names.index("staff")
    mixed = table.set_column(place, "staff", pa.array(given, table["staff"].type))
    mixed = mixed.take(pa.array(chosen)).append_column("row", pa.array(np.arange(len(chosen))))
    kept = bench.keep("shuffled", ibis.memtable(mixed.drop_columns(["role"])))
    links = links_of(step.world.tables)
    pairs = bench.keep("shuffled_pairs", pairs_of(kept))
    told = explained(kept, links.semi_join(pairs, ["staff", "person"]), "row")
    (row,) = bench.rows(told.agg(n=_.count(), still=(told.word == "explained").sum()))
    return row["n"], row["still"] or 0
