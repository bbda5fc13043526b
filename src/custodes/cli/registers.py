"""The command on what is held and what is monitored: coverage."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

import typer

from custodes.cli.options import (
    DEFAULT_HOME,
    AsOf,
    Format,
    FormatOption,
    HomeOption,
    clock,
    open_home,
)
from custodes.cli.showing import err, print_json, show
from custodes.pipeline.coverage import coverage
from custodes.pipeline.find import moment_of
from custodes.pipeline.reconcile import Finding, Reconciliation, reconciliation
from custodes.store.engines.duckdb import connect
from custodes.vocabulary.times import as_of_from, iso

COLUMNS = {
    "what": "what",
    "name": "name",
    "held": "held",
    "monitored": "monitored",
    "share": "share",
    "last_event": "last event",
}
MOST_GAPS = 10


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("coverage", epilog="Example: `custodes coverage --format json`")(coverage_)


def coverage_(
    as_of: AsOf = None,
    form: FormatOption = Format.TABLE,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Systems and device classes held and monitored, last events, silent feeds, registers."""
    held = open_home(home)
    moment = as_of_from(as_of) if as_of else moment_of(held, clock)
    covered = coverage(held, moment)
    agreed = reconciliation(held, connect(held.spill))
    rows: list[dict[str, Any]] = [{**vars(one), "share": one.share} for one in covered]
    if form is Format.JSON:
        print_json({"coverage": rows, "reconciliation": plain(agreed)})
        return
    show(rows, COLUMNS, form, "Nothing is held yet: `custodes take-in FOLDER`.")
    if rows and form is Format.TABLE:
        show(told(agreed), {"what": "registers and feeds", "text": ""}, form, "")
        err().print("Personal phones are invisible here.", soft_wrap=True)


def told(agreed: Reconciliation) -> list[dict[str, str]]:
    """What does not agree, as sentences; what agrees says so."""
    rows = []
    for field in fields(agreed):
        found = getattr(agreed, field.name)
        if isinstance(found, Finding):
            rows.append({"what": field.name.replace("_", " "), "text": _counted(found)})
    rows.append({"what": "duplicates", "text": f"{agreed.duplicates:,} rows told again"})
    rows += [
        {"what": "silent feed", "text": f"{s.feed}: nothing since {iso(s.last)} ({s.days:g} days)"}
        for s in agreed.silent
    ]
    rows += [
        {
            "what": "gap",
            "text": f"{g.feed}: nothing from {iso(g.start)} to {iso(g.end)}; "
            f"about {g.expected:,.0f} events were to be expected",
        }
        for g in agreed.gaps[:MOST_GAPS]
    ]
    if len(agreed.gaps) > MOST_GAPS:
        more = len(agreed.gaps) - MOST_GAPS
        rows.append({"what": "gap", "text": f"and {more} more; --format json has all"})
    rows += [
        {
            "what": "clock",
            "text": f"{s.system}: {s.minutes:+.1f} minutes against {s.against}, give or take "
            f"{s.error_minutes:.1f} ({s.uses:,} uses)",
        }
        for s in agreed.skew
    ]
    return rows


def plain(agreed: Reconciliation) -> dict[str, Any]:
    """The reconciliation as JSON holds it: times as text."""

    def written(value: Any) -> Any:
        if isinstance(value, datetime):
            return iso(value)
        if isinstance(value, dict):
            return {key: written(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [written(inner) for inner in value]
        return value

    return {key: written(value) for key, value in asdict(agreed).items()}


def _counted(found: Finding) -> str:
    if not found.references:
        return "none"
    listed = ", ".join(found.listed[:5]) + (" …" if found.references > 5 else "")
    return f"{found.references:,} ({found.rows:,} rows): {listed}"
