"""The truth of a made-up force: who offends, what only looks bad, and the planted faults."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from custodes.synthetic.layouts.delimited import write_delimited
from custodes.synthetic.layouts.labels import iso, iso_date, picked, words
from custodes.synthetic.layouts.tables import Tables
from custodes.synthetic.parameters import PARAMETERS, given
from custodes.synthetic.realism import realism_rows
from custodes.synthetic.rows import Columns
from custodes.synthetic.truth import Case

Fault = tuple[str, str, int]
"""A file, what is wrong with it, and how many rows that touches."""


def write_truth(folder: Path, tables: Tables, faults: list[Fault]) -> None:
    """Write the truth to `folder`, which no detector reads.

    Call it while the overrides that the force was made with still stand: the parameters are
    written with the values that they had.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_delimited(folder / "events.csv", _events(tables))
    cases = tables.force.truth.cases
    bad = [number for number, case in enumerate(cases) if case.offends]
    write_delimited(folder / "offenders.csv", [_offenders(tables, bad)])
    labels = tables.labels
    good = [case for case in cases if not case.offends]
    innocents = {
        "staff": picked(labels.staff, _each(good, "staff")),
        "person": picked(labels.person, _each(good, "person")),
        "kind": pa.array([case.kind for case in good], pa.string()),
        "from": iso(_each(good, "onset")),
    }
    write_delimited(folder / "innocents.csv", [pa.table(innocents)])
    declared = {
        "name": pa.array([p.name for p in PARAMETERS]),
        "value": pa.array([f"{given(p.name):g}" for p in PARAMETERS]),
        "unit": pa.array([p.unit for p in PARAMETERS]),
        "source": pa.array([p.source for p in PARAMETERS]),
    }
    write_delimited(folder / "parameters.csv", [pa.table(declared)])
    listed = {
        "file": pa.array([fault[0] for fault in faults], pa.string()),
        "fault": pa.array([fault[1] for fault in faults], pa.string()),
        "rows": pa.array([str(fault[2]) for fault in faults], pa.string()),
    }
    write_delimited(folder / "faults.csv", [pa.table(listed)])
    figures = realism_rows(tables.force)
    measured = {name: pa.array([row[name] for row in figures]) for name in figures[0]}
    write_delimited(folder / "realism.csv", [pa.table(measured)])


def _events(tables: Tables) -> list[pa.Table]:
    """Every act of every offender, table by table in the order of time."""
    force, labels = tables.force, tables.labels
    cases, marks = force.truth.cases, force.truth.marks
    number = np.array([case for case, _ in marks], np.int64)
    covers = np.array([covered for _, covered in marks], bool)
    offends = np.array([cases[case].offends for case in number], bool)
    staff, person, onset = (_each(cases, name) for name in ("staff", "person", "onset"))
    typologies = tuple(case.kind for case in cases)
    styles = tuple(case.style for case in cases)
    events: list[pa.Table] = []
    for table, rows, ids in (
        ("accesses", force.accesses, tables.access_ids),
        ("contacts", force.contacts, tables.contact_ids),
        ("purposes", force.purposes, tables.purpose_ids),
        ("presences", force.presences, None),
    ):
        mark = rows["mark"]
        mine = np.flatnonzero(mark >= 0)
        mine = mine[offends[mark[mine]]]
        case = number[mark[mine]]
        when = rows["made_at" if table == "purposes" else "at"][mine]
        events.append(
            pa.table(
                {
                    "staff": picked(labels.staff, staff[case]),
                    "person": picked(labels.person, _person(table, rows, mine, person[case])),
                    "typology": words(typologies, case),
                    "style": words(styles, case),
                    "table": pa.array([table] * len(mine), pa.string()),
                    "id": pa.nulls(len(mine), pa.string()) if ids is None else picked(ids, mine),
                    "at": iso(when),
                    "onset": iso(onset[case]),
                    "case": (pa.array(case, pa.int64())).cast(pa.string()),
                    "covered": _yes(covers[mark[mine]]),
                }
            )
        )
    return events


def _offenders(tables: Tables, bad: list[int]) -> pa.Table:
    """One row a case of an offender: the member of staff and one person."""
    labels = tables.labels
    cases = [tables.force.truth.cases[number] for number in bad]

    def plain(name: str) -> pa.Array:
        return pa.array([getattr(case, name) or None for case in cases], pa.string())

    return pa.table(
        {
            "staff": picked(labels.staff, _each(cases, "staff")),
            "person": picked(labels.person, _each(cases, "person")),
            "typology": plain("kind"),
            "style": plain("style"),
            "onset": iso(_each(cases, "onset")),
            "first_contact": plain("first_contact"),
            "evasion": plain("evasion"),
            "feeds": plain("feeds"),
            "off_duty": _yes(_each(cases, "off_duty")),
            "complaint": iso_date(_each(cases, "complaint")),
            "vulnerable": _yes(_each(cases, "vulnerable")),
            "case": pa.array([str(number) for number in bad], pa.string()),
            "victim": plain("victim"),
        }
    )


def _each(cases: list[Case], name: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([getattr(case, name) for case in cases], np.int64)


def _yes(values: np.ndarray[tuple[int], np.dtype[Any]]) -> pa.Array:
    return words(("0", "1"), values.astype(np.int64))


def _person(
    table: str,
    rows: Columns,
    mine: np.ndarray[tuple[int], np.dtype[np.int64]],
    planned: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Whom each event touches: the record's person where it has one, else the case's."""
    if table == "accesses":
        seen = rows["person"][mine]
        return np.where(seen >= 0, seen, planned)
    return planned
