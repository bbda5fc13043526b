"""Reconciliation: what registers and feeds do not agree on; such rows are taken, and counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from ibis.backends.duckdb import Backend

from custodes.pipeline.clock_skew import Skew, clock_skew
from custodes.pipeline.silences import Gap, SilentFeed, gaps, silent_feeds
from custodes.schema import Accesses, Contacts, Devices, Duties, Logins, Repeats, Staff, Table
from custodes.store.facts import dictionary_query, facts_query
from custodes.store.home import Home
from custodes.store.manifests import DUPLICATE, Manifest, committed
from custodes.store.sql import names as quoted

SHOWN = 20
"""How many references a finding lists; `references` counts all of them."""
STATUS = "('leave', 'sick', 'rest')"
"""Statuses that cannot hold at the same time as one another, or as duty, overtime or court."""
REGISTERS: tuple[type[Table], ...] = (Accesses, Contacts, Devices, Duties, Logins, Staff)

QUESTIONS: dict[str, tuple[str, tuple[type[Table], ...], str]] = {
    "unknown_logins": (
        "login",
        (Accesses, Logins),
        """SELECT login AS id, count(*) AS rows FROM {accesses} a
        WHERE NOT EXISTS (SELECT 1 FROM {logins} l
            WHERE l.login = a.login AND l.system = a.system AND l."from" <= a."at"
            AND (l."to" IS NULL OR a."at" < l."to")) GROUP BY login""",
    ),
    "unknown_devices": (
        "device",
        (Contacts, Devices),
        """SELECT device AS id, count(*) AS rows FROM {contacts} c
        WHERE device NOT IN (SELECT device FROM {devices})
        AND device NOT IN (SELECT v.id FROM {devices} d
            JOIN ({numbers}) n ON n.id = d.number JOIN ({names}) v ON v.value = n.value)
        GROUP BY device""",
    ),
    "devices_without_holder": (
        "device",
        (Devices,),
        """SELECT device AS id, 1 AS rows FROM (SELECT device,
            arg_max(staff IS NULL AND "to" IS NULL, ("from", batch, line)) AS nobody
            FROM {devices} GROUP BY device) WHERE nobody""",
    ),
    "staff_without_device": (
        "staff",
        (Devices, Logins, Staff),
        """SELECT staff AS id, 1 AS rows FROM (SELECT DISTINCT staff FROM {staff}
            WHERE "to" IS NULL) WHERE staff IN (SELECT staff FROM {logins} WHERE "to" IS NULL)
        AND staff NOT IN (SELECT staff FROM {devices} WHERE staff IS NOT NULL)""",
    ),
    "logins_without_staff": (
        "login",
        (Logins, Staff),
        """SELECT login AS id, count(*) AS rows FROM {logins}
        WHERE staff NOT IN (SELECT staff FROM {staff}) GROUP BY login""",
    ),
    "overlapping_duties": (
        "staff",
        (Duties,),
        """WITH spans AS (SELECT DISTINCT staff, "start", "end", status FROM {duties})
        SELECT a.staff AS id, count(*) AS rows FROM spans a JOIN spans b
        ON a.staff = b.staff AND a."start" < b."end" AND b."start" < a."end"
        AND a.status <> b.status AND a.status IN {status}
        AND (b.status NOT IN ('leave', 'sick', 'rest', 'on_call') OR a.status < b.status)
        GROUP BY a.staff""",
    ),
}
"""Each question: which dictionary its references are in, what must be held for it to make sense,
and SQL that gives `id` and `rows`."""


@dataclass(frozen=True)
class Finding:
    """Something that does not agree: how many rows and references it touches, and the first
    references in order."""

    rows: int
    references: int
    listed: tuple[str, ...]


@dataclass(frozen=True)
class Reconciliation:
    """What the registers and feeds do not agree on.

    - `duplicates`: rows passed over because they had been told before.
    - `unknown_logins`: accesses by a login that no row of `logins` covers at the time.
    - `unknown_devices`: contacts of a device that `devices` knows neither by name nor by number.
    - `devices_without_holder`: devices in the register that nobody is recorded to hold.
    - `staff_without_device`: staff in post who have a login and hold no device.
    - `logins_without_staff`: logins whose holder is not in the register of staff.
    - `overlapping_duties`: duties of one member of staff that cannot both be true.
    - `silent`, `gaps`, `skew`: feeds that stopped, quiet hours, clocks that disagree.
    """

    duplicates: int
    unknown_logins: Finding
    unknown_devices: Finding
    devices_without_holder: Finding
    staff_without_device: Finding
    logins_without_staff: Finding
    overlapping_duties: Finding
    silent: tuple[SilentFeed, ...]
    gaps: tuple[Gap, ...]
    skew: tuple[Skew, ...]


def reconciliation(
    home: Home,
    backend: Backend,
    batches: Sequence[Manifest] | None = None,
    listed: int = SHOWN,
) -> Reconciliation:
    """Hold the registers and feeds of a home (or of some of its batches) against each other.

    `listed` is how many references a finding lists at most.
    """
    told = committed(home) if batches is None else batches
    held = {table: _latest(table, facts_query(home, table, told)) for table in REGISTERS}
    shared = {
        "status": STATUS,
        "numbers": dictionary_query(home, "number", told),
        "names": dictionary_query(home, "device", told),
    }
    found = {}
    for name, (names, needed, query) in QUESTIONS.items():
        if all(any(t.name in m.tables for m in told) for t in needed):
            asked = query.format(**{t.name: f"({q})" for t, q in held.items()}, **shared)
            found[name] = _finding(backend, asked, dictionary_query(home, names, told), listed)
        else:
            found[name] = Finding(0, 0, ())
    return Reconciliation(
        duplicates=sum(m.passed_over.get(DUPLICATE, 0) for m in told),
        silent=silent_feeds(told),
        gaps=gaps(home, backend, told),
        skew=clock_skew(home, backend, told),
        **found,
    )


def _latest(table: type[Table], facts: str) -> str:
    """Of a register, the latest telling of each row, as a run made now would take it; of what
    systems recorded, every row."""
    if table.repeats is Repeats.REFUSE and table.happened:
        return facts
    return (
        f"SELECT * FROM ({facts}) QUALIFY row_number() OVER (PARTITION BY {quoted(table.key)} "
        f"ORDER BY coalesce({quoted(('known_at', *table.known_by))}) DESC NULLS LAST, "
        "batch DESC, line DESC) = 1"
    )


def _finding(backend: Backend, asked: str, dictionary: str, listed: int) -> Finding:
    """The answer to a question that gives `id` and how many `rows` it touches."""
    rows = backend.con.execute(
        f"SELECT d.value, q.rows FROM ({asked}) q JOIN ({dictionary}) d ON d.id = q.id "
        "ORDER BY q.rows DESC, d.value"
    ).fetchall()
    return Finding(sum(n for _, n in rows), len(rows), tuple(v for v, _ in rows[:listed]))
