"""An alert as text: a row of the queue with three reasons, and the whole of it to read."""

from collections.abc import Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from custodes.cli.showing import printable

REASONS = 3
WIDTH = 60


def ranked(alerts: Sequence[dict[str, Any]]) -> Table:
    """The queue: rank, who, how much, and the three loudest reasons."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 1, 0))
    table.add_column("#", justify="right")
    table.add_column("alert", no_wrap=True)
    table.add_column("staff\nperson", no_wrap=True)
    table.add_column("bits", justify="right", no_wrap=True)
    table.add_column("reasons", ratio=1)
    for alert in alerts:
        reasons = [
            f"+{r['bits']:.1f} {r['text'].partition('. ')[0].removesuffix('.')}."
            for r in alert["reasons"][:REASONS]
        ] or [alert["sentence"]]
        table.add_row(
            str(alert["rank"]),
            alert["alert"],
            escape(printable(f"{alert['staff']}\n{alert['person'] or 'many people'}")),
            f"{alert['bits']:.1f}" if alert["drawn"] == "ranked" else alert["drawn"],
            escape(printable("\n".join(reasons))),
        )
    return table


def whole(alert: dict[str, Any]) -> str:
    """Everything that an analyst needs to clear the alert or take it further."""
    parts = [
        f"Alert {alert['alert']}, as of {alert['as_of'][:19]}Z, {_standing(alert)}",
        alert["sentence"],
        "Unexplained is not wrong, and no score is a verdict.",
        _section("Reasons", [_reason(r) for r in alert["reasons"]]),
        _section(
            "How the bits add up (of one family the loudest counts whole, each further one half "
            "as much as the one before)",
            [_bar(b["name"], b["bits"]) for b in alert["waterfall"]]
            + ([_bar("in all", alert["bits"])] if alert["waterfall"] else []),
        ),
        _section(
            "Without a family",
            [f"without {family}: {bits:.1f} bits" for family, bits in alert["without"].items()],
        ),
        _harm(alert),
        _section("Against", [a["text"] for a in alert["against"]], none="Nothing recorded."),
        _section(
            "Innocent explanations tested",
            [e["text"] for e in alert["explanations_tested"] if e["result"] != "not recorded"]
            + _unrecorded(alert),
        ),
        _section("What would explain this", [w["text"] for w in alert["would_explain"]]),
        _section("Quality of the data", [alert["data_quality"]["text"] or "Nothing to note."]),
        _section(
            "Innocent in other cases",
            sorted({text for r in alert["reasons"] for text in r["could_be_innocent"]}),
        ),
        _section("This cannot see", sorted({t for r in alert["reasons"] for t in r["cannot_see"]})),
        _section("First steps", sorted({t for r in alert["reasons"] for t in r["first_steps"]})),
        _timeline(alert["timeline"], alert["person"]),
        (
            f"Rows SHA-256 {alert['rows_sha256']}; Custodes {alert['versions']['custodes']}; "
            f"run {alert['run']}."
        ),
    ]
    return printable("\n\n".join(part for part in parts if part))


def _harm(alert: dict[str, Any]) -> str:
    more = alert["priority"] - alert["bits"]
    if not alert["flags"]:
        return ""
    flags = ", ".join(flag.replace("_", " ") for flag in alert["flags"])
    return (
        f"The person is recorded as vulnerable ({flags}): the alert comes {more:.1f} bits earlier "
        "in the queue for the harm that would be done. That is no evidence."
    )


def _standing(alert: dict[str, Any]) -> str:
    if alert["drawn"] == "random":
        return f"drawn at random (chance {alert['chance']:.2g})"
    peers = alert["peers"]
    compared = f", compared with {peers['group']} ({peers['staff']} staff)" if peers else ""
    return f"rank {alert['rank']}, {alert['bits']:.1f} bits{compared}"


def _reason(reason: dict[str, Any]) -> str:
    listed = reason["rows"]
    rows = ", ".join(listed[:8]) + (f" and {len(listed) - 8} more" if len(listed) > 8 else "")
    counted = "" if reason["counted"] == reason["bits"] else f" (counts {reason['counted']:.1f})"
    return f"+{reason['bits']:.1f}{counted} {reason['text']}\n      rows: {rows}"


def _unrecorded(alert: dict[str, Any]) -> list[str]:
    names = [e["purpose"] for e in alert["explanations_tested"] if e["result"] == "not recorded"]
    return [f"None recorded for this pair: {', '.join(names)}."] if names else []


def _bar(name: str, bits: float) -> str:
    length = min(40, round(abs(bits) * 2))
    return f"{name:<28} {bits:+6.2f} {('█' if bits >= 0 else '░') * length}"


def _section(title: str, lines: Sequence[str], none: str = "") -> str:
    shown = list(lines) or ([none] if none else [])
    return "\n".join([title, *(f"  - {line}" for line in shown)]) if shown else ""


def _timeline(rows: Sequence[dict[str, Any]], person: str | None, most: int = 60) -> str:
    lines = [
        f"  {r['at'][:19]}Z  {r['what']:<14} {r['duty']:<9} {r['word']:<12} {r['row']}"
        + ("" if r["person"] == person else f"  {r['person']}")
        for r in rows[-most:]
    ]
    if not lines:
        return ""
    cut = f" (the last {most} of {len(rows)}; --format csv gives all)" if len(rows) > most else ""
    return "\n".join([f"Look-ups and contacts{cut}", *lines])
