"""The list of lines, one line with what it rests on, and the forms in which they are written."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from custodes.web.accounts.answers import notices, plainly
from custodes.web.audit.looks import shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.documents.tables import csv_response, xlsx_response
from custodes.web.plan import presenters, rows
from custodes.web.plan.actions import lines as writing
from custodes.web.plan.elements import ELEMENTS, Element
from custodes.web.plan.forms import LineForm, StateForm
from custodes.web.plan.listing import LATE, ORDERS, Wanted, overdue
from custodes.web.plan.live import live_figures
from custodes.web.plan.models import LineVersion, PlanLine
from custodes.web.plan.rows import Whole
from custodes.web.plan.states import LINES, SET_ASIDE
from custodes.web.plan.views.shared import Asked, asked, kept


@login_required
@plainly
@shows_records
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The plan: how it stands, and its lines by element, strand, recommendation, owner and state;
    also as CSV and Excel."""
    one = asked(request)
    whole, held = one.whole(), rows.lines(**one.sees)
    checked, remarks = one.checked(whole)
    wanted = Wanted.asked(request.GET)
    shown, rests = wanted.of(held, one.today), rows.evidence(**one.sees)
    file = request.GET.get("as", "")
    one.told(action=Act.EXPORT if file else Act.CONSULTATION)
    if file in ("csv", "xlsx"):
        respond = csv_response if file == "csv" else xlsx_response
        cells = presenters.file_rows(shown, whole, rests, remarks)
        return respond("plan", presenters.FILE_COLUMNS, cells)
    query = request.GET.copy()
    query.pop("as", None)
    standing = [line for line in held if line.state != SET_ASIDE]
    return render(
        request,
        "plan/listed.html",
        {
            "place": "listed",
            "force": whole.force,
            "edits": one.edits,
            "any": bool(held),
            "rows": presenters.rows_of(shown, whole, rests, remarks, one.today),
            "elements": presenters.element_rows(checked, whole.strategy),
            "counts": [
                (LINES.words[state], sum(line.state == state for line in standing))
                for state in LINES.words
                if state != SET_ASIDE
            ],
            "late": sum(overdue(line, one.today) for line in standing),
            "remarks": len(remarks),
            "unmatched": len(presenters.unmatched_rows(whole)),
            "choices": _choices(whole, held, wanted),
            "query": query.urlencode(),
            "notices": notices(request),
        },
    )


@login_required
@plainly
@shows_records
@require_safe
def line(request: HttpRequest, number: int) -> HttpResponse:
    """One line: what it says, how far it is, what it rests on, what to put right, its history."""
    one = asked(request)
    row = line_numbered(one, number)
    whole = one.whole()
    _checked, remarks = one.checked(whole)
    now = live_figures(one.by.user, compartment=one.place.pk, at=one.at)
    rests = rows.evidence(**one.sees)[row.pk]
    versions = LineVersion.objects.visible_to(one.by.user, at=one.at).filter(line=row)
    one.told(PlanLine.audit_kind, row.pk)
    return render(
        request,
        "plan/line.html",
        {
            "line": row,
            "state": LINES.words[row.state],
            "colour": presenters.COLOURS[row.state],
            "told": presenters.line_facts(row, whole, one.today),
            "cards": presenters.evidence_cards(row, rests, whole, {f.id: f for f in now}),
            "remarks": [remark for remark in remarks if remark.line == row.key],
            "history": presenters.history(list(versions.select_related("by").order_by("version"))),
            "edits": one.edits,
            "notices": notices(request),
        },
    )


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Enter a line."""
    one = asked(request)
    form = LineForm(request.POST or None, criteria=rows.criteria(**one.sees))

    def keep() -> None:
        writing.add_line(
            compartment=one.place,
            state=form.cleaned_data["state"],
            token=form.cleaned_data["token"] or "",
            by=one.by,
            at=one.at,
            **form.said(),
        )

    return kept(one, form, keep, _("Enter a line"), "plan:listed")


def change(one: Asked, row: PlanLine) -> HttpResponse:
    """Change what a line says; where two do so at once, the second sees both."""
    whole = one.whole()
    form = LineForm(one.request.POST or None, criteria=whole.criteria, line=row)

    def keep() -> None:
        writing.change_line(
            line=row,
            version=form.cleaned_data["version"] or 0,
            because=form.cleaned_data["because"],
            by=one.by,
            at=one.at,
            **form.said(),
        )

    return kept(
        one,
        form,
        keep,
        _("Change the line"),
        "plan:line",
        row.number,
        caption=row.key,
        describe=lambda now: _described(now, whole, one),
    )


def state(one: Asked, row: PlanLine) -> HttpResponse:
    """Say how far a line is."""
    whole = one.whole()
    form = StateForm(one.request.POST or None, line=row)

    def keep() -> None:
        writing.set_state(
            line=row,
            state=form.cleaned_data["state"],
            version=form.cleaned_data["version"] or 0,
            because=form.cleaned_data["because"],
            by=one.by,
            at=one.at,
        )

    return kept(
        one,
        form,
        keep,
        _("How far it is"),
        "plan:line",
        row.number,
        caption=f"{row.key}: {row.title}",
        describe=lambda now: _described(now, whole, one),
        more={"lead": _("Now: %(state)s") % {"state": LINES.words[row.state]}},
    )


def line_numbered(one: Asked, number: int) -> PlanLine:
    """A line by its number. Raises Http404 where there is none."""
    found: PlanLine = rows.row_of(
        PlanLine, one.by.user, at=one.at, number=number, compartment=one.place
    )
    return found


def _described(row: PlanLine, whole: Whole, one: Asked) -> list[tuple[str, str]]:
    """A line in full, for whoever has to compare it with their own."""
    told = [(_("What is done"), row.title), (_("How far it is"), str(LINES.words[row.state]))]
    return told + presenters.line_facts(row, whole, one.today)


def _choices(whole: Whole, held: list[PlanLine], wanted: Wanted) -> list[dict[str, Any]]:
    """The fields of the filter."""
    owners = {line.owner: line.owner for line in held if line.owner}
    asks = {key: f"{r.year}: {r.asks}" for key, r in whole.criteria.recommendations.items()}
    strands = {key: words for s in whole.criteria.strategies.values() for key, words in
               s.strands.items()}  # fmt: skip
    states = {key: str(words) for key, words in LINES.words.items()} | {LATE: _("Overdue")}
    return [
        _select("state", _("How far it is"), states, wanted.state, _("All but those set aside")),
        _select(
            "element", _("Element"), {e.value: ELEMENTS[e].title for e in Element}, wanted.element
        ),
        _select("strand", _("Strand"), strands, wanted.strand),
        _select("recommendation", _("Recommendation"), asks, wanted.recommendation),
        _select("owner", _("Owner"), dict(sorted(owners.items())), wanted.owner),
        _select("order", _("Order"), {k: str(v) for k, v in ORDERS.items()}, wanted.order, None),
    ]


def _select(
    name: str, label: str, words: dict[str, str], chosen: str, every: str | None = ""
) -> dict[str, Any]:
    listed = [] if every is None else [("", every or _("All"))]
    items = [
        {"value": key, "text": text, "selected": key == chosen}
        for key, text in [*listed, *words.items()]
    ]
    return {"id": name, "name": name, "label": {"text": label}, "items": items}
