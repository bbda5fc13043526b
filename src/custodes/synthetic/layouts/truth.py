"""The truth of a made-up force: who offends, what only looks bad, and the planted faults."""

from pathlib import Path

import numpy as np
import pyarrow as pa

from custodes.synthetic.layouts.delimited import write_delimited
from custodes.synthetic.layouts.labels import iso, picked, words
from custodes.synthetic.layouts.tables import Tables
from custodes.synthetic.parameters import PARAMETERS
from custodes.synthetic.rows import Columns

Fault = tuple[str, str, int]
"""A file, what is wrong with it, and how many rows that touches."""


def write_truth(folder: Path, tables: Tables, faults: list[Fault]) -> None:
    """Write the truth to `folder`, which no detector reads."""
    folder.mkdir(parents=True, exist_ok=True)
    force, labels = tables.force, tables.labels
    cases = force.truth.cases
    offends = np.array([case.offends for case in cases])
    staff = np.array([case.staff for case in cases])
    person = np.array([case.person for case in cases])
    onset = np.array([case.onset for case in cases])
    kind = tuple(case.kind for case in cases)
    style = tuple(case.style for case in cases)
    events: list[pa.Table] = []
    for table, rows, ids in (
        ("accesses", force.accesses, tables.access_ids),
        ("contacts", force.contacts, tables.contact_ids),
        ("purposes", force.purposes, tables.purpose_ids),
        ("presences", force.presences, None),
    ):
        mark = rows["mark"]
        mine = np.flatnonzero((mark >= 0) & offends[np.maximum(mark, 0)])
        case = mark[mine]
        when = rows["made_at" if table == "purposes" else "at"][mine]
        events.append(
            pa.table(
                {
                    "staff": picked(labels.staff, staff[case]),
                    "person": picked(labels.person, _person(table, rows, mine, person[case])),
                    "typology": words(kind, case),
                    "style": words(style, case),
                    "table": pa.array([table] * len(mine), pa.string()),
                    "id": pa.nulls(len(mine), pa.string()) if ids is None else picked(ids, mine),
                    "at": iso(when),
                    "onset": iso(onset[case]),
                }
            )
        )
    write_delimited(folder / "events.csv", events)
    bad = np.flatnonzero(offends)
    offenders = {
        "staff": picked(labels.staff, staff[bad]),
        "person": picked(labels.person, person[bad]),
        "typology": words(kind, bad),
        "style": words(style, bad),
        "onset": iso(onset[bad]),
        "first_contact": pa.array([cases[case].first_contact for case in bad]),
    }
    write_delimited(folder / "offenders.csv", [pa.table(offenders)])
    good = np.flatnonzero(~offends)
    innocents = {
        "staff": picked(labels.staff, staff[good]),
        "person": picked(labels.person, person[good]),
        "kind": words(kind, good),
        "from": iso(onset[good]),
    }
    write_delimited(folder / "innocents.csv", [pa.table(innocents)])
    columns = ("name", "value", "unit", "source")
    declared = {c: pa.array([str(getattr(p, c)) for p in PARAMETERS]) for c in columns}
    write_delimited(folder / "parameters.csv", [pa.table(declared)])
    listed = {
        "file": pa.array([fault[0] for fault in faults], pa.string()),
        "fault": pa.array([fault[1] for fault in faults], pa.string()),
        "rows": pa.array([str(fault[2]) for fault in faults], pa.string()),
    }
    write_delimited(folder / "faults.csv", [pa.table(listed)])


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
