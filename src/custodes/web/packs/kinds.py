"""The documents that can be made of alerts: each declared once, with what it is for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from custodes.web.documents.tables import XLSX
from custodes.web.packs import chart, evidential, ocsf, workbook
from custodes.web.packs.boxes import Entry, box
from custodes.web.packs.dossier import Asked, Dossier
from custodes.web.packs.paper import pack_pdf

ZIP = "application/zip"
Step = Callable[[int], None]
"""Told after each alert how many are done."""


class Making(Protocol):
    """What makes a document of some alerts."""

    def __call__(
        self, told: Sequence[Dossier], asked: Asked, *, home: Path, checkpoint: str, step: Step
    ) -> bytes:
        """The file."""
        ...


@dataclass(frozen=True)
class Document:
    """One document. `many` is what a file of several alerts is, where that differs from `one`.

    `references`: it bears the force's own references, so that who asks for it also asks to see who
    stands behind the names.
    """

    id: str
    title: Any
    hint: Any
    suffix: str
    kind: str
    make: Making
    many_suffix: str = ""
    many_kind: str = ""
    references: bool = False

    def file(self, name: str, count: int) -> tuple[str, str]:
        """The file's name, and its kind."""
        if count != 1 and self.many_suffix:
            return f"{name}.{self.many_suffix}", self.many_kind
        return f"{name}.{self.suffix}", self.kind


def _papers(told: Sequence[Dossier], asked: Asked, *, step: Step, **_more: Any) -> bytes:
    if len(told) == 1:
        return pack_pdf(told[0], asked)
    entries = []
    for done, one in enumerate(told, start=1):
        entries.append(Entry(f"{one.alert}.pdf", pack_pdf(one, asked)))
        step(done)
    return box(entries)


def _workbook(told: Sequence[Dossier], asked: Asked, **_more: Any) -> bytes:
    return workbook.workbook_of(told, asked)


def _chart(told: Sequence[Dossier], asked: Asked, **_more: Any) -> bytes:
    return chart.chart_of(told, asked)


def _findings(told: Sequence[Dossier], asked: Asked, **_more: Any) -> bytes:
    return ocsf.findings_of(told, asked)


def _evidence(
    told: Sequence[Dossier], asked: Asked, *, home: Path, checkpoint: str, **_more: Any
) -> bytes:
    return evidential.evidence_of(told, asked, home, checkpoint)


DOCUMENTS = (
    Document(
        id="pdf",
        title=_("The pack, as PDF"),
        hint=_(
            "Everything that the page says, with its pictures and every row, to print or pass on."
        ),
        suffix="pdf",
        kind="application/pdf",
        make=_papers,
        many_suffix="zip",
        many_kind=ZIP,
    ),
    Document(
        id="xlsx",
        title=_("The rows, as Excel"),
        hint=_("Reasons, rows, explanations tested and decisions, a sheet each."),
        suffix="xlsx",
        kind=XLSX,
        make=_workbook,
    ),
    Document(
        id="i2",
        title=_("A chart for i2 Analyst's Notebook"),
        hint=_("Entities and links as CSV, with how to import them."),
        suffix="i2.zip",
        kind=ZIP,
        make=_chart,
    ),
    Document(
        id="ocsf",
        title=_("OCSF Detection Findings, as JSON"),
        hint=_("For a system that gathers findings. No score goes with them."),
        suffix="ocsf.json",
        kind="application/json",
        make=_findings,
    ),
    Document(
        id="evidence",
        title=_("Evidence to keep"),
        hint=_(
            "As the run wrote it, with every row's file, line and hash, readable without this "
            "system. It bears the force's own references: everybody in it can be told."
        ),
        suffix="evidence.zip",
        kind=ZIP,
        make=_evidence,
        references=True,
    ),
)
BY_ID = {document.id: document for document in DOCUMENTS}
