"""Clock skew: which systems' clocks disagree, told from how their use sits against duty."""

from collections.abc import Sequence
from dataclasses import dataclass

from ibis.backends.duckdb import Backend

from custodes.schema import Accesses, Duties, Logins
from custodes.store.facts import facts_query
from custodes.store.home import Home
from custodes.store.manifests import Manifest

EDGE_MINUTES = 90
"""How far outside a duty uses are counted: more than an hour, so that a wrong summer time shows."""
FEWEST_USES = 300
"""Uses in duty that each of two systems must have before their clocks are compared."""
LEAST_MINUTES = 2.0
LEAST_ERRORS = 4.0
"""An offset is told when it is at least so large, and so many standard errors from none."""


@dataclass(frozen=True)
class Skew:
    """`system`'s clock runs `minutes` ahead of `against`'s (negative: behind), give or take
    `error_minutes` (one standard error), by `uses` of staff who use both."""

    system: str
    against: str
    minutes: float
    error_minutes: float
    uses: int


def clock_skew(home: Home, backend: Backend, batches: Sequence[Manifest]) -> tuple[Skew, ...]:
    """The pairs of systems whose clocks disagree, largest first.

    People use systems while they are on duty. A clock that runs ahead moves uses from before the
    end of a duty to after it, and the first ones away from its start; a clock behind does the
    reverse. For each system, uses in the 90 minutes after the end less those in the 90 minutes
    before the start, over its uses a minute in one duty, is the clock's offset in minutes plus what
    people work beyond their duty. The latter is the same for two systems used by the same staff, so
    that the difference between two systems, over staff who use both, is the offset of their
    clocks. Its error is that of counts. An offset beyond 90 minutes shows as about 90; of two
    systems alone it cannot be told which one is wrong.
    """
    accesses = facts_query(home, Accesses, batches)
    logins = facts_query(home, Logins, batches)
    duties = facts_query(home, Duties, batches)
    edge = f"INTERVAL {EDGE_MINUTES} MINUTE"
    backend.con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE uses_at_edges AS
        WITH spans AS (
            SELECT DISTINCT staff, "start", "end" FROM ({duties}) WHERE status = 'duty'
        ), days AS (
            SELECT *, unnest(range(CAST("start" - {edge} AS DATE)::TIMESTAMP,
                "end" + {edge} + INTERVAL 1 MICROSECOND, INTERVAL 1 DAY))::DATE AS day
            FROM spans WHERE "end" > "start" AND "end" < "start" + INTERVAL 1 DAY
        ), uses AS (
            SELECT a.system, l.staff, a."at", CAST(a."at" AS DATE) AS day
            FROM ({accesses}) a JOIN ({logins}) l ON l.login = a.login AND l.system = a.system
            WHERE l."from" <= a."at" AND (l."to" IS NULL OR a."at" < l."to")
        )
        SELECT u.system, u.staff,
            count(*) FILTER (u."at" < d."start") AS before,
            count(*) FILTER (u."at" >= d."end") AS after,
            count(*) FILTER (u."at" >= d."start" AND u."at" < d."end") AS inside
        FROM uses u JOIN days d ON d.staff = u.staff AND d.day = u.day
        WHERE u."at" >= d."start" - {edge} AND u."at" < d."end" + {edge}
        GROUP BY u.system, u.staff
        """
    )
    minutes = """(SELECT staff, sum(epoch("end" - "start")) / 60 AS minutes, count(*) AS spans FROM
        (SELECT DISTINCT staff, "start", "end" FROM ({duties}) WHERE status = 'duty'
        AND "end" > "start" AND "end" < "start" + INTERVAL 1 DAY) GROUP BY staff)"""
    rows = backend.con.execute(
        f"""
        WITH pairs AS (
            SELECT a.system AS one, b.system AS other,
                sum(a.before) AS before_one, sum(a.after) AS after_one, sum(a.inside) AS inside_one,
                sum(b.before) AS before_other, sum(b.after) AS after_other,
                sum(b.inside) AS inside_other, sum(m.minutes) / sum(m.spans) AS minutes
            FROM uses_at_edges a JOIN uses_at_edges b ON a.staff = b.staff AND a.system < b.system
            JOIN {minutes.format(duties=duties)} m ON m.staff = a.staff
            GROUP BY one, other
            HAVING inside_one >= {FEWEST_USES} AND inside_other >= {FEWEST_USES}
        )
        SELECT one, other,
            (after_one - before_one) * minutes / inside_one
                - (after_other - before_other) * minutes / inside_other AS ahead,
            sqrt((after_one + before_one + 1) * (minutes / inside_one) ** 2
                + (after_other + before_other + 1) * (minutes / inside_other) ** 2) AS error,
            inside_one + inside_other AS uses
        FROM pairs ORDER BY abs(ahead) DESC, one, other
        """
    ).fetchall()
    backend.con.execute("DROP TABLE uses_at_edges")
    return tuple(
        Skew(one, other, round(ahead, 1), round(error, 1), int(uses))
        for one, other, ahead, error, uses in rows
        if abs(ahead) >= max(LEAST_MINUTES, LEAST_ERRORS * error)
    )
