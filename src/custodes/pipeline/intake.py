"""The way in of one file: read, shaped, checked, held against what is known, kept, committed."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.duckdb import Backend

from custodes.pipeline.feeds import Feed
from custodes.pipeline.originals import keep_remainder, keep_whole
from custodes.pipeline.reports import FileReport, Progress, RefusedRow
from custodes.pipeline.shapes import ahead, chunks_of, shapes_of
from custodes.schema import Exclusions as ExclusionRows
from custodes.sources.numbers import canonical
from custodes.sources.reading import Part, Rows, open_rows, sha256_of
from custodes.store import sql
from custodes.store.dictionaries import Dictionaries
from custodes.store.exclusions import Exclusions
from custodes.store.home import Home
from custodes.store.manifests import ALREADY_TAKEN, Manifest, Piece, Taken, batch_id, committed
from custodes.store.pieces import piece, write_facts
from custodes.store.registers import name_holders
from custodes.store.repeats import drop_repeats
from custodes.store.stage import Stage
from custodes.vocabulary.times import Clock, iso, naive_utc

EXAMPLES = 5
"""How many refused rows of a file its report quotes; all of them are kept."""


@dataclass
class Intake:
    """What all files of one take-in share. `batches` are the committed ones, in order."""

    home: Home
    backend: Backend
    clock: Clock
    progress: Progress
    batches: list[Manifest] = field(init=False)

    def __post_init__(self) -> None:
        self.batches = committed(self.home)
        self.exclusions = Exclusions(self.home, self.backend, canonical)
        self.exclusions.learn(self.batches)
        self.dictionaries = Dictionaries(self.home, self.backend)
        self.dictionaries.learn(self.batches)

    def take(self, feed: Feed, part: Part) -> FileReport:
        """Take in one file, or say that it was taken before.

        Raises FileRefused when the file cannot be read to its end; then nothing of it is kept.
        """
        sha256 = sha256_of(part.path)
        for manifest in self.batches:
            if _same(manifest, feed, part, sha256):
                return _taken_before(manifest, feed, part)
        started = self.clock()
        shapes = shapes_of(feed.source, self.backend)
        self.exclusions.begin()
        path = self.home.staging / "stage.duckdb"
        with Stage(self.backend, path, shapes, self.exclusions, canonical) as stage:
            extra = self._read(stage, feed, part)
            repeated = drop_repeats(stage, self.home, self.batches, self.dictionaries)
            stage.close_account(repeated.refused, repeated.any)
            if repeated.refused:
                stage.texts_of_refused(self._again(feed, part))
            manifest = self._keep(stage, feed, part, sha256, extra, started)
            report = _reported(manifest, feed, part, _examples(stage))
        self.batches.append(manifest)
        self.dictionaries.learn([manifest])
        if ExclusionRows.name in manifest.tables:
            self.exclusions.learn([manifest])
        return report

    def _read(self, stage: Stage, feed: Feed, part: Part) -> tuple[str, ...]:
        """Stage every row of the file; the columns that it has beyond those used."""
        source = feed.source
        rows = _open(feed, part)
        with closing(rows):
            for chunk in ahead(chunks_of(rows.batches, feed.source)):
                stage.add(chunk, source.passed_over)
                self.progress.advance(chunk.num_rows)
            stage.add_malformed(
                (m.line, f"the line {m.why}: put it right and give the file again.", m.text)
                for m in rows.malformed
            )
            return tuple(rows.extra)

    def _again(self, feed: Feed, part: Part) -> Iterator[pa.Table]:
        """The raw rows of the file from the beginning."""
        rows = _open(feed, part)
        with closing(rows):
            yield from chunks_of(rows.batches, feed.source)

    def _keep(
        self,
        stage: Stage,
        feed: Feed,
        part: Part,
        sha256: str,
        extra: tuple[str, ...],
        started: datetime,
    ) -> Manifest:
        """Write everything that the batch keeps, then commit it."""
        source, home, con = feed.source, self.home, stage.con
        ordinal = len(self.batches) + 1
        batch = batch_id(
            ordinal, sha256=sha256, member=part.member, source=source.id, feed=feed.name
        )
        grown = self.dictionaries.grow(stage.tables)
        tables: dict[str, Taken] = {}
        for table in stage.tables:
            if stage.count(table.name):
                name_holders(home, self.backend, table, self.batches)
                tables[table.name] = write_facts(
                    con, home, table, batch, self.dictionaries, stage.filled(table)
                )
        dictionaries = {}
        for names in grown:
            path = home.path / "dictionaries" / names / f"{batch}.parquet"
            self.dictionaries.write(names, path)
            dictionaries[names] = piece(con, home, path)
        original, whole = self._keep_original(stage, feed, part, sha256, batch)
        account = stage.account
        assert account.balances(), f"the rows of batch {batch} do not add up"  # noqa: S101
        now = self.clock()
        manifest = Manifest(
            batch=batch,
            ordinal=ordinal,
            label=part.label,
            member=part.member,
            sha256=sha256,
            bytes=part.path.stat().st_size,
            source=source.id,
            version=source.version,
            feed=feed.name,
            system=feed.system,
            owner=feed.owner,
            legal_basis=feed.legal_basis,
            purpose=feed.purpose,
            retention_days=feed.retention_days,
            tables=tables,
            rows_in=account.rows_in,
            taken=account.taken,
            refused=account.refused,
            passed_over=dict(sorted(account.passed_over.items())),
            extra_columns=extra,
            dictionaries=dictionaries,
            refused_rows=self._keep_refused(stage, part, batch),
            left_out=self._keep_left_out(con, batch),
            original=home.relative(original),
            original_whole=whole,
            taken_at=str(iso(naive_utc(now))),
            seconds=round((now - started).total_seconds(), 3),
            settings=_settings(feed),
        )
        manifest.commit(home)
        return manifest

    def _keep_original(
        self, stage: Stage, feed: Feed, part: Part, sha256: str, batch: str
    ) -> tuple[Path, bool]:
        """Keep the file, or what remains of it; where, and whether it is whole."""
        if not stage.count("excluded"):
            return keep_whole(self.home, part, sha256), True
        rest = stage.without_excluded(self._again(feed, part))
        return keep_remainder(self.home, part, sha256, batch, rest), False

    def _keep_refused(self, stage: Stage, part: Part, batch: str) -> Piece | None:
        if not stage.count("refused"):
            return None
        path = self.home.path / "refused" / f"{batch}.parquet"
        stage.con.execute(
            f"COPY (SELECT {sql.text(part.label)} AS file, line, reason, text FROM stage.refused "
            f"ORDER BY line, reason) TO {sql.text(path)} (FORMAT parquet, COMPRESSION zstd)"
        )
        return piece(stage.con, self.home, path)

    def _keep_left_out(self, con: duckdb.DuckDBPyConnection, batch: str) -> Piece | None:
        left_out = self.exclusions.left_out_now()
        if not left_out.num_rows:
            return None
        path = self.home.path / "left_out" / f"{batch}.parquet"
        pq.write_table(left_out, path)
        return piece(con, self.home, path)


def _open(feed: Feed, part: Part) -> Rows:
    source = feed.source
    return open_rows(part, source.reading, needs=source.needs, maybe=source.maybe)


def _same(manifest: Manifest, feed: Feed, part: Part, sha256: str) -> bool:
    """Whether a batch holds this very file as taken by this feed, set up as it is now."""
    return (
        manifest.sha256,
        manifest.member,
        manifest.source,
        manifest.version,
        manifest.feed,
        manifest.settings,
    ) == (
        sha256,
        part.member,
        feed.source.id,
        feed.source.version,
        feed.name,
        _settings(feed),
    )


def _settings(feed: Feed) -> str:
    said = json.dumps(feed.source.settings, sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _taken_before(manifest: Manifest, feed: Feed, part: Part) -> FileReport:
    return FileReport(
        label=part.label,
        feed=feed.name,
        rows_in=manifest.rows_in,
        passed_over={ALREADY_TAKEN: manifest.rows_in},
        note=f"already taken on {manifest.taken_at[:10]} as batch {manifest.batch}",
        batch=manifest.batch,
    )


def _reported(
    manifest: Manifest, feed: Feed, part: Part, examples: tuple[RefusedRow, ...]
) -> FileReport:
    times = [t for taken in manifest.tables.values() for t in (taken.first, taken.last) if t]
    return FileReport(
        label=part.label,
        feed=feed.name,
        tables={name: taken.rows for name, taken in manifest.tables.items()},
        rows_in=manifest.rows_in,
        taken=manifest.taken,
        refused=manifest.refused,
        passed_over=dict(manifest.passed_over),
        first=min(times, default=None),
        last=max(times, default=None),
        examples=examples,
        extra_columns=manifest.extra_columns,
        batch=manifest.batch,
    )


def _examples(stage: Stage) -> tuple[RefusedRow, ...]:
    rows = stage.con.execute(
        f"SELECT line, reason FROM stage.refused ORDER BY line, reason LIMIT {EXAMPLES}"
    )
    return tuple(RefusedRow(line, reason) for line, reason in rows.fetchall())
