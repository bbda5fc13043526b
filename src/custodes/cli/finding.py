"""Commands that find and show: find, alerts, alert, backtest, replay, runs."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from custodes.cli import alert_text
from custodes.cli.options import (
    DEFAULT_HOME,
    AsOf,
    Format,
    FormatOption,
    HomeOption,
    clock,
    open_home,
)
from custodes.cli.packing import write_pack
from custodes.cli.progress import TerminalProgress
from custodes.cli.showing import err, out, print_json, show
from custodes.pipeline.find import DEFAULT_BUDGET, backtest, find, replay
from custodes.store.engines import Engine
from custodes.store.runs import alerts_of, latest, run_named, runs
from custodes.vocabulary.errors import UserError, shown
from custodes.vocabulary.numbers import whole_named
from custodes.vocabulary.times import as_of_from

COLUMNS = {
    "rank": "rank",
    "alert": "alert",
    "bits": "bits",
    "staff": "staff",
    "person": "person",
    "drawn": "drawn",
    "sentence": "sentence",
}
NO_ALERTS = (
    "No alerts. Nothing taken in stands out, or nothing was taken in: `custodes coverage` shows "
    "what is held; `custodes take-in FOLDER` takes in exports; then `custodes find`."
)

Budget = Annotated[
    int, typer.Option("--budget", help="How many alerts the unit can read in a week.")
]

EngineOption = Annotated[
    Engine,
    typer.Option("--engine", help="Where to compute: Spark wants Java and custodes[spark]."),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("find", epilog="Example: `custodes find --as-of 2026-03-31 --budget 10`")(find_)
    app.command("alerts", epilog="Example: `custodes alerts --top 5 --format json`")(alerts)
    app.command("alert", epilog="Example: `custodes alert R0001-01 --pdf R0001-01.pdf`")(alert)
    app.command(
        "backtest",
        epilog="Example: `custodes backtest --from 2026-01-05 --to 2026-03-30 --every 7d "
        "--out raised.jsonl`",
    )(backtest_)
    app.command("replay", epilog="Example: `custodes replay R0001`")(replay_)
    app.command("runs", epilog="Example: `custodes runs`")(runs_)


def find_(
    as_of: AsOf = None,
    budget: Budget = DEFAULT_BUDGET,
    engine: EngineOption = Engine.DUCKDB,
    form: FormatOption = Format.TABLE,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Explain, measure, rank and raise this week's alerts."""
    held = open_home(home)
    moment = as_of_from(as_of) if as_of else None
    with TerminalProgress() as progress:
        found = find(
            held, clock=clock, as_of=moment, budget=budget, engine=engine, progress=progress
        )
    figures = found.record.figures
    err().print(
        f"Run {found.record.run} as of {found.record.as_of}: {figures['pairs']:,} pairs, "
        f"{figures['pairs_with_findings']:,} with anything found, "
        f"{figures['candidates']:,} strong enough, {found.record.alerts} raised.",
        soft_wrap=True,
    )
    if verdicts := found.record.learned.get("verdicts"):
        err().print(f"Verdicts counted in: {verdicts}; `custodes learned` shows what they teach.")
    for indicator, lacking in figures["off"].items():
        err().print(f"{indicator} is off: {', '.join(lacking)} not held.", soft_wrap=True)
    if not figures["pairs"]:
        err().print(
            f"Nothing was looked up, and nobody contacted, in the 90 days before "
            f"{found.record.as_of[:10]}: name another date with --as-of.",
            soft_wrap=True,
        )
    print_alerts(found.alerts, form)


def alerts(
    top: Annotated[int | None, typer.Option("--top", help="Only the first so many.")] = None,
    run: Annotated[
        str | None,
        typer.Option("--run", help="Of this run.", show_default="the one of the latest day"),
    ] = None,
    form: FormatOption = Format.TABLE,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """The queue: the alerts of the run with the latest as-of, in order.

    A run of a past day, made since, does not take its place; of two as of the same moment the one
    made last is shown.
    """
    held = open_home(home)
    made = runs(held)
    if run is None and not made:
        show([], COLUMNS, form, NO_ALERTS)
        return
    record = run_named(held, run) if run else latest(made)
    listed = alerts_of(held, record.run)
    if top is not None and top < 1:
        raise UserError(f"--top {top} shows nothing: write 1 or more.")
    err().print(f"Run {record.run} as of {record.as_of}.", soft_wrap=True)
    if run is None and record.run != made[-1].run:
        err().print(
            f"{made[-1].run}, made last, is as of {made[-1].as_of}: "
            f"`custodes alerts --run {made[-1].run}` shows it.",
            soft_wrap=True,
        )
    print_alerts(listed[:top], form)


def alert(
    name: Annotated[str, typer.Argument(metavar="ID", help="The alert, such as R0001-01.")],
    form: FormatOption = Format.TABLE,
    pdf: Annotated[
        Path | None, typer.Option("--pdf", help="Write the pack here instead, as a tagged PDF.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """One alert, whole: reasons, rows, explanations tested, what is against."""
    held = open_home(home)
    run, _dash, _rank = name.rpartition("-")
    listed = {a["alert"]: a for a in alerts_of(held, run)} if run else {}
    if name not in listed:
        raise UserError(
            f"There is no alert {shown(name)}. Alerts are named by their run and rank, such as "
            "R0001-01; `custodes alerts` lists them."
        )
    found = listed[name]
    if pdf is not None:
        write_pack(held, found, pdf)
        err().print(f"The pack of {name} is in {pdf}.", soft_wrap=True, markup=False)
    elif form is Format.JSON:
        print_json(found)
    elif form is Format.CSV:
        rows = [dict(row) for row in found["timeline"]]
        keys = dict.fromkeys(key for row in rows for key in row)
        show(rows, {key: key for key in keys}, form, "")
    else:
        out().print(alert_text.whole(found), markup=False, soft_wrap=True)


def backtest_(
    first: Annotated[str, typer.Option("--from", help="The first run's date.")],
    last: Annotated[str, typer.Option("--to", help="The last run's date, or before it.")],
    every: Annotated[str, typer.Option("--every", help="Days between runs.")] = "7d",
    budget: Budget = DEFAULT_BUDGET,
    to: Annotated[
        Path | None,
        typer.Option("--out", help="Write one JSON object an alert here, not to the screen."),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """What runs of the past would have raised, each knowing only what was known then."""
    held = open_home(home)
    days = days_between(every)
    start, end = span(first, last)
    count = 0
    with TerminalProgress() as progress:
        raised = backtest(
            held,
            first=start,
            last=end,
            every=timedelta(days=days),
            budget=budget,
            progress=progress,
        )
        if to is None:
            for one in raised:
                count += 1
                typer.echo(json.dumps(one, ensure_ascii=False, sort_keys=True))
        else:
            unfinished = to.with_name(to.name + ".tmp")
            try:
                with unfinished.open("w", encoding="utf-8") as file:
                    for one in raised:
                        count += 1
                        file.write(json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n")
                unfinished.replace(to)
            except OSError as error:
                raise UserError(
                    f"{to} cannot be written: {error.strerror or error}. Name another file."
                ) from None
    err().print(f"{count} alerts from {start} to {end}, every {days} days.")


def replay_(
    run: Annotated[str, typer.Argument(help="The run, such as R0001.")],
    engine: EngineOption = Engine.DUCKDB,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Make a past run again and say whether it is the same, row for row."""
    held = open_home(home)
    with TerminalProgress() as progress:
        again = replay(held, run, engine=engine, progress=progress)
    if again.same:
        typer.echo(f"{run}: same")
        return
    typer.echo(f"{run}: different")
    for difference in again.differences:
        typer.echo(f"  {difference}")
    raise typer.Exit(1)


def runs_(form: FormatOption = Format.TABLE, home: HomeOption = DEFAULT_HOME) -> None:
    """The ledger of runs, oldest first."""
    rows = [vars(record) for record in runs(open_home(home))]
    columns = {
        "run": "run",
        "as_of": "as of",
        "budget": "budget",
        "alerts": "alerts",
        "made_at": "made at",
        "alerts_sha256": "SHA-256 of its alerts",
    }
    show(rows, columns, form, "No run has been made yet: `custodes find`.")


def print_alerts(listed: list[dict[str, Any]], form: Format) -> None:
    """Alerts as a list with their reasons, or as JSON or CSV."""
    if form is Format.TABLE and listed:
        out().print(alert_text.ranked(listed))
    else:
        show(listed, COLUMNS, form, NO_ALERTS)


def days_between(every: str) -> int:
    """The days that `--every 7d` names. Raises UserError for anything else."""
    days = whole_named(every.removesuffix("d"))
    if days is None or not 1 <= days <= 366:
        raise UserError(f"--every {shown(every)} is no number of days from 1 to 366: write 7d.")
    return days


def span(first: str, last: str) -> tuple[date, date]:
    """The dates that `--from` and `--to` name. Raises UserError where they are none, or turned."""
    start, end = _date("--from", first), _date("--to", last)
    if end < start:
        raise UserError(f"--to {end} comes before --from {start}: turn them round.")
    return start, end


def _date(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"{option} {shown(text)} is not a date: write 2026-03-31.") from None
