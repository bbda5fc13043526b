"""Commands of the shadow-mode kit: shadow draw, shadow closed-cases, shadow estimate."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

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
from custodes.cli.progress import TerminalProgress
from custodes.cli.showing import err, out, print_json, show
from custodes.pipeline.find import DEFAULT_BUDGET, moment_of
from custodes.pipeline.measure import LOOK_BACK
from custodes.pipeline.series import series
from custodes.proving.shadow import audit, captured, closed_cases
from custodes.proving.shadow.estimates import Estimate, share
from custodes.proving.shadow.lists import has_column
from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import as_of_from, in_london

CASE_COLUMNS = {
    "line": "line",
    "staff": "staff",
    "person": "person",
    "onset": "onset",
    "raised": "raised",
    "named": "named",
    "days": "days after onset",
    "lead": "days before complaint",
    "best_place": "nearest place",
    "best_bits": "bits then",
}


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    shadow = typer.Typer(
        name="shadow",
        help="How good the product is on your own force, before anybody acts on it.",
        no_args_is_help=True,
    )
    shadow.command(
        "draw", epilog="Example: `custodes shadow draw audit.csv --raised 30 --random 60 --seed 7`"
    )(draw)
    shadow.command(
        "closed-cases", epilog="Example: `custodes shadow closed-cases closed.csv --budget 10`"
    )(closed_cases_)
    shadow.command(
        "estimate",
        epilog="Examples:\n\n\b\n$ custodes shadow estimate audit.csv\n"
        "$ custodes shadow estimate raised.csv partners.csv complaints.csv",
    )(estimate)
    app.add_typer(shadow)


def draw(
    sheet: Annotated[
        Path, typer.Argument(metavar="OUT", help="The auditors' sheet to write; its key beside it.")
    ],
    days: Annotated[
        int, typer.Option("--days", help="From how many days, up to the last known.", min=1)
    ] = LOOK_BACK.days,
    raised: Annotated[
        int, typer.Option("--raised", help="How many raised pairs, at most.", min=0)
    ] = 30,
    at_random: Annotated[
        int, typer.Option("--random", help="How many pairs of all roles at random.", min=1)
    ] = 60,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same.")] = 1,
    as_of: AsOf = None,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Draw pairs for a blind audit: raised ones, and random ones of every role.

    The sheet does not say which is which; the key beside it does, and the auditors leave it
    closed. Fill in `verdict` and give the sheet to `custodes shadow estimate`.
    """
    if days > LOOK_BACK.days:
        raise UserError(
            f"--days {days}: write {LOOK_BACK.days} or less, for look-ups and contacts are "
            f"weighed {LOOK_BACK.days} days back."
        )
    held = open_home(home)
    moment = as_of_from(as_of) if as_of else moment_of(held, clock)
    with TerminalProgress() as progress:
        [parts] = [
            audit.frame(step, days) for step in series(held, moments=[moment], progress=progress)
        ]
    # With the home's own salt, so that nobody outside can tell who will be drawn.
    drawn = audit.draw(parts, raised=raised, at_random=at_random, seed=f"{held.salt}|{seed}")
    if not drawn:
        raise UserError(
            f"There is nobody to draw: no look-up or contact in the {days} days before "
            f"{in_london(moment).date()}. Name another date with --as-of."
        )
    key = audit.write(sheet, drawn)
    for part in sorted({one.part for one in drawn}):
        of = [one for one in drawn if one.part == part]
        typer.echo(f"{part}: {len(of)} of {of[0].holds:,}, each with chance {of[0].chance:.4g}")
    if audit.RAISED not in parts:
        err().print(
            "No run raised anything in that time, so there is no precision to estimate: "
            "`custodes find` every week first.",
            soft_wrap=True,
        )
    err().print(f"{len(drawn)} pairs in {sheet}. Keep {key} from the auditors.", soft_wrap=True)


def closed_cases_(
    file: Annotated[Path, typer.Argument(help="CSV with staff, person, onset, complaint (dates).")],
    budget: Annotated[
        int, typer.Option("--budget", help="How many alerts the unit can read in a week.", min=1)
    ] = DEFAULT_BUDGET,
    form: FormatOption = Format.TABLE,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """When closed cases would have been raised, each week knowing only what was known then.

    Asks of every week from each onset to its complaint (or to the last event taken in). Nothing
    is kept in the ledger.
    """
    closed = closed_cases.cases(file)
    held = open_home(home)
    last = in_london(moment_of(held, clock)).date()
    with TerminalProgress() as progress:
        results = closed_cases.seen(held, closed, last=last, budget=budget, progress=progress)
    rows: list[dict[str, Any]] = [
        {
            "line": one.case.line,
            "staff": one.case.staff,
            "person": one.case.person,
            "onset": str(one.case.onset),
            "complaint": str(one.case.complaint) if one.case.complaint else None,
            "held": one.held,
            "weeks_asked": one.asked,
            "raised_before_onset": str(one.early) if one.early else None,
            "raised": str(one.raised) if one.raised else None,
            "named": one.named or ("" if one.held else "not held"),
            "days": one.days,
            "lead": one.lead,
            "best_place": one.best_place,
            "best_bits": one.best_bits,
            "best_on": str(one.best_on) if one.best_on else None,
        }
        for one in results
    ]
    show(rows, CASE_COLUMNS, form, "")
    asked = [one for one in results if one.asked and one.held]
    found = sum(one.raised is not None for one in asked)
    if asked:
        told = worded(share(found, len(asked)), as_share=True)
        err().print(f"{found} of {len(asked)} cases raised: {told}.", soft_wrap=True)
    if early := [str(one.case.line) for one in results if one.early]:
        err().print(
            f"The staff of line {', '.join(early)} were raised in the weeks before the onset. That "
            "counts for nothing here; look whether the onset is right.",
            soft_wrap=True,
        )
    if missing := [str(one.case.line) for one in results if not one.held]:
        err().print(
            f"The home does not hold the staff or person of line {', '.join(missing)} of {file}: "
            "write them as the force's own references.",
            soft_wrap=True,
        )


def estimate(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="A filled-in audit sheet, or two or more lists of staff (CSV, column `staff`).",
        ),
    ],
    form: FormatOption = Format.TABLE,
) -> None:
    """What a random audit says, or how many there are by lists made apart from one another.

    Each figure comes with its 95 % interval. Lists are of staff found to have abused their
    position: those the product raised, those partners named, those somebody complained of.
    """
    sheets = [file for file in files if has_column(file, "verdict")]
    if sheets and len(files) > 1:
        raise UserError(f"{sheets[0]} is an audit sheet: estimate from it by itself.")
    if sheets:
        _print_audit(audit.audited(sheets[0]), form)
        return
    if len(set(files)) < len(files):
        raise UserError("A list is named twice, and agrees with itself: name each once.")
    found = captured.captured({str(file): captured.listed(file) for file in files})
    _print_captured(found, form)


def worded(estimate: Estimate | None, *, as_share: bool = False) -> str:
    """An estimate as text: its value and its interval."""
    if estimate is None:
        return "cannot be said"

    def told(value: float) -> str:
        return f"{100 * value:.1f} %" if as_share else f"{value:,.1f}"

    high = "any number" if estimate.high is None else told(estimate.high)
    return f"{told(estimate.value)} (95 % interval {told(estimate.low)} to {high})"


def _print_audit(found: audit.Audited, form: Format) -> None:
    if form is Format.JSON:
        print_json(asdict(found))
        return
    rows = [
        {"what": "pairs judged", "told": f"{found.judged} of {found.judged + found.not_judged}"},
        {"what": "of which not enough was known", "told": str(found.not_enough)},
        {
            "what": "raised pairs that were substantiated",
            "told": worded(found.precision, as_share=True),
        },
        {
            "what": "raised pairs that were, or were another breach",
            "told": worded(found.with_breaches, as_share=True),
        },
        {"what": "substantiated pairs that were not raised", "told": worded(found.not_raised)},
        {
            "what": "share of substantiated pairs that was raised",
            "told": worded(found.found, as_share=True),
        },
    ]
    show(rows, {"what": "what", "told": "estimate"}, form, "")
    if found.silent_parts:
        err().print(
            f"Nobody was judged of: {', '.join(found.silent_parts)}. They are left out.",
            soft_wrap=True,
        )


def _print_captured(found: captured.Captured, form: Format) -> None:
    if form is Format.JSON:
        by_two = [
            {"first": one, "second": other, **asdict(estimate)}
            for (one, other), estimate in found.by_two.items()
        ]
        print_json({**asdict(found), "by_two": by_two})
        return
    rows = [{"what": name, "told": f"{size:,}"} for name, size in found.sizes.items()]
    rows.append({"what": "different ones in all lists", "told": f"{found.seen:,}"})
    rows.append({"what": "there are", "told": worded(found.there_are)})
    if len(found.by_two) > 1:
        rows += [
            {"what": f"by {one} and {other} alone", "told": worded(estimate)}
            for (one, other), estimate in found.by_two.items()
        ]
    show(rows, {"what": "what", "told": "estimate"}, form, "")
    if form is Format.TABLE:
        out().print(
            "This holds where being on one list makes it neither likelier nor less likely to be "
            "on another. Lists that feed each other make the figure too small.",
            soft_wrap=True,
        )
