"""The rounds, one round with its 43 forces, where assessors differed, and one force over years."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.answers import notices, plainly
from custodes.web.accounts.sign_in import asker_of
from custodes.web.assessment import presenters, queries, states
from custodes.web.assessment.agreement import Agreement, agreement
from custodes.web.assessment.classes import ForceClass
from custodes.web.assessment.independence import both_in, differing
from custodes.web.assessment.models import Assessed
from custodes.web.assessment.public_record import LATER
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.documents.tables import csv_response, xlsx_response
from custodes.web.plan.elements import ELEMENTS, Element
from custodes.web.plan.forces import BY_KEY

LIST = "assessment_round_list"


@login_required
@plainly
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The rounds. Raises Http404 for whoever sees none."""
    user, now = asker_of(request).user, timezone.now()
    rounds = queries.rounds_of(user, at=now)
    for row in rounds:
        look(request, kind=row.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    return render(request, "assessment/listed.html", {"rounds": rounds})


@login_required
@plainly
@shows_records
@require_safe
def round_page(request: HttpRequest, key: str) -> HttpResponse:
    """One round: how far it is, and its forces, by state and class; also as CSV and Excel."""
    user, now = asker_of(request).user, timezone.now()
    row = queries.round_named(key, user, at=now)
    whole = queries.assessed_in(row, user, at=now)
    findings = queries.findings_of(whole, user, at=now)
    classes = {one.force: queries.class_of(one, findings[one.force]) for one in whole}
    state, force_class = request.GET.get("state", ""), request.GET.get("class", "")
    shown = [
        one
        for one in whole
        if state in ("", one.state) and force_class in ("", _class_name(classes[one.force]))
    ]
    rows = [presenters.force_row(o, findings[o.force], classes[o.force]) for o in shown]
    file = request.GET.get("as", "")
    look(
        request,
        kind=row.audit_kind,
        object_id=row.pk,
        compartment=row.compartment_id,
        action=Act.EXPORT if file else Act.CONSULTATION,
    )
    if file in ("csv", "xlsx"):
        respond = csv_response if file == "csv" else xlsx_response
        return respond(f"assessment-{row.key}", presenters.COLUMNS, rows)
    cells: list[list[Any]] = []
    for one, said in zip(shown, rows, strict=True):
        link = {"text": said[0], "href": reverse("assessment:force", args=[row.key, one.slug])}
        cells.append([link, *said[1:]])
    return render(
        request,
        "assessment/round.html",
        {
            "round": row,
            "count": len(cells),
            "rows": cells,
            "columns": [{"text": name} for name in presenters.COLUMNS],
            "progress": presenters.progress(whole),
            "states": _items({k: str(v) for k, v in states.ASSESSED.words.items()}, state),
            "classes": _items({c.name: c.value for c in ForceClass}, force_class),
            "state": state,
            "force_class": force_class,
            "notices": notices(request),
        },
    )


@login_required
@plainly
@shows_records
@require_safe
def differences(request: HttpRequest, key: str) -> HttpResponse:
    """Over a round: how far assessors agreed, and where they differed. Only what both handed in."""
    user, now = asker_of(request).user, timezone.now()
    row = queries.round_named(key, user, at=now)
    whole = queries.assessed_in(row, user, at=now)
    judged = queries.judgements(whole, user, at=now)
    pairs = [(one, judged[one.pk]) for one in whole if both_in(judged[one.pk])]
    ones: dict[tuple[str, Element], str] = {}
    others: dict[tuple[str, Element], str] = {}
    cells = []
    for one, (first, second) in pairs:
        said = {f.element: f for f in first.findings}
        also = {f.element: f for f in second.findings}
        ones |= {(one.force, e): f.status.value for e, f in said.items()}
        others |= {(one.force, e): f.status.value for e, f in also.items()}
        address = reverse("assessment:moderate", args=[row.key, one.slug])
        for element in differing(first, second):
            link = {"text": one.force, "href": address}
            words = [presenters.words_of(said[element]), presenters.words_of(also[element])]
            cells.append(
                [link, presenters.SHORT[element], *words, str(states.ASSESSED.words[one.state])]
            )
    look(request, kind=row.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    shown = {"round": row, "rows": cells, "forces": len(pairs), "agreed": _agreed(ones, others)}
    return render(request, "assessment/differences.html", shown)


@login_required
@plainly
@shows_records
@require_safe
def years(request: HttpRequest, force: str) -> HttpResponse:
    """One force over the rounds and later inspections, one element or all of them."""
    user, now = asker_of(request).user, timezone.now()
    if force not in BY_KEY:
        raise Http404
    name, wanted = BY_KEY[force].name, request.GET.get("element", "")
    elements = [e for e in Element if wanted in ("", e.value)] or list(Element)
    rows = Assessed.objects.visible_to(user, at=now).filter(force=name)
    whole = list(rows.select_related("round", "compartment").order_by("round__asked_on", "pk"))
    if not whole:
        raise Http404
    held = queries.standing(whole, user, at=now)
    cells: list[list[Any]] = []
    for one in whole:
        link = {
            "text": f"{one.round.asked_on.year}: {one.round.title}",
            "href": reverse("assessment:force", args=[one.round.key, one.slug]),
        }
        said = presenters.element_rows(one, held[one.pk])
        found = {e: line["found"] for e, line in zip(Element, said, strict=True)}
        cells.append([link, *(found[e] for e in elements)])
    look(request, kind=Assessed.audit_kind, object_id=name, compartment=whole[0].compartment_id)
    return render(
        request,
        "assessment/years.html",
        {
            "force": name,
            "rows": cells,
            "columns": [{"text": "Round"}, *({"text": ELEMENTS[e].title} for e in elements)],
            "later": [(x.year, x.source, x.said) for x in LATER if x.force == name],
            "elements": _items({e.value: ELEMENTS[e].title for e in Element}, wanted),
        },
    )


def _class_name(classed: Any) -> str:
    return classed.force_class.name if classed else "none"


def _agreed(ones: Any, others: Any) -> Agreement | None:
    try:
        return agreement(ones, others)
    except UserError:
        return None


def _items(words: dict[str, str], chosen: str) -> list[dict[str, Any]]:
    listed = [("", "All"), *words.items()]
    return [{"value": k, "text": text, "selected": k == chosen} for k, text in listed]
