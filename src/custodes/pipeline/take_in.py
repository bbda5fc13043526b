"""Take in: exports of a force's systems become facts of the home, each file whole or not."""

import errno
from contextlib import ExitStack
from pathlib import Path

import duckdb

from custodes.pipeline.feeds import Feed, feeds_at
from custodes.pipeline.feeds_told import tell_feeds
from custodes.pipeline.intake import Intake
from custodes.pipeline.reports import FeedOff, FileReport, Progress, Report, Silence
from custodes.schema import Exclusions
from custodes.sources.reading import Part, parts_of
from custodes.store.engines.duckdb import connect
from custodes.store.home import Home
from custodes.store.manifests import committed
from custodes.vocabulary.errors import FileRefused, UserError
from custodes.vocabulary.times import Clock

__all__ = ["FileReport", "Progress", "Report", "take_in"]

STOPS = (
    duckdb.IOException,
    duckdb.OutOfMemoryException,
    # What a full disk makes of a commit, and of everything after it.
    duckdb.TransactionException,
    duckdb.FatalException,
)
"""What the engine says when the machine, and not the file, is at fault."""


def take_in(
    home: Home,
    where: Path,
    *,
    clock: Clock,
    progress: Progress | None = None,
    memory_mb: int = 2000,
) -> Report:
    """Take in an exchange folder, or the feeds of a force.toml; what became of every file.

    Each file is taken whole or not at all; a file that is refused is reported, and the others go
    on. It can be stopped at any moment: what was committed stays, the rest is swept at the next
    start. A file taken before adds nothing. Exclusions come first; unless every
    row of theirs can be heeded, nothing else is taken.

    Raises UserError when the configuration is wrong, an exclusion cannot be heeded, another take-in
    holds the home, or the disk is full or closed to us.
    """
    shown = progress or Silence()
    feeds = feeds_at(where)
    report = Report(unnamed=feeds.unnamed)
    with ExitStack() as stack:
        ours = False
        try:
            stack.enter_context(home.writing())
            ours = True
            _sweep(home)
            tell_feeds(home, feeds.feeds, clock())
            backend = connect(home.staging / "spill", memory_mb=memory_mb)
            stack.callback(backend.disconnect)
            intake = Intake(home, backend, clock, shown)
            excluding = [f for f in feeds.feeds if Exclusions in f.source.fills]
            for feed in excluding:
                _take_feed(intake, feed, report)
            _all_heeded(intake, excluding, report)
            for feed in feeds.feeds:
                if feed not in excluding:
                    _take_feed(intake, feed, report)
        except (OSError, *STOPS) as error:
            if ours:
                _sweep(home)
            raise UserError(_stopped(home, error, report)) from None
    return report


def _take_feed(intake: Intake, feed: Feed, report: Report) -> None:
    """Take in the files of one feed, in order, into the report."""
    if feed.off:
        tables = tuple(t.name for t in feed.source.fills)
        report.off.append(FeedOff(feed.name, tables, len(feed.files), feed.off))
        return
    if not feed.files:
        report.empty_feeds.append(feed.name)
    for path in feed.files:
        parts: list[Part] = []
        try:
            parts = parts_of(path, feed.folder)
        except FileRefused as refused:
            label = path.relative_to(feed.folder).as_posix()
            report.files.append(FileReport(label, feed.name, error=str(refused)))
        for part in parts:
            intake.progress.stage(part.label, None)
            try:
                report.files.append(intake.take(feed, part))
            except FileRefused as refused:
                report.files.append(FileReport(part.label, feed.name, error=str(refused)))


def _all_heeded(intake: Intake, excluding: list[Feed], report: Report) -> None:
    """Raise UserError where a feed, a file or a row of exclusions could not be taken."""
    wrong = [f"the feed {off.feed} is off ({off.why})" for off in report.off]
    refused = {m.batch: m.refused for m in intake.batches if m.refused}
    for file in report.files:
        if file.error:
            wrong.append(file.error.rstrip("."))
        elif rows := refused.get(file.batch or ""):
            first = "".join(
                f", first line {e.line}: {e.reason.rstrip('.')}" for e in file.examples[:1]
            )
            wrong.append(f"{file.label} has {rows} refused rows{first}")
    if wrong:
        raise UserError(
            f"Not every exclusion can be heeded: {'; '.join(wrong)}. Put that right and take in "
            "again; the good rows of the exclusions are kept, and nothing else was taken."
        )


def _sweep(home: Home) -> None:
    """Remove what a take-in that did not end left behind."""
    home.sweep({path for manifest in committed(home) for path in manifest.files()})


def _stopped(home: Home, error: Exception, report: Report) -> str:
    """The sentence for a take-in that the machine stopped."""
    taken = (
        f"the {report.new_batches} files before it are kept"
        if report.new_batches
        else ("nothing was taken")
    )
    said = str(error).splitlines()[0]
    if getattr(error, "errno", None) == errno.ENOSPC or "No space left" in said:
        why = f"There is no room left on the disk of {home.path}: make room"
    elif isinstance(error, duckdb.OutOfMemoryException):
        why = "The memory set aside for taking in does not suffice for this file: give it more"
    elif isinstance(error, PermissionError) or "Permission denied" in said:
        why = f"A file may not be read, or not be written in {home.path} ({said}): see to that"
    else:
        why = f"The disk of {home.path} failed ({said}): have it looked at"
    return f"{why}, and take in again; {taken}, and nothing was taken by halves."
