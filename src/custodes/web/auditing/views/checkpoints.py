"""Checkpoints and witnesses, with their age; a verification asked for, and its report."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from custodes.web.accounts.answers import plainly, stamp
from custodes.web.accounts.places import offers
from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.checkpoints import MOST_AGE, read_signer
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.models import Checkpoint, Event, Witness
from custodes.web.auditing.jobs import VERIFY
from custodes.web.auditing.views.events import auditing_place
from custodes.web.decision import Action
from custodes.web.design.forms import new_token
from custodes.web.design.showing import clock
from custodes.web.jobs import states
from custodes.web.jobs.actions import ask_for
from custodes.web.jobs.queries import job_named

NEWEST = 20
LATE = 3
"""Times the age at which one is due, after which something keeps it from being made."""


@login_required
@shows_records
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The newest checkpoints, how old they are, and how far each witness was given them."""
    by, now = asker_of(request), timezone.now()
    system = auditing_place(by, Action.SEE_CHECKPOINTS)
    look(request, kind="checkpoint", compartment=system.key)
    newest = list(Checkpoint.objects.order_by("-size")[:NEWEST])
    context = {
        "checkpoint_rows": [_row(point) for point in newest],
        "state": _state(newest[0] if newest else None, now),
        "witnesses": _witnesses(newest[0].size if newest else 0),
        "key": str(read_signer(settings.AUDIT_KEY).key),
        "token": new_token(),
    }
    return render(request, "auditing/checkpoints.html", context)


@login_required
@shows_records
@require_safe
def note(request: HttpRequest, size: int) -> HttpResponse:
    """One checkpoint as the signed note that a witness holds, to compare with theirs."""
    system = auditing_place(asker_of(request), Action.SEE_CHECKPOINTS)
    found = Checkpoint.objects.filter(size=size).first()
    if found is None:
        raise Http404
    look(request, kind="checkpoint", object_id=size, compartment=system.key)
    answer = HttpResponse(found.note, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="checkpoint-{size}.note"'
    return answer


@login_required
@plainly
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a verification of the whole audit as it stands now."""
    by = asker_of(request)
    system = auditing_place(by, Action.SEE_CHECKPOINTS)
    token = request.POST.get("token", "")[:40]
    job = ask_for(VERIFY, {}, by=by, compartment=system, at=timezone.now(), token=token)
    return redirect("jobs:job", job.pk)


@login_required
@shows_records
@require_safe
def report(request: HttpRequest, key: str) -> HttpResponse:
    """What a verification found. The sentences name events and go to whoever sees those."""
    by, now = asker_of(request), timezone.now()
    job = job_named(key, by.user, at=now)
    if job.kind != VERIFY.id or job.state != states.DONE:
        raise Http404
    look(request, kind="checkpoint", object_id=job.pk, compartment=job.compartment_id)
    context = {
        "result": job.result,
        "at": clock(stamp(job.asked_at)),
        "whole": offers(by, Action.SEE_AUDIT, job.compartment, at=now),
    }
    return render(request, "auditing/report.html", context)


def _row(point: Checkpoint) -> dict[str, Any]:
    return {"size": point.size, "at": clock(stamp(point.at)), "root": point.root[:16]}


def _state(newest: Checkpoint | None, now: datetime) -> dict[str, Any]:
    since = Event.objects.filter(seq__gt=newest.size if newest else 0)
    oldest = since.order_by("seq").values_list("at", flat=True).first()
    late = oldest is not None and now - oldest > LATE * MOST_AGE
    return {
        "since": since.count(),
        "late": late,
        "said": _("Late: look in the log for why none is made") if late else _("In time"),
    }


def _witnesses(size: int) -> list[dict[str, Any]]:
    given = {row.folder: row for row in Witness.objects.all()}
    rows = []
    for number, folder in enumerate(settings.AUDIT_WITNESSES, start=1):
        row = given.get(str(folder))
        rows.append(
            {
                "title": _("Witness %(n)d: %(name)s") % {"n": number, "name": folder.name},
                "size": row.size if row else 0,
                "behind": size - (row.size if row else 0),
            }
        )
    return rows
