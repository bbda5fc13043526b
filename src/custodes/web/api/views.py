"""The pages about the interface: its description, and one's own tokens."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.sign_in import asker_of, check_stepped_up
from custodes.web.api.actions import LASTS, make_token, revoke_token
from custodes.web.api.forms import NewToken
from custodes.web.api.interface import description
from custodes.web.api.models import ApiToken
from custodes.web.api.presenters import parts_of
from custodes.web.design.showing import clock, day


@login_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The description for people."""
    said = description()
    shown = {"about": said["info"]["description"], "parts": parts_of(said)}
    return render(request, "api/docs.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens, and making one: its text is on the page that makes it and never again."""
    asker, now = asker_of(request), timezone.now()
    check_stepped_up(request)
    form = NewToken(request.POST if request.method == "POST" else None)
    made, faults = "", []
    if request.method == "POST" and form.is_valid():
        try:
            made = make_token(
                name=form.cleaned_data["name"], days=form.cleaned_data["days"], by=asker, at=now
            )
        except UserError as wrong:
            faults.append(("", str(wrong)))
    faults += [(f"id_{name}", str(text)) for name, told in form.errors.items() for text in told]
    rows = ApiToken.objects.filter(user=asker.user).order_by("-made_at", "-pk")[:20]
    shown = {
        "made": made,
        "faults": faults,
        "typed": {} if made else request.POST,
        "lasts": [{"value": str(days), "text": _("%(n)d days") % {"n": days}} for days in LASTS],
        "rows": [
            {
                "key": row.pk,
                "name": row.name,
                "until": day(row.expires_at),
                "used": clock(row.used_at) if row.used_at else _("never"),
                "works": row.works(now),
                "revoked": row.revoked_at is not None,
            }
            for row in rows
        ],
        "docs": reverse("api:docs"),
    }
    return render(request, "api/tokens.html", shown, status=422 if faults else 200)


@login_required
@require_POST
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Take one of one's own tokens back."""
    asker, now = asker_of(request), timezone.now()
    row = ApiToken.objects.filter(pk=key, user=asker.user).first()
    if row is None:
        raise Http404
    revoke_token(token=row, by=asker, at=now)
    return redirect("tokens:listed")
