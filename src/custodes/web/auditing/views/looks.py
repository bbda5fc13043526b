"""Looks: what oneself looked at, and who looked at a record, for whoever answers for its place."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from custodes.web.accounts.places import offers
from custodes.web.accounts.sign_in import asker_of
from custodes.web.accounts.visible import Record
from custodes.web.audit.exports import recorded_models
from custodes.web.audit.looks import look, shows_records
from custodes.web.auditing.presenters import shown, words
from custodes.web.auditing.queries import Asked, events_seen, own_looks
from custodes.web.decision import Action

PER_PAGE = 50


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What oneself looked at, the latest first."""
    by, now = asker_of(request), timezone.now()
    before = Asked.of(request.GET).before
    rows = own_looks(by.user, at=now).order_by("-seq")
    if before:
        rows = rows.filter(seq__lt=before)
    page = list(rows[: PER_PAGE + 1])
    more, page = len(page) > PER_PAGE, page[:PER_PAGE]
    context = {"rows": shown(page), "older": f"?before={page[-1].seq}" if more else ""}
    return render(request, "auditing/mine.html", context)


@login_required
@shows_records
@require_safe
def of_record(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Who looked at one record that one sees, and what was done to it."""
    by, now = asker_of(request), timezone.now()
    model = recorded_models().get(kind)
    if model is None or not issubclass(model, Record):
        raise Http404
    try:
        rows = model.objects.visible_to(by.user, at=now).filter(pk=key)
    except ValueError:
        raise Http404 from None
    record = rows.select_related("compartment").first()
    if record is None or not offers(by, Action.SEE_LOOKS, record.compartment, at=now):
        raise Http404
    look(request, kind="looks", object_id=record.pk, compartment=record.compartment_id)
    kinds = (kind, *model.also_looked_at_as)
    events = events_seen(by.user, at=now).filter(
        kind__in=kinds, object=str(record.pk), compartment=record.compartment_id
    )
    page = list(events.order_by("-seq")[: 4 * PER_PAGE])
    context = {"rows": shown(page), "title": str(record), "kind": words(kind)}
    return render(request, "auditing/of_record.html", context)
