"""The pages on which documents of alerts are asked for, and the way to a finished file."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from custodes.pipeline.verdicts import stamp
from custodes.vocabulary.errors import UserError
from custodes.web.accounts.sign_in import asker_of, check_stepped_up
from custodes.web.alerts.filtering import Filter, alerts_for
from custodes.web.alerts.forms import new_token
from custodes.web.alerts.models import Alert
from custodes.web.alerts.names import names_for
from custodes.web.alerts.queries import alert_named, places_for
from custodes.web.alerts.showing import behind, title_of
from custodes.web.alerts.views.answers import plainly
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Outcome
from custodes.web.decision import Action, NotAllowed
from custodes.web.design.showing import clock, number
from custodes.web.documents.tables import file_response
from custodes.web.packs.actions import (
    MOST,
    ask_for_file,
    check_may_hand_over,
    check_may_take_out,
    make,
)
from custodes.web.packs.commanded import PACK
from custodes.web.packs.forms import AskFor
from custodes.web.packs.jobs import ALERT_DOCUMENTS
from custodes.web.packs.kinds import BY_ID, DOCUMENTS, Document
from custodes.web.packs.links import opened
from custodes.web.packs.models import AlertFile
from custodes.web.packs.queries import file_named


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def pack(request: HttpRequest, alert_id: str) -> HttpResponseBase:
    """A document of one alert, made at once."""
    asker, now = asker_of(request), timezone.now()
    alert = alert_named(alert_id, asker.user, at=now)
    check_stepped_up(request)
    form = AskFor(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        document = BY_ID[form.cleaned_data["document"]]
        because = form.cleaned_data["because"]
        check_may_take_out(alerts=[alert], document=document, by=asker, because=because, at=now)
        content = make(alerts=[alert], document=document, by=asker.user, because=because, at=now)
        _taken_out(request, alert.pk, alert.compartment_id, document)
        name, kind = document.file(alert.alert_id, 1)
        return file_response(content, name, kind)
    look(request, kind=Alert.audit_kind, object_id=alert.pk, compartment=alert.compartment_id)
    names = names_for(alert, asker.user, now, whole=False)
    shown = {
        "title": _("Take alert %(name)s out") % {"name": alert.alert_id},
        "about": title_of(alert, names),
        "back_address": reverse("alerts:alert", args=[alert.alert_id]),
        "back_text": _("Alert %(name)s") % {"name": alert.alert_id},
        "action": reverse("packs:pack", args=[alert.alert_id]),
        "later": False,
    }
    return _asked(request, form, shown)


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponseBase:
    """Documents of the alerts that the address's filter names, as a job."""
    asker, now = asker_of(request), timezone.now()
    if not places_for(asker.user, Action.SEE_ALERTS, at=now):
        raise Http404
    check_stepped_up(request)
    asked = Filter.asked(request.GET)
    rows = alerts_for(asker.user, asked, at=now)
    count = rows.count()
    form = AskFor(request.POST if request.method == "POST" else None)
    faults: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            job = ask_for_file(
                alerts=list(rows.select_related("compartment")[: MOST + 1]),
                document=BY_ID[form.cleaned_data["document"]],
                kind=ALERT_DOCUMENTS,
                token=form.cleaned_data["token"],
                by=asker,
                because=form.cleaned_data["because"],
                at=now,
            )
        except NotAllowed:
            raise
        except UserError as wrong:
            faults.append(("", str(wrong)))
        else:
            return redirect("jobs:job", job.pk)
    elif count > MOST:
        faults.append(("", _("More than %(most)d alerts: filter first.") % {"most": MOST}))
    look(request, kind="alert_list")
    here = behind(asked)
    shown = {
        "title": _("Take the list out as documents"),
        "about": ngettext("%(num)s alert", "%(num)s alerts", count) % {"num": number(count)},
        "back_address": reverse("alerts:queue") + (here or "?state=open"),
        "back_text": _("All alerts"),
        "action": reverse("packs:queue") + here,
        "later": True,
    }
    return _asked(request, form, shown, faults)


@login_required
@shows_records
@plainly
@require_safe
def file(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page of one's own finished file: what it is, its hash, until when it is there."""
    found, content = _opened(request, token)
    look(
        request,
        kind=AlertFile.audit_kind,
        object_id=found.pk,
        compartment=found.compartment_id,
    )
    shown = {
        "name": found.name,
        "document": BY_ID[found.document].title,
        "alerts": found.alerts.count(),
        "bytes": number(len(content)),
        "sha256": found.sha256,
        "because": found.reason,
        "until": clock(stamp(found.until)),
        "take": reverse("packs:take", args=[token]),
    }
    return render(request, "packs/file.html", shown)


@login_required
@shows_records
@plainly
@require_safe
def take(request: HttpRequest, token: str) -> HttpResponseBase:
    """The file itself; each alert in it is told as taken out."""
    found, content = _opened(request, token)
    check_stepped_up(request)
    check_may_hand_over(file=found, by=asker_of(request), at=timezone.now())
    document = BY_ID[found.document]
    for key, compartment in found.alerts.order_by("pk").values_list("pk", "compartment_id"):
        _taken_out(request, key, compartment, document)
    return file_response(content, found.name, found.kind)


def _opened(request: HttpRequest, token: str) -> tuple[AlertFile, bytes]:
    """One's own file behind a link, and what it holds. Raises Http404, having told why, else."""
    user, now = asker_of(request).user, timezone.now()
    named = opened(token, user)
    found = None if named.fault else file_named(named.key, user, at=now)
    if found is None or found.content is None:
        look(
            request,
            kind=AlertFile.audit_kind,
            object_id=named.key,
            action=Act.DENY,
            reason=named.fault.value if named.fault else "gone",
            outcome=Outcome.REFUSED,
        )
        raise Http404
    return found, bytes(found.content)


def _taken_out(request: HttpRequest, key: int, compartment: str, document: Document) -> None:
    """Tell that an alert leaves, and where it leaves under references that they are opened."""
    acts = [Act.DECRYPT] * document.references + [Act.EXPORT]
    for act in acts:
        look(
            request,
            kind=PACK,
            object_id=key,
            compartment=compartment,
            action=act,
            reason=document.id,
        )


def _asked(
    request: HttpRequest,
    form: AskFor,
    shown: dict[str, Any],
    faults: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """The page with the form, and with what was typed where something is wrong."""
    told = [(f"id_{name}", str(text)) for name, texts in form.errors.items() for text in texts]
    told += faults or []
    shown |= {
        "documents": DOCUMENTS,
        "faults": told,
        "typed": request.POST,
        "token": request.POST.get("token") or new_token(),
    }
    status = 422 if told and request.method == "POST" else 200
    return render(request, "packs/ask.html", shown, status=status)
