"""Evidence to keep: the alert as its run wrote it, every row with the file and line it came from,
and the hashes by which anybody can check them with the tools of any machine."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from custodes.pipeline.evidence import Origin, files_behind, rows_behind, rows_named
from custodes.schema import Accesses, Contacts
from custodes.store.home import Home
from custodes.store.manifests import Manifest
from custodes.store.runs import alert_lines, run_named
from custodes.web.design.page import MARKING
from custodes.web.documents.tables import csv_bytes
from custodes.web.packs.boxes import Entry, box
from custodes.web.packs.dossier import Asked, Dossier
from custodes.web.packs.paper import DEMONSTRATION, FAIR

ORIGIN = (
    *("table", "row", "file", "member", "line", "file_sha256", "batch", "source"),
    *("source_version", "taken_at", "alerts", "reasons"),
)
FILE = (
    *("batch", "label", "member", "sha256", "bytes", "source", "version", "feed", "system"),
    *("owner", "legal_basis", "purpose", "rows_in", "taken", "refused", "taken_at"),
)
VALUES = tuple(dict.fromkeys([*Accesses.columns, *Contacts.columns]))
"""The columns of both tables, each once."""
README = """\
{marking}

Evidence of {count} from Custodes {version}
Made for {by}, {at}
Because: {because}

{fair}

What is here
  alerts/ID.json      each alert exactly as its run wrote it, with the force's own references
  runs/RUN.json       each run: as of when, from which batches, with which versions and limits,
                      and the SHA-256 of all its alerts
  rows.jsonl          every row that the alerts show, one JSON object a line, as taken in, with the
                      file, the line in it and the SHA-256 of the file; times are UTC
  rows.csv            the same for a spreadsheet; a cell that a spreadsheet would run as a formula
                      has an apostrophe before it, which is not in the row
  files.csv           every file that those rows came from: its SHA-256, size, feed, owner, legal
                      basis and purpose, how many rows it had and what became of them
  decisions.csv       what was decided of the alerts, by whom and why
  checkpoint.txt      the last signed checkpoint of the audit when this was made, if there was one
  SHA256SUMS          the SHA-256 of every other file here

How to check it, without the product
  1. Nothing here was changed since it was made, where its own hash is known: compare the SHA-256 of
     this zip with the one on the page from which it was taken, which the audit holds.
  2. In the folder, `sha256sum -c SHA256SUMS` (Windows: `certutil -hashfile FILE SHA256`, one at a
     time).
  3. The SHA-256 of alerts/ID.json is that of the alert's line in the run's file; the pages show it
     as SHA-256 of the alert.
  4. The SHA-256 of a file in files.csv is that of the export as the force gave it. Whoever holds
     the export finds each row at the line that is named, counting from 1.

{lacking}
"""
ALL_THERE = "Every row that the alerts show is here."


def evidence_of(told: Sequence[Dossier], asked: Asked, home: Path, checkpoint: str) -> bytes:
    """The evidence of some alerts in a zip. `told` is under the force's own references.

    `checkpoint` is the last note of the audit, empty where there is none. Raises UserError where
    a run or a manifest cannot be read.
    """
    held = Home.open(home)
    contents = [one.content for one in told]
    records = [run_named(held, run) for run in sorted({c["run"] for c in contents} - {""})]
    batches = {batch for record in records for batch in record.batches}
    origins = rows_behind(held, contents, batches)
    files = {manifest.batch: manifest for manifest in files_behind(held, origins)}
    lines = [_line(origin, files[origin.batch], told) for origin in origins]
    lacking = rows_named(contents) - {(origin.table, origin.row) for origin in origins}
    marking = f"{MARKING}. {DEMONSTRATION}" if asked.demonstration else MARKING
    entries = [
        Entry("README.txt", _readme(told, asked, marking, lacking).encode()),
        *(Entry(f"alerts/{one.alert}.json", alert_lines([dict(one.content)])) for one in told),
        *(Entry(f"runs/{record.run}.json", _json(asdict(record))) for record in records),
        Entry("rows.jsonl", b"".join(_json_line(line) for line in lines)),
        Entry("rows.csv", _rows_csv(lines, marking)),
        Entry("files.csv", _files_csv(list(files.values()), marking)),
        Entry("decisions.csv", _decisions_csv(told, marking)),
    ]
    if checkpoint:
        entries.append(Entry("checkpoint.txt", checkpoint.encode()))
    return box([*entries, _sums(entries)])


def _line(origin: Origin, file: Manifest, told: Sequence[Dossier]) -> dict[str, Any]:
    bearing = [one for one in told if _bears(one, origin)]
    reasons = {
        reason["indicator"]
        for one in bearing
        for reason in one.content["reasons"]
        if origin.row in reason["rows"]
    }
    return {
        "table": origin.table,
        "row": origin.row,
        "file": file.label,
        "member": file.member or "",
        "line": origin.line,
        "file_sha256": file.sha256,
        "batch": origin.batch,
        "source": file.source,
        "source_version": file.version,
        "taken_at": file.taken_at,
        "alerts": [one.alert for one in bearing],
        "reasons": sorted(reasons),
        "values": dict(origin.values),
    }


def _bears(one: Dossier, origin: Origin) -> bool:
    return (origin.table, origin.row) in one.rows


def _rows_csv(lines: Sequence[dict[str, Any]], marking: str) -> bytes:
    def cells(line: dict[str, Any]) -> list[Any]:
        told = [" ".join(v) if isinstance(v := line[name], list) else v for name in ORIGIN]
        return [*told, *(line["values"].get(name, "") for name in VALUES)]

    return csv_bytes([*ORIGIN, *VALUES], (cells(line) for line in lines), marking=marking)


def _files_csv(files: Sequence[Manifest], marking: str) -> bytes:
    return csv_bytes(FILE, ([getattr(m, name) for name in FILE] for m in files), marking=marking)


def _decisions_csv(told: Sequence[Dossier], marking: str) -> bytes:
    rows = [(one.alert, d.at, d.verdict, d.by, d.reason) for one in told for d in one.decisions]
    return csv_bytes(("alert", "at", "verdict", "by", "reason"), rows, marking=marking)


def _readme(
    told: Sequence[Dossier], asked: Asked, marking: str, lacking: set[tuple[str, str]]
) -> str:
    said = ALL_THERE
    if lacking:
        named = ", ".join(row for _table, row in sorted(lacking))
        said = (
            f"{len(lacking)} rows that the alerts show are no longer in the store (their time to "
            f"be kept is over, or an exclusion came later): {named}."
        )
    return README.format(
        marking=marking,
        count="1 alert" if len(told) == 1 else f"{len(told)} alerts",
        version=told[0].content["versions"]["custodes"] if told else "",
        by=asked.by,
        at=asked.at,
        because=asked.because,
        fair=FAIR,
        lacking=said,
    )


def _sums(entries: Sequence[Entry]) -> Entry:
    lines = [f"{hashlib.sha256(entry.content).hexdigest()}  {entry.name}\n" for entry in entries]
    return Entry("SHA256SUMS", "".join(lines).encode())


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _json_line(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n").encode()
