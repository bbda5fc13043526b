"""The command that measures how good the product is: prove."""

import os
import platform
import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from custodes import __version__
from custodes.cli.options import clock
from custodes.cli.progress import TerminalProgress
from custodes.cli.showing import err, out
from custodes.proving.assemble import assemble
from custodes.proving.conditions import BUDGET, WITHIN, protocol_for
from custodes.proving.forces import source_hash
from custodes.proving.protocol import SEPARABLE_FROM, Protocol
from custodes.proving.report.written import write_report
from custodes.proving.results import MadeWith, Results, write_results
from custodes.proving.run import free_memory_mb, jobs_for, run_units
from custodes.proving.seed import STAGES, units
from custodes.proving.separable import too_easy
from custodes.synthetic.make import LEAST_STAFF, MOST_DAYS, MOST_STAFF
from custodes.vocabulary.errors import UserError

LEAST_DAYS = 100
"""Fewer leave no offender 60 days after the warm-up."""

RESULTS = "results.json"


class Stage(StrEnum):
    """The parts of a run."""

    SEEDS = "seeds"
    CONDITIONS = "conditions"
    REPLAYS = "replays"
    RESULTS = "results"


class PlotOption(StrEnum):
    """Which offenders the separability test plants."""

    HARD = "hard"
    EASY = "easy"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("prove", epilog="Example: `custodes prove --staff 600 --seeds 3`")(prove)


def prove(
    staff: Annotated[int, typer.Option("--staff", help="Members of staff of each force.")] = 600,
    days: Annotated[
        int | None,
        typer.Option(
            "--days", help="Days of each force.", show_default="150, or 300 from 1,000 staff on"
        ),
    ] = None,
    seeds: Annotated[int, typer.Option("--seeds", help="How many forces.")] = 3,
    first_seed: Annotated[int, typer.Option("--first-seed", help="The first seed.")] = 1,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the results here as well.")
    ] = None,
    folder: Annotated[
        Path,
        typer.Option("--out", help="Where the run works and writes its results and report."),
    ] = Path("proving-ground"),
    separability: Annotated[
        bool,
        typer.Option("--separability", help="Only ask whether the forces are too easy."),
    ] = False,
    plot: Annotated[
        PlotOption, typer.Option("--plot", help="With --separability: which offenders.")
    ] = PlotOption.HARD,
    only: Annotated[
        list[Stage] | None,
        typer.Option("--only", help="Only this part; may be given more than once."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", help="Forces at once.", show_default="as cores and memory allow"),
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the forces, which are large.")] = False,
) -> None:
    """Measure the product and its rivals on made-up forces whose truth is known.

    Stopped or killed, it goes on where it was when it is run again with the same size and --out.
    """
    begun, started = time.monotonic(), clock()
    protocol = _protocol(staff, days, seeds, first_seed)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"{folder} cannot be made ({error.strerror or error}): name another folder with --out."
        ) from None
    if separability:
        _separability(folder, protocol, plot)
        return
    stages = {str(stage) for stage in only or Stage}
    cores = os.cpu_count() or 1
    if wanted := units(protocol, stages & set(STAGES)):
        with TerminalProgress() as progress:
            run_units(
                wanted,
                folder,
                jobs=jobs_for(cores, free_memory_mb(), jobs),
                keep=keep,
                progress=progress,
            )
    if only and Stage.RESULTS not in only:
        err().print(f"Done: {', '.join(sorted(stages))}. `--only results` puts them together.")
        return
    options = {"--staff": staff, "--days": protocol.days, "--seeds": seeds}
    if first_seed != 1:
        options["--first-seed"] = first_seed
    results = assemble(
        folder,
        protocol,
        MadeWith(
            command=" ".join(["custodes prove", *(f"{o} {v}" for o, v in options.items())]),
            version=__version__,
            source=source_hash(),
            started=started.isoformat(timespec="seconds"),
            finished=clock().isoformat(timespec="seconds"),
            seconds=round(time.monotonic() - begun, 1),
            machine=f"{platform.system()} {platform.machine()}",
            cores=cores,
        ),
    )
    write_results(folder / RESULTS, results)
    if json_file:
        write_results(json_file, results)
    _tell(results)
    for path in write_report(folder, results):
        err().print(f"Written: {path}", soft_wrap=True)


def _protocol(staff: int, days: int | None, seeds: int, first_seed: int) -> Protocol:
    """The protocol of what was asked for. Raises UserError where it cannot be run."""
    days = days if days is not None else 300 if staff >= 1_000 else 150
    if not LEAST_STAFF <= staff <= MOST_STAFF:
        raise UserError(f"--staff {staff}: write {LEAST_STAFF} to {MOST_STAFF}.")
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise UserError(f"--days {days}: write {LEAST_DAYS} to {MOST_DAYS}.")
    if seeds < 1 or first_seed < 1:
        raise UserError("--seeds and --first-seed: write 1 or more.")
    return protocol_for(staff, days, seeds, first_seed)


def _separability(folder: Path, protocol: Protocol, plot: PlotOption) -> None:
    """Print what each naive detector reaches; leave with 1 where a force is too easy."""
    with TerminalProgress() as progress:
        rows = too_easy(
            folder,
            protocol,
            plot=plot.value,
            memory_mb=max(1_000, min(8_000, free_memory_mb() // 2)),
            told=lambda name: progress.stage(name, None),
        )
    for row in rows:
        typer.echo(
            f"seed {row.seed}: {row.name}: {row.recall:.2f} "
            f"({'hard enough' if row.passes else 'too easy'})"
        )
    if easy := [row for row in rows if not row.passes]:
        raise UserError(
            f"The force of seed {easy[0].seed} is too easy: {easy[0].name} alone finds "
            f"{easy[0].recall:.0%} of the offenders within {WITHIN} days at {BUDGET} false alerts "
            f"per 1,000 staff a month, and {SEPARABLE_FROM:.0%} is the limit. "
            f"{len(easy)} of {len(rows)} naive detectors reach it."
        )


def _tell(results: Results) -> None:
    """The detectors by recall, in a few lines."""
    lines = []
    for detector in results.detectors:
        for row in detector.recall:
            if (row.budget, row.within) == (BUDGET, WITHIN) and row.estimate is not None:
                lines.append((row.estimate, detector.title, row))
    console = out()
    console.print(
        f"Recall within {WITHIN} days of onset at {BUDGET} false alerts per 1,000 staff a month "
        "(95 % interval). Made-up forces: no real person."
    )
    for estimate, title, row in sorted(lines, key=lambda line: (-line[0], line[1])):
        console.print(f"  {estimate:.2f}  ({row.low:.2f} to {row.high:.2f})  {title}", markup=False)
    if not lines:
        console.print("  No offender began early enough to be counted: ask for more days or staff.")
