"""What every page of the alerts answers with where somebody may not, or something is amiss."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from custodes.vocabulary.errors import UserError
from custodes.web.alerts.models import Alert
from custodes.web.alerts.taking import NotAsWritten
from custodes.web.audit.looks import look
from custodes.web.audit.words import Outcome
from custodes.web.decision import Lack, NotAllowed
from custodes.web.design.errors import Words

View = Callable[..., HttpResponseBase]


def plainly(view: View) -> View:
    """Answer a refusal with a page: 404 where the thing is hidden, the way to prove again who one
    is where that is missing, that of an alert that was changed, else a sentence that says what is.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as refused:
            if refused.decision.hidden:
                raise Http404 from None
            if refused.decision.lack is Lack.STEP_UP:
                raise ReauthenticationRequired from None
            return said(request, "You may not do this", str(refused), 403)
        except NotAsWritten as changed:
            return not_as_written(request, changed.alerts[0])
        except UserError as wrong:
            return said(request, "This cannot be done", str(wrong), 400)

    return answered


def granted_by(request: HttpRequest) -> bool:
    """Whether the form grants what was asked for. Raises UserError where it says neither: an answer
    cannot be taken back, so none is guessed."""
    match request.POST.get("answer"):
        case "grant":
            return True
        case "refuse":
            return False
    raise UserError(_("That could not be read. Go back, and choose whether to grant or refuse."))


def said(request: HttpRequest, title: str, sentence: str, status: int) -> HttpResponse:
    """A page of the design with one sentence."""
    shown = {
        "words": Words(title, (sentence,)),
        "reference": getattr(request, "reference", None),
    }
    return render(request, "design/error.html", shown, status=status)


def not_as_written(request: HttpRequest, alert: Alert) -> HttpResponse:
    """The page in place of an alert that is not as its run wrote it; that it was met is told."""
    look(
        request,
        kind=Alert.audit_kind,
        object_id=alert.pk,
        compartment=alert.compartment_id,
        reason="not-as-written",
        outcome=Outcome.FAILED,
    )
    return render(request, "alerts/not_as_written.html", {"alert": alert}, status=409)


def notices(request: HttpRequest) -> list[str]:
    """What the step before had to say, once."""
    return [str(message) for message in messages.get_messages(request)]
