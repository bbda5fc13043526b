"""The run: units in child processes, as many as cores and memory allow, and stopped with us."""

import os
import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from custodes.pipeline.reports import Progress
from custodes.proving.forces import source_hash
from custodes.proving.seed import Unit, work
from custodes.vocabulary.errors import UserError

MEMORY_OF_A_JOB = 3_500
"""Megabytes that one unit of 3,000 staff takes, all in all; half of it is the engine's."""


@dataclass
class _Child:
    unit: Unit
    process: SpawnProcess
    messages: Connection
    done: int = 0


def jobs_for(cores: int, free_mb: int, asked: int | None = None) -> int:
    """How many units at once: as asked, else by cores and memory. Raises UserError below 1."""
    if asked is not None:
        if asked < 1:
            raise UserError(f"--jobs {asked} does nothing: write 1 or more.")
        return asked
    return max(1, min(cores, free_mb // MEMORY_OF_A_JOB))


def free_memory_mb() -> int:
    """Memory that is free on this machine, in megabytes."""
    try:
        for line in Path("/proc/meminfo").read_text("utf-8").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) // 1024
    except OSError:
        pass
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**21


def run_units(
    units: Sequence[Unit], out: Path, *, jobs: int, keep: bool, progress: Progress
) -> None:
    """Make every unit that is not done, each in a process of its own.

    Raises UserError when one fails or is killed; the others are stopped, and what is done is kept.
    When this process dies, however it dies, its children end too.
    """
    source = source_hash()
    cores = max(1, (os.cpu_count() or 1) // jobs)
    memory_mb = max(1_000, min(8_000, free_memory_mb() // jobs // 2))
    context = get_context("spawn")
    # The far end closes when we die; each child watches the near one.
    near, far = context.Pipe(duplex=False)
    waiting = list(units)
    running: list[_Child] = []
    progress.stage("Origins, over all forces", sum(unit.steps() for unit in units))
    begun, finished = time.monotonic(), 0
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                unit = waiting.pop(0)
                ours, theirs = context.Pipe(duplex=False)
                places = {child.process.name for child in running}
                number = next(n for n in range(jobs) if f"job-{n}" not in places)
                process = context.Process(
                    target=_child,
                    args=(
                        unit,
                        out,
                        source,
                        memory_mb,
                        keep,
                        (number * cores, cores),
                        near,
                        theirs,
                    ),
                    name=f"job-{number}",
                    daemon=True,
                )
                process.start()
                theirs.close()
                running.append(_Child(unit, process, ours))
            for child in list(running):
                _listen(child, progress)
            for child in [c for c in running if not c.process.is_alive()]:
                _listen(child, progress)
                running.remove(child)
                if child.process.exitcode:
                    raise UserError(
                        f"{child.unit.name} was stopped (code {child.process.exitcode}), perhaps "
                        "for want of memory: run it again, with fewer --jobs if it stops again; "
                        "what is done is kept."
                    )
                finished += 1
                each = (time.monotonic() - begun) / finished
                left = each * (len(units) - finished) / 60
                progress.message(
                    f"{child.unit.name} done, {finished} of {len(units)}; "
                    f"about {left:.0f} minutes left"
                )
            connection.wait(
                [c.messages for c in running] + [c.process.sentinel for c in running], timeout=1
            )
    finally:
        for child in running:
            child.process.kill()
        for child in running:
            child.process.join()
        far.close()
        near.close()


def _listen(child: _Child, progress: Progress) -> None:
    """Pass on what a child has said so far."""
    try:
        while child.messages.poll():
            said = child.messages.recv()
            if isinstance(said, int):
                progress.advance(said)
            else:
                raise UserError(f"{child.unit.name}: {said}")
    except EOFError:
        pass


def _child(
    unit: Unit,
    out: Path,
    source: str,
    memory_mb: int,
    keep: bool,
    cores: tuple[int, int],
    lifeline: Connection,
    messages: Connection,
) -> None:
    """One unit, in its own process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    _stay_on(*cores)
    try:
        work(unit, out, source, memory_mb, keep, messages.send)
    except UserError as error:
        messages.send(str(error))
    except Exception as fault:
        if os.environ.get("CUSTODES_TRACE"):
            raise
        messages.send(
            f"a fault of the program ({type(fault).__name__}); run it again with "
            "CUSTODES_TRACE=1 and report what it prints"
        )


def _end_with(lifeline: Connection) -> None:
    """End at once when the process that started us is gone."""
    try:
        lifeline.recv()
    except (EOFError, OSError):
        os._exit(1)


def _stay_on(first: int, many: int) -> None:
    """Keep to our share of the cores: engines start a thread for each core they may use."""
    if not hasattr(os, "sched_setaffinity"):
        return
    ours = sorted(os.sched_getaffinity(0))
    share = {ours[(first + n) % len(ours)] for n in range(many)}
    os.sched_setaffinity(0, share)
