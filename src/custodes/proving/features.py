"""One row a pair, or a member of staff, at a moment, with what the product measured of it."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
from ibis import _

from custodes.indicators import INDICATORS
from custodes.indicators.base import Subject
from custodes.measures.measured import OFF_DUTY, Measured, unexplained_mass
from custodes.pipeline.series import Step
from custodes.proving.rivals.base import LONG, SHORT, last_day, peers_of
from custodes.schema import Vulnerabilities

KEPT = 6
"""How many pairs of each member of staff are kept: the most unexplained, then the most off duty."""

AFTER = ibis.interval(days=3)
"""A look-up so long after the last purpose ended comes after the end."""

PAIR_COUNTS = (
    "looks", "looks_28", "unexplained", "unexplained_28", "look_days", "look_span", "details",
    "off_duty_looks", "after_end", "by_incident", "self_made", "contacts", "contacts_28",
    "contacts_out", "unexplained_contacts", "contact_days", "contact_span", "off_duty_contacts",
    "not_logged", "after_look",
)  # fmt: skip
STAFF_COUNTS = ("pairs", "people_unexplained", "people_contacted", *PAIR_COUNTS)


def names(subject: Subject) -> tuple[str, ...]:
    """The names of the numbers of a row about pairs, or about staff."""
    counts = PAIR_COUNTS if subject is Subject.PAIR else STAFF_COUNTS
    of = [indicator.id for indicator in INDICATORS if indicator.subject is subject]
    flags = ("vulnerable",) if subject is Subject.PAIR else ()
    return (*counts, *flags, *(f"{name} {part}" for name in of for part in ("value", "bits")),
            "bits", "peers")  # fmt: skip


def pair_features(step: Step) -> pa.Table:
    """One row a pair: staff, person (text), and `names(Subject.PAIR)` as numbers.

    Of each member of staff the KEPT pairs with the most unexplained, and every pair that was
    weighed. An indicator's value and bits are 0 where the product weighed the pair too lightly to
    look at it; `peers` is a number for the group, with no order in it.
    """
    table = _with_people_flags(step, _pairs(step.measured, last_day(step)))
    weighed = [w for w in step.weighed if w.person is not None]
    asked = ibis.memtable(
        pa.table(
            {
                "staff": pa.array([w.staff for w in weighed], pa.int32()),
                "person": pa.array([w.person for w in weighed], pa.int32()),
                "weighed": pa.array([True] * len(weighed), pa.bool_()),
            }
        )
    )
    table = table.left_join(asked, ["staff", "person"], rname="{name}_asked")
    loudest = ibis.window(
        group_by="staff",
        order_by=[
            (table.unexplained + table.unexplained_contacts).desc(),
            (table.off_duty_looks + table.off_duty_contacts).desc(),
            table.person,
        ],
    )
    table = table.mutate(place=ibis.row_number().over(loudest))
    table = table.filter((table.place < KEPT) | table.weighed.notnull())
    found: pa.Table = step.bench.backend.to_pyarrow(
        table.select("staff", "person", *PAIR_COUNTS, "vulnerable").order_by("staff", "person")
    )
    keys = list(zip(found["staff"].to_pylist(), found["person"].to_pylist(), strict=True))
    return _finished(step, found, keys, Subject.PAIR)


def staff_features(step: Step) -> pa.Table:
    """One row a member of staff: staff (text), `person` (null), and `names(Subject.STAFF)`."""
    pairs = _pairs(step.measured, last_day(step))
    found: pa.Table = step.bench.backend.to_pyarrow(
        pairs.group_by("staff")
        .agg(
            pairs=_.count(),
            people_unexplained=(_.unexplained >= 1).sum(),
            people_contacted=(_.contacts > 0).sum(),
            **{c: (_[c].max() if c.endswith("span") else _[c].sum()) for c in PAIR_COUNTS},
        )
        .order_by("staff")
    )
    keys = [(staff, None) for staff in found["staff"].to_pylist()]
    return _finished(step, found, keys, Subject.STAFF)


def _pairs(m: Measured, last: int) -> ir.Table:
    """The counts of every pair over LONG days; those named _28 over SHORT."""
    looks = m.looks.filter(m.looks.day > last - LONG)
    calls = m.calls.filter(m.calls.day > last - LONG)
    recent = looks.filter(looks.day > last - SHORT)
    over = (looks.at > looks.core_ended + AFTER).fill_null(False) & (looks.core == 0)
    of_looks = looks.mutate(over=over & (looks.word == "unexplained"))
    of_looks = of_looks.group_by("staff", "person").agg(
        looks=_.count(),
        unexplained=unexplained_mass(of_looks),
        look_days=_.day.nunique(),
        look_span=_.day.max() - _.day.min() + 1,
        details=((_.use == "details") & (_.word != "explained")).sum(),
        off_duty_looks=(_.duty.isin(OFF_DUTY) & (_.word != "explained")).sum(),
        after_end=_.over.sum(),
        by_incident=_.by_incident.sum(),
        self_made=(_.own_alone & (_.word != "explained")).sum(),
    )
    of_recent = recent.group_by("staff", "person").agg(
        looks_28=_.count(), unexplained_28=unexplained_mass(recent)
    )
    of_calls = calls.group_by("staff", "person").agg(
        contacts=_.count(),
        contacts_28=(_.day > last - SHORT).sum(),
        contacts_out=(_.direction == "out").sum(),
        unexplained_contacts=unexplained_mass(calls),
        contact_days=_.day.nunique(),
        contact_span=_.day.max() - _.day.min() + 1,
        off_duty_contacts=(_.duty.isin(OFF_DUTY) & (_.word != "explained")).sum(),
        not_logged=(~_.logged).sum(),
        after_look=(_.after_look & (_.word != "explained")).sum(),
    )

    def filled(part: ir.Table) -> ir.Table:
        none = ibis.literal(0.0)
        values = {c: (part[c].cast("float64") if c in part.columns else none) for c in PAIR_COUNTS}
        return part.select("staff", "person", **values)

    every = ibis.union(filled(of_looks), filled(of_recent), filled(of_calls))
    return every.group_by("staff", "person").agg(**{c: _[c].sum() for c in PAIR_COUNTS})


def _with_people_flags(step: Step, pairs: ir.Table) -> ir.Table:
    """Pairs with `vulnerable`: how many flags of vulnerability the person has at the moment."""
    flags = step.world.tables[Vulnerabilities]
    now = flags.filter(flags.to.isnull()).group_by("person").agg(vulnerable=_.flag.nunique())
    now = now.select(flagged="person", vulnerable="vulnerable")
    joined = pairs.left_join(now, pairs.person == now.flagged)
    return joined.mutate(vulnerable=joined.vulnerable.cast("float64").fill_null(0.0)).drop(
        "flagged"
    )


def _finished(
    step: Step, found: pa.Table, keys: Sequence[tuple[int, int | None]], subject: Subject
) -> pa.Table:
    """Counts with what the indicators found, ids as text, numbers as 32-bit fractions."""
    columns = {name: found[name].to_numpy().astype(np.float32) for name in found.column_names}
    place = {key: n for n, key in enumerate(keys)}
    for name in names(subject):
        if name not in columns:
            columns[name] = np.zeros(len(keys), dtype=np.float32)
    for weighed in step.weighed:
        row = place.get((weighed.staff, weighed.person))
        if row is None:
            continue
        for finding in weighed.findings:
            columns[f"{finding['indicator']} value"][row] = finding["value"]
            columns[f"{finding['indicator']} bits"][row] = finding["bits"]
        columns["bits"][row] = weighed.fused.bits
    staff = found["staff"].to_numpy()
    columns["peers"] = peers_of(step, staff).astype(np.float32)
    who = step.world.texts("staff", (key[0] for key in keys))
    whom = step.world.texts("person", (key[1] for key in keys))
    texts = {
        "staff": pa.array([who[key[0]] for key in keys], pa.string()),
        "person": pa.array([None if k[1] is None else whom[k[1]] for k in keys], pa.string()),
    }
    return pa.table(texts | {name: pa.array(columns[name]) for name in names(subject)})
