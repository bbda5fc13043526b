"""The pack of an alert on paper: everything that its page says, as a tagged PDF (PDF/UA-1)."""

from importlib.resources import files
from typing import Any

from custodes.web.alerts.presenters import ROW_COLUMNS, Reason
from custodes.web.design.page import MARKING
from custodes.web.design.pictures import Picture
from custodes.web.design.showing import clock
from custodes.web.documents.pdf import pdf
from custodes.web.packs.dossier import Asked, Dossier

TEMPLATE = "pack.typ"
FAIR = "Unexplained is not wrong, and no score is a verdict."
DEMONSTRATION = "Demonstration data. No real person."
PICTURES = (("timeline", 100), ("heat_map", 100), ("waterfall", 85))
"""The pictures of the page in their order, with the percentage of the width that each takes."""


def pack_pdf(told: Dossier, asked: Asked) -> bytes:
    """The pack of one alert."""
    marking = f"{MARKING}. {DEMONSTRATION}" if asked.demonstration else MARKING
    return pdf(
        files(__package__ or "") / "typst" / TEMPLATE,
        content_of(told, asked),
        marking=marking,
        run=str(told.content["run"]) or "none: raised by hand",
        title=f"Alert {told.alert}: {told.page.title}",
    )


def content_of(told: Dossier, asked: Asked) -> dict[str, Any]:
    """What the paper says, as plain JSON."""
    page = told.page
    pictures = [(page.pictures[name], width) for name, width in PICTURES if name in page.pictures]
    return {
        "fair": FAIR,
        "sentence": page.sentence,
        "standing": page.standing,
        "facts": _facts(told, asked),
        "quality": page.quality,
        "harm": page.harm,
        "would_explain": list(page.would_explain),
        "reasons": [_reason(reason) for reason in page.reasons],
        "row_columns": list(ROW_COLUMNS),
        "pictures": [_picture(drawn, width) for drawn, width in pictures],
        "without": [list(row) for row in page.without],
        "against": list(page.against),
        "tested": [list(row) for row in page.tested],
        "not_recorded": list(page.not_recorded),
        "decisions": [
            {"verdict": d.verdict, "by": d.by, "at": clock(d.at), "reason": d.reason}
            for d in told.decisions
        ],
        "versions": [list(row) for row in page.versions],
    }


def _facts(told: Dossier, asked: Asked) -> list[list[str]]:
    facts = [
        ["Alert", told.alert],
        ["State", told.state],
        ["With", told.with_whom],
        ["Pattern", told.page.pattern],
        ["SHA-256 of the alert", told.sha256],
        ["Made for", f"{asked.by}, {clock(asked.at)}"],
        ["Because", asked.because],
    ]
    return [[name, said] for name, said in facts if said]


def _reason(reason: Reason) -> dict[str, Any]:
    louder = "" if reason.counted == reason.bits else reason.counted
    return {
        "title": reason.title,
        "bits": reason.bits,
        "counted": louder,
        "text": reason.text,
        "innocent": list(reason.innocent),
        "cannot_see": list(reason.cannot_see),
        "first_steps": list(reason.first_steps),
        "rows": [list(row) for row in reason.rows],
    }


def _picture(drawn: Picture, width: int) -> dict[str, Any]:
    return {
        "title": drawn.title,
        "said": drawn.description,
        "svg": drawn.file(),
        "width": width,
    }
