"""The check before sending, on the page and on paper; and how the plan has changed."""

from importlib.resources import files
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from custodes.web.accounts.answers import notices, plainly
from custodes.web.audit.looks import shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.design.page import MARKING
from custodes.web.design.pictures.sparkline import sparkline
from custodes.web.documents.pdf import pdf
from custodes.web.documents.tables import file_response
from custodes.web.plan import presenters, rows
from custodes.web.plan.elements import ELEMENTS
from custodes.web.plan.listing import overdue
from custodes.web.plan.models import DrawnFigure
from custodes.web.plan.over_time import by_month, figure_values
from custodes.web.plan.picture import months
from custodes.web.plan.states import LINES, SET_ASIDE
from custodes.web.plan.views.shared import Asked, asked


@login_required
@plainly
@shows_records
@require_safe
def checked(request: HttpRequest) -> HttpResponse:
    """The four elements as an assessor would see them, what they would not find first."""
    one = asked(request)
    one.told()
    shown = _check(one) | {"place": "check", "edits": one.edits, "notices": notices(request)}
    return render(request, "plan/check.html", shown)


@login_required
@plainly
@shows_records
@require_safe
def check_pdf(request: HttpRequest) -> HttpResponse:
    """The same as a PDF."""
    one = asked(request)
    told = _check(one)
    one.told(action=Act.EXPORT)
    content = {
        "force": told["force"].full if told["force"] else "",
        "on": presenters.written(one.today),
        "nothing": [e["title"] for e in told["elements"] if e["nothing"]],
        "elements": [
            [e["title"], "; ".join([e["status"], *e["qualifiers"]]), e["says"], " ".join(e["asks"])]
            for e in told["elements"]
        ],
        "remarks": [
            [what, where["text"] if isinstance(where, dict) else where, says]
            for what, where, says in told["remarks"]
        ],
        "strategy": told["strategy"].title,
    }
    source = files("custodes.web.plan") / "typst" / "check.typ"
    made = pdf(source, content, marking=MARKING, run="", title=_("Check of the plan"))
    return file_response(made, "check-of-the-plan.pdf", "application/pdf")


@login_required
@plainly
@shows_records
@require_safe
def over_time(request: HttpRequest) -> HttpResponse:
    """How the plan has changed: lines by month, what is overdue, figures as they were drawn."""
    one = asked(request)
    versions = rows.versions(**one.sees)
    held = rows.lines(**one.sees)
    drawn = DrawnFigure.objects.visible_to(one.by.user, at=one.at).filter(compartment=one.place)
    series = figure_values(drawn.order_by("at", "pk"))
    late = sorted(
        (line for line in held if overdue(line, one.today)), key=lambda line: line.due or one.today
    )
    one.told()
    shown = {
        "place": "over_time",
        "months": months(by_month(versions, one.at)),
        "late": [
            [
                {"text": f"{row.key}: {row.title}", "href": presenters.line_address(row.key)},
                row.owner or _("nobody"),
                presenters.written(row.due),
                (one.today - row.due).days if row.due else 0,
            ]
            for row in late
        ],
        "changes": [
            [
                presenters.written(row.at.date()),
                {
                    "text": f"{row.line.key}: {row.title}",
                    "href": presenters.line_address(row.line.key),
                },
                str(LINES.words[row.state]),
                row.because,
            ]
            for row in versions[::-1][:40]
            if row.version > 1 or row.state == SET_ASIDE
        ],
        "figures": [
            sparkline(
                [row.value for row in found],
                [presenters.written(row.on) for row in found],
                found[-1].title,
                found[-1].unit,
            )
            for found in series.values()
            if len(found) > 1
        ],
        "notices": notices(request),
    }
    return render(request, "plan/over_time.html", shown)


def _check(one: Asked) -> dict[str, Any]:
    whole = one.whole()
    found, remarks = one.checked(whole)
    return {
        "force": whole.force,
        "strategy": whole.strategy,
        "lines": len(whole.plan.lines),
        "elements": presenters.element_rows(found, whole.strategy),
        "nothing": [ELEMENTS[e].title for e in found.nothing_to_find],
        "remarks": presenters.remark_rows(remarks),
        "bears": presenters.bears_rows(),
        "unanswered": presenters.unanswered(whole),
        "figures": [presenters.figure_words(figure) for figure in whole.plan.figures],
    }
