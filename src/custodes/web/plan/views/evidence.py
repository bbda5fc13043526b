"""What lines rest on: figures and documents, put in, named, withdrawn and taken out again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.answers import notices, plainly
from custodes.web.audit.looks import shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.decision import NotAllowed
from custodes.web.documents.papers import KINDS, MOST_BYTES, kind_of
from custodes.web.documents.tables import file_response
from custodes.web.plan import presenters, rows
from custodes.web.plan.actions import evidence as resting
from custodes.web.plan.elements import Element
from custodes.web.plan.forms import DocumentForm, FigureForm, PlaceForm, WithdrawForm
from custodes.web.plan.live import live_figures
from custodes.web.plan.models import Evidence, PlanDocument, PlanLine
from custodes.web.plan.views.lines import change, line_numbered, state
from custodes.web.plan.views.shared import Asked, asked, kept


def on_figure(one: Asked, line: PlanLine) -> HttpResponse:
    """Have a line rest on a live figure."""
    drawn = rows.figures(**one.sees).values()
    # Those of the line's own element come first.
    ordered = sorted(drawn, key=lambda row: (row.element != line.element, row.title))
    listed = [(row.plain, presenters.figure_words(row)) for row in ordered]
    form = FigureForm(one.request.POST or None, line=line, figures=listed)

    def keep() -> None:
        resting.rest_on_figure(
            line=line,
            figure=form.cleaned_data["figure"],
            answers=form.cleaned_data["answers"],
            token=form.cleaned_data["token"] or "",
            by=one.by,
            at=one.at,
        )

    more = {} if listed else {"lead": _("No figure was drawn yet: draw them under Evidence.")}
    return kept(
        one, form, keep, _("Rest it on a live figure"), "plan:line", line.number,
        caption=f"{line.key}: {line.title}", more=more,
    )  # fmt: skip


def on_document(one: Asked, line: PlanLine) -> HttpResponse:
    """Have a line rest on a place in a document."""
    held = {str(row.pk): row for row in rows.documents(**one.sees)}
    form = PlaceForm(one.request.POST or None, line=line, documents=held.values())

    def keep() -> None:
        given = form.cleaned_data
        resting.rest_on_document(
            line=line,
            document=held[given["document"]],
            shows=given["shows"],
            page=given["page"],
            paragraph=given["paragraph"],
            answers=given["answers"],
            token=given["token"] or "",
            by=one.by,
            at=one.at,
        )

    more = {} if held else {"lead": _("There is no document yet: put one in under Evidence.")}
    return kept(
        one, form, keep, _("Rest it on a document"), "plan:line", line.number,
        caption=f"{line.key}: {line.title}", more=more,
    )  # fmt: skip


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """The forms of one line: change what it says, say how far it is, say what it rests on."""
    one = asked(request)
    if what not in FORMS:
        raise Http404
    return FORMS[what](one, line_numbered(one, number))


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, what: str, number: int) -> HttpResponse:
    """Withdraw a piece of evidence, or a document on which no line rests."""
    one = asked(request)
    if what == "evidence":
        piece: Evidence = _row(Evidence, one, pk=number)
        title, back = _("Withdraw the evidence"), ("plan:line", piece.line.number)
        return _withdrawn(one, piece, title, *back)
    if what == "document":
        row = _row(PlanDocument, one, pk=number)
        return _withdrawn(one, row, _("Withdraw the document"), "plan:documents")
    raise Http404


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest) -> HttpResponse:
    """The live figures as they are and as they were drawn last; drawing them."""
    one = asked(request)
    if request.method == "POST":
        n = resting.draw_figures(compartment=one.place, by=one.by, at=one.at)
        said = ngettext("%(n)d figure is new.", "%(n)d figures are new.", n) % {"n": n}
        messages.success(request, said)
        return redirect("plan:figures")
    now = live_figures(one.by.user, compartment=one.place.pk, at=one.at)
    drawn = rows.figures(**one.sees)
    gone = one.whole().gone
    one.told()
    cells = []
    for figure in now:
        last = drawn.get(figure.id)
        cells.append(
            [
                figure.title,
                str(presenters.SHORT[figure.element]),
                presenters.value_of(figure),
                presenters.stamp_of(figure),
                _drawn(last, gone),
            ]
        )
    known = {figure.id for figure in now}
    for name, row in drawn.items():
        if name not in known:
            cells.append(
                [
                    row.title,
                    str(presenters.SHORT[Element(row.element)]),
                    _("Not measured now"),
                    "",
                    _drawn(row, gone),
                ]
            )
    shown = {"place": "figures", "rows": cells, "edits": one.edits, "notices": notices(request)}
    return render(request, "plan/figures.html", shown)


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: HttpRequest) -> HttpResponse:
    """The documents of the plan, and putting in another."""
    one = asked(request)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["document"]
        try:
            if given.size > MOST_BYTES:
                raise UserError(
                    _("The file is longer than %(n)d megabytes.") % {"n": MOST_BYTES // 1_000_000}
                )
            resting.put_in(
                compartment=one.place,
                name=given.name,
                title=form.cleaned_data["title"],
                content=given.read(),
                token=form.cleaned_data["token"] or "",
                by=one.by,
                at=one.at,
            )
        except NotAllowed:
            raise
        except UserError as wrong:
            form.add_error("document", str(wrong))
        else:
            messages.success(request, _("The document is put in."))
            return redirect("plan:documents")
    held = rows.documents(**one.sees)
    used: dict[int, list[str]] = {}
    lines = {row.pk: row.key for row in rows.lines(**one.sees)}
    for line, rests in rows.evidence(**one.sees).items():
        for piece in rests:
            if piece.document_id and lines[line] not in used.setdefault(piece.document_id, []):
                used[piece.document_id].append(lines[line])
    one.told()
    shown = {
        "place": "documents",
        "form": form,
        "documents": [(row, ", ".join(used.get(row.pk, []))) for row in held],
        "edits": one.edits,
        "notices": notices(request),
    }
    return render(request, "plan/documents.html", shown, status=422 if form.errors else 200)


@login_required
@plainly
@shows_records
@require_safe
def document(request: HttpRequest, number: int) -> HttpResponse:
    """A document as it was put in."""
    one = asked(request)
    row = _row(PlanDocument, one, pk=number)
    one.told(PlanDocument.audit_kind, row.pk, Act.EXPORT)
    return file_response(bytes(row.content), row.name, KINDS[kind_of(row.name)])


FORMS: dict[str, Callable[[Asked, PlanLine], HttpResponse]] = {
    "change": change,
    "state": state,
    "figure": on_figure,
    "document": on_document,
}
"""What can be written on a line, by the word in its address."""


def _withdrawn(one: Asked, row: Any, title: str, to: str, *args: Any) -> HttpResponse:
    form = WithdrawForm(one.request.POST or None)

    def keep() -> None:
        resting.withdraw(row=row, because=form.cleaned_data["because"], by=one.by, at=one.at)

    caption = row.name if isinstance(row, PlanDocument) else row.shows or row.figure
    return kept(one, form, keep, title, to, *args, caption=caption, said=_("Withdrawn."))


def _row(model: type[Any], one: Asked, **fields: Any) -> Any:
    return rows.row_of(model, one.by.user, at=one.at, compartment=one.place, **fields)


def _drawn(row: Any, gone: frozenset[str]) -> str:
    if row is None:
        return _("never")
    said = f"{presenters.value_of(row)} ({presenters.stamp_of(row)})"
    return said + (f": {_('its run is gone, draw it again')}" if row.figure in gone else "")
