"""The Word template of a letter: the one shipped here, or the inspectorate's own once checked."""

import io
import zipfile
from typing import Any

from docx import Document
from docx.shared import Pt
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from custodes.vocabulary.errors import UserError
from custodes.web.documents.word import written

REQUIRED = frozenset({"addressee", "dated", "heading", "greeting", "parts", "quotation"})
ALLOWED = REQUIRED | {"force", "copied_to", "quotation_source", "signed_by", "note", "own"}
LARGEST = 5_000_000
"""Bytes of a template, as it is sent and unpacked."""
BEFORE_QUOTATION = 2
"""Paragraphs before the recommendation is quoted."""


def environment() -> ImmutableSandboxedEnvironment:
    """What a template may reach: the words of the letter, and nothing of the program."""
    made = ImmutableSandboxedEnvironment(autoescape=True)
    made.globals.clear()
    return made


def built_in() -> bytes:
    """The template shipped here."""
    paper = Document()
    paper.styles["Normal"].font.name = "Arial"
    paper.styles["Normal"].font.size = Pt(11)
    for line in ("{%p if note %}", "{{ note }}", "{%p endif %}"):
        paper.add_paragraph(line)
    for line in ("{%p for line in addressee %}", "{{ line }}", "{%p endfor %}"):
        paper.add_paragraph(line)
    paper.add_paragraph("Copied to: {{ copied_to }}")
    paper.add_paragraph("{{ dated }}")
    paper.add_paragraph("{{ greeting }}")
    paper.add_heading("{{ heading }}", level=1)
    for line in (f"{{%p for part in parts[:{BEFORE_QUOTATION}] %}}", "{{ part }}", "{%p endfor %}"):
        paper.add_paragraph(line)
    paper.add_paragraph("\u201c{{ quotation }}\u201d ({{ quotation_source }})", style="Quote")
    for line in (f"{{%p for part in parts[{BEFORE_QUOTATION}:] %}}", "{{ part }}", "{%p endfor %}"):
        paper.add_paragraph(line)
    paper.add_paragraph("Yours sincerely")
    for line in ("{%p for line in signed_by %}", "{{ line }}", "{%p endfor %}"):
        paper.add_paragraph(line)
    return written(paper)


def check_template(template: bytes) -> None:
    """Raise UserError unless this is a Word document that asks for what a letter has, leaves none
    of its needed parts out, and reaches for nothing else."""
    if len(template) > LARGEST or _unpacked(template) > 10 * LARGEST:
        raise UserError("The template is too large: at most five megabytes.")
    try:
        asked = DocxTemplate(io.BytesIO(template)).get_undeclared_template_variables(environment())
    except TemplateError as error:
        raise UserError(f"The template has a mistake in its fields: {error.message}") from error
    except Exception as error:
        raise UserError("The template is not a Word document (.docx).") from error
    if strange := sorted(asked - ALLOWED):
        raise UserError(f"The template asks for what no letter has: {', '.join(strange)}.")
    if lacking := sorted(REQUIRED - asked):
        raise UserError(f"The template leaves out: {', '.join(lacking)}.")


def filled(template: bytes, content: dict[str, Any]) -> bytes:
    """The template with a letter in it, as a Word document; the same input gives the same bytes."""
    paper = DocxTemplate(io.BytesIO(template))
    try:
        paper.render({name: content[name] for name in ALLOWED}, environment(), autoescape=True)
    except TemplateError as error:
        raise UserError(f"The template cannot be filled: {error.message}") from error
    return written(paper)


def _unpacked(template: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            return sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile as error:
        raise UserError("The template is not a Word document (.docx).") from error
