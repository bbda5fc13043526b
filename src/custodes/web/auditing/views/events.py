"""The events: filtered, in pages by sequence, one whole, and all of them as a file to verify."""

import json
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.answers import plainly
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.forms import Because
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.places import offers, places_seen
from custodes.web.accounts.sign_in import Asker, asker_of, check_stepped_up
from custodes.web.audit.actions import record
from custodes.web.audit.checkpoints import read_signer
from custodes.web.audit.exports import lines
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect, Outcome
from custodes.web.auditing.models import TakenOut
from custodes.web.auditing.presenters import shown, words
from custodes.web.auditing.queries import Asked, events_seen, narrowed
from custodes.web.decision import Action

PER_PAGE = 50
KIND = "audit_list"


@login_required
@shows_records
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The events that were asked for, the newest first; they hold ids and no content."""
    by, now = asker_of(request), timezone.now()
    system = auditing_place(by)
    asked = Asked.of(request.GET)
    whole = events_seen(by.user, at=now)
    rows = narrowed(whole, asked).order_by("-seq")
    if asked.before:
        rows = rows.filter(seq__lt=asked.before)
    page = list(rows[: PER_PAGE + 1])
    more, page = len(page) > PER_PAGE, page[:PER_PAGE]
    act = Act.SEARCH if asked.chosen else Act.CONSULTATION
    look(request, kind=KIND, compartment=system.key, action=act)
    kinds = whole.order_by("kind").values_list("kind", flat=True).distinct()
    older = urlencode(asked.chosen | {"before": page[-1].seq}) if more else ""
    context = {
        "rows": shown(page),
        "asked": asked,
        "newest": f"?{urlencode(asked.chosen)}" if asked.before else "",
        "older": f"?{older}" if older else "",
        "actions": [("", _("All")), *Act.choices],
        "outcomes": [("", _("All")), *Outcome.choices],
        "kinds": [("", _("All")), *((kind, words(kind)) for kind in kinds)],
        "places": [("", _("All")), *_places()],
        "may_take_out": offers(by, Action.EXPORT_AUDIT, system, at=now),
    }
    return render(request, "auditing/events.html", context)


@login_required
@shows_records
@require_safe
def event(request: HttpRequest, seq: int) -> HttpResponse:
    """One event whole, with its place in the chain."""
    by, now = asker_of(request), timezone.now()
    system = auditing_place(by)
    found = events_seen(by.user, at=now).filter(seq=seq).first()
    if found is None:
        raise Http404
    look(request, kind="audit_event", object_id=seq, compartment=system.key)
    context = {"row": shown([found])[0], "event": found}
    return render(request, "auditing/event.html", context)


@login_required
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest) -> HttpResponseBase:
    """The whole audit as a stream that the stand-alone verifier takes, with a reason.

    It holds what the pages hide from some: whoever is in the force's own records, or is kept from
    anything, does not take it out.
    """
    by, now = asker_of(request), timezone.now()
    system = auditing_place(by)
    if not offers(by, Action.EXPORT_AUDIT, system, at=now):
        raise Http404
    check_stepped_up(request)
    form = Because(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        check_may(by, Action.EXPORT_AUDIT, system, reason=because, at=now)
        account = by.account(now)
        if account.staff or account.bars:
            raise UserError(
                _("A whole export goes to nobody who is in the force's records or kept from any.")
                + " "
                + _("Ask another auditor, or whoever runs the machine (custodes audit export).")
            )
        with one_act():
            row = TakenOut(compartment=system, by=by.user, reason=because, at=now)
            row.save()
            record(
                Act.EXPORT,
                by=by.by,
                kind=TakenOut.audit_kind,
                object_id=row.pk,
                effect=Effect.MADE,
                compartment=system.key,
            )
        answer = StreamingHttpResponse(_written(by), content_type="application/x-ndjson")
        name = f"audit-{now:%Y%m%d-%H%M}.jsonl"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
    status = 422 if request.method == "POST" else 200
    return render(request, "auditing/take_out.html", {"form": form}, status=status)


def auditing_place(by: Asker, sees: Action = Action.SEE_AUDIT) -> Compartment:
    """Where this person sees the audit. Raises Http404 where nowhere."""
    found = places_seen(by, sees, at=timezone.now())
    if not found:
        raise Http404
    return found[0]


def _written(by: Asker) -> Iterator[str]:
    """The lines of the export; that it was taken is its last event, and written before the first
    of them leaves."""
    whole = lines(key=read_signer(settings.AUDIT_KEY).key, by=by.by, at=timezone.now())
    first = next(whole)

    def lines_of() -> Iterator[str]:
        yield json.dumps(first, ensure_ascii=False, separators=(",", ":")) + "\n"
        for line in whole:
            yield json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"

    return lines_of()


def _places() -> list[tuple[str, str]]:
    return [(row.key, row.title) for row in Compartment.objects.order_by("title", "key")]
