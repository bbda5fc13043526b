"""Second persons: what waits for one's word, one question whole, its answer, and one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from custodes.web.accounts.answers import notices, plainly, stamp
from custodes.web.accounts.models import Ask
from custodes.web.accounts.second import (
    Became,
    approve_asked,
    asked_by,
    asked_named,
    became,
    decline,
    waiting_elsewhere,
    waiting_for,
    withdraw,
)
from custodes.web.accounts.sign_in import asker_of, check_stepped_up
from custodes.web.audit.looks import look, shows_records
from custodes.web.design.showing import clock

COLOURS = {
    Became.WAITS: "govuk-tag--yellow",
    Became.APPROVED: "govuk-tag--green",
    Became.USED: "govuk-tag--grey",
    Became.DECLINED: "govuk-tag--red",
}
LONGEST = Ask._meta.get_field("reason").max_length or 0


@login_required
@shows_records
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What waits for one's word, and what one asked for with what became of it."""
    by, now = asker_of(request), timezone.now()
    waiting, mine = waiting_for(by, at=now), asked_by(by.user, at=now)
    for row in (*waiting, *mine):
        look(request, kind=Ask.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    if not waiting and not mine:
        look(request, kind=Ask.audit_kind)
    elsewhere = [
        {"sentence": one.sentence, "address": one.address, "by": one.asked_by}
        | {"asked": clock(stamp(one.at))}
        for one in waiting_elsewhere(by, at=now)
    ]
    shown = {
        "waiting": [_shown(row) for row in waiting],
        "elsewhere": elsewhere,
        "mine": [_shown(row) for row in mine],
        "notices": notices(request),
    }
    return render(request, "second/listed.html", shown)


@login_required
@shows_records
@require_safe
def asked(request: HttpRequest, key: int) -> HttpResponse:
    """One question: to whoever may answer it, and to whoever asked."""
    by, row = asker_of(request), _named(request, key)
    look(request, kind=Ask.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    shown = {"row": _shown(row), "own": row.asker_id == by.user.pk, "fault": "", "typed": ""}
    return render(request, "second/asked.html", shown)


@login_required
@plainly
@require_POST
def answered(request: HttpRequest, key: int) -> HttpResponse:
    """Approve, decline or, for the one who asked, take it back."""
    by, now = asker_of(request), timezone.now()
    row = _named(request, key)
    because = request.POST.get("because", "").strip()
    wanted = request.POST.get("answer")
    fault = ""
    if len(because) > LONGEST:
        fault = _("Write at most %(n)d characters.") % {"n": LONGEST}
    elif wanted == "decline" and not because:
        fault = _("Say why you decline; the one who asked reads it.")
    elif wanted not in ("approve", "decline", "withdraw"):
        fault = _("Choose an answer.")
    if fault:
        shown = {"row": _shown(row), "own": row.asker_id == by.user.pk}
        look(request, kind=Ask.audit_kind, object_id=row.pk, compartment=row.compartment_id)
        typed = {"fault": fault, "typed": because}
        return render(request, "second/asked.html", shown | typed, status=422)
    if wanted == "withdraw":
        withdraw(asked=row, by=by, at=now)
        messages.success(request, _("Taken back."))
    elif wanted == "decline":
        decline(asked=row, by=by, because=because, at=now)
        messages.success(request, _("Declined. The one who asked sees your reason."))
    else:
        check_stepped_up(request)
        approve_asked(asked=row, by=by, because=because, at=now)
        messages.success(request, _("Approved. It can be done once, within a day."))
    return redirect("approvals:listed")


def _named(request: HttpRequest, key: int) -> Ask:
    row = asked_named(key, asker_of(request), at=timezone.now())
    if row is None:
        raise Http404
    return row


def _shown(row: Ask) -> dict[str, object]:
    state, until = became(row, at=timezone.now())
    answer = getattr(row, "answer", None)
    return {
        "key": row.pk,
        "sentence": row.sentence,
        "address": row.address,
        "reason": row.reason,
        "by": row.asker.name,
        "asked": clock(stamp(row.at)),
        "state": str(state.value),
        "colour": COLOURS.get(state, "govuk-tag--grey"),
        "waits": state is Became.WAITS,
        "go": state is Became.APPROVED,
        "until": clock(stamp(until)) if until else "",
        "answered_by": answer.by.name if answer else "",
        "answered": clock(stamp(answer.at)) if answer else "",
        "because": answer.reason if answer else "",
    }
