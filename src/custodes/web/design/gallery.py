"""What the gallery shows: made-up rows, in the form of an alert, that bring out every state."""

from datetime import UTC, datetime, timedelta
from typing import Any

from custodes.web.design.errors import WORDS
from custodes.web.design.pictures import (
    heat_map,
    network,
    shares,
    sparkline,
    tile_map,
    timeline,
    waterfall,
)
from custodes.web.design.pictures.network import Link, lay_out
from custodes.web.design.pictures.tile_map import FORCES

FIRST = datetime(2026, 2, 2, 9, 10, tzinfo=UTC)
DUTIES = ("duty", "duty", "off", "unknown", "duty", "sick")
WORD = ("explained", "explained", "partly", "unexplained", "unexplained")
WHATS = ("view", "call out", "view_contact", "text out", "search", "text in", "email out")
STATES = ("No information", "Not in the plan", "Planned", "Commenced", "In place")
HOSTILE = "<script>alert('x')</script> & \"quotes\""


def shown() -> dict[str, Any]:
    """The pictures and the words of the gallery's page."""
    alert = _alert(28)
    spans = {
        "duties": [_span(d, 8, "duty" if d % 7 < 5 else "rest", "status") for d in range(0, 28, 2)],
        "purposes": [_span(0, 24 * 12, "officer in case", "kind"), _span(3, 5, "task", "kind")],
    }
    people = [f"P{100 + n}" for n in range(9)]
    links = [Link("A-1", p, 9 - n, "look-ups") for n, p in enumerate(people)]
    links += [Link("A-2", p, 2, "look-ups") for p in people[:3]]
    links += [Link(people[3], people[4], 1, "household")]
    forces = dict(zip(FORCES, (STATES * 9)[: len(FORCES) - 1], strict=False))
    return {
        "pictures": {
            "timeline": timeline(alert),
            "timeline_spans": timeline(alert | spans, title="Timeline with spans"),
            "timeline_crowded": timeline(_alert(110), title="Timeline of many rows"),
            "timeline_empty": timeline(alert | {"timeline": []}, title="Timeline of nothing"),
            "heat_map": heat_map(alert["timeline"]),
            "waterfall": waterfall(alert),
            "sparkline": sparkline(
                [3, 5, 4, None, 6, 9, 7], [f"Week {n}" for n in range(1, 8)], "Alerts", "alerts"
            ),
            "network": network(lay_out(links, frozenset({"A-1", "A-2"}), "A-1")),
            "tile_map": tile_map(forces, STATES, "Monitoring of systems, by force"),
            "shares": shares(
                [("Explained", 940), ("Explained in part", 41), ("Not explained", 19)],
                "Look-ups by purpose",
            ),
        },
        "errors": WORDS,
        "hostile": HOSTILE,
        "events": [
            {"title": "Closed", "by": "R. Analyst", "at": "2026-03-03T14:05:00Z", "text": HOSTILE},
            {"title": "Opened", "by": "R. Analyst", "at": "2026-03-03T13:55:00Z"},
        ],
    }


def _alert(count: int) -> dict[str, Any]:
    rows = []
    for n in range(count):
        what = WHATS[n % len(WHATS)]
        at = FIRST + timedelta(hours=(n * 37) % 640, minutes=(n * 13) % 60)
        rows.append(
            {
                "row": f"row-{n:04d}",
                "table": "accesses" if " " not in what else "contacts",
                "at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
                "person": "P100",
                "what": what,
                "duty": DUTIES[n % len(DUTIES)],
                "word": WORD[n % len(WORD)],
            }
        )
    rows.sort(key=lambda r: r["at"])
    bars = [("Look-ups", 6.1), ("Contact not logged", 4.4), ("A plan on record", -2.2)]
    return {
        "timeline": rows,
        "bits": round(sum(bits for _name, bits in bars), 1),
        "waterfall": [{"name": name, "bits": bits} for name, bits in bars],
        "reasons": [],
    }


def _span(day: int, hours: float, said: str, word: str) -> dict[str, str]:
    opened = FIRST + timedelta(days=day)
    closed = opened + timedelta(hours=hours)
    return {
        "start": f"{opened:%Y-%m-%dT%H:%M:%SZ}",
        "end": f"{closed:%Y-%m-%dT%H:%M:%SZ}",
        word: said,
    }
