"""The spans that an alert's timeline shows beside its rows: the roster, and the pair's purposes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from custodes.pipeline.rank import Ranked
from custodes.pipeline.world import World
from custodes.purposes import PURPOSES
from custodes.schema import Duties
from custodes.store.workbench import small_table
from custodes.vocabulary.times import iso

AROUND = timedelta(days=1)
"""So much of the roster is shown before the first row and after the last."""

Spans = Mapping[Any, Sequence[Mapping[str, Any]]]


def rosters(world: World, ranked: Ranked) -> Spans:
    """The roster of each chosen member of staff as it was told, by staff: start, end, status."""
    members = sorted({w.staff for _chosen, w in ranked.chosen})
    asked = small_table([{"staff": member} for member in members], {"staff": "int32"})
    rows = world.tables[Duties].semi_join(asked, "staff").select("staff", "start", "end", "status")
    found: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in world.bench.rows(rows.order_by(["staff", "start", "end", "status"])):
        found[row["staff"]].append(row)
    return found


def duties_around(
    roster: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """What of a roster lies around an alert's rows: `start`, `end`, `status`, in time order."""
    if not rows:
        return []
    first, last = _moment(rows[0]["at"]) - AROUND, _moment(rows[-1]["at"]) + AROUND
    return [
        {"start": iso(span["start"]), "end": iso(span["end"]), "status": span["status"]}
        for span in roster
        if span["end"] >= first and span["start"] <= last
    ]


def purposes_around(
    links: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The purposes of the pair that had not ended before its first row or began after its last:
    `start`, `end`, `kind` (the purpose's title), `own`, in time order; of one kind, those that
    overlap are one."""
    if not rows:
        return []
    first, last = _moment(rows[0]["at"]), _moment(rows[-1]["at"])
    lasting = [link for link in links if link["end"] >= first and link["start"] <= last]
    spans: list[dict[str, Any]] = []
    latest: dict[tuple[str, bool], dict[str, Any]] = {}
    for link in sorted(lasting, key=lambda link: (link["start"], link["template"], link["end"])):
        kind, own = PURPOSES[link["template"]].title, bool(link["own"])
        before = latest.get((kind, own))
        if before is not None and link["start"] <= before["end"]:
            before["end"] = max(before["end"], link["end"])
        else:
            span = {"start": link["start"], "end": link["end"], "kind": kind, "own": own}
            latest[kind, own] = span
            spans.append(span)
    return [span | {"start": iso(span["start"]), "end": iso(span["end"])} for span in spans]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.removesuffix("Z"))
