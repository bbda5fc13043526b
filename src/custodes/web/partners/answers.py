"""What the pages of partners and reports answer with where somebody may not, or all is not well."""

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
from custodes.web.decision import Lack, NotAllowed
from custodes.web.design.errors import Words

View = Callable[..., HttpResponseBase]


def plainly(view: View) -> View:
    """Answer a refusal with a page: 404 where the thing is hidden, the way to prove again who one
    is where that is missing, else the sentence of the refusal."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as refused:
            if refused.decision.hidden:
                raise Http404 from None
            if refused.decision.lack is Lack.STEP_UP:
                raise ReauthenticationRequired from None
            return said(request, _("You may not do this"), str(refused), 403)
        except UserError as wrong:
            return said(request, _("This cannot be done"), str(wrong), 409)

    return answered


def said(request: HttpRequest, title: str, sentence: str, status: int) -> HttpResponse:
    """A page of the design with one sentence."""
    shown = {
        "words": Words(title, (sentence, _("Nothing was changed."))),
        "reference": getattr(request, "reference", None),
    }
    return render(request, "design/error.html", shown, status=status)


def notices(request: HttpRequest) -> list[str]:
    """What the step before had to say, once."""
    return [str(message) for message in messages.get_messages(request)]
