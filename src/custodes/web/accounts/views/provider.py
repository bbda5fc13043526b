"""Going to the force's identity provider to sign in, or to prove again who one is, and back."""

from dataclasses import asdict

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from custodes.web.accounts.answers import said
from custodes.web.accounts.asking import one_act
from custodes.web.accounts.models import Identity, User
from custodes.web.accounts.provider import (
    Begun,
    Person,
    Provider,
    ProviderRefused,
    begin,
    finish,
)
from custodes.web.audit.actions import By, record
from custodes.web.audit.looks import by_request
from custodes.web.audit.words import Action, Effect, Outcome

KEPT = "provider_begun"
NEXT = "provider_next"
METHOD = "provider"


@require_safe
def go(request: HttpRequest) -> HttpResponseBase:
    """Send the browser to the provider; somebody signed in proves again who they are."""
    provider = _provider()
    address = request.build_absolute_uri(reverse("account_provider_back"))
    again = isinstance(request.user, User)
    try:
        where, begun = begin(provider, address=address, again=again, at=timezone.now())
    except ProviderRefused as wrong:
        return said(request, _("You cannot sign in that way now"), str(wrong), 503)
    request.session[KEPT] = asdict(begun)
    request.session[NEXT] = _next(request)
    return redirect(where)


@require_safe
def back(request: HttpRequest) -> HttpResponseBase:
    """Whoever comes back from the provider, let in where an account was opened for them."""
    provider, kept = _provider(), request.session.pop(KEPT, None)
    after = request.session.pop(NEXT, "/")
    if kept is None:
        return redirect("account_login")
    begun = Begun(**kept)
    try:
        person = finish(
            provider,
            begun,
            state=request.GET.get("state", ""),
            code=request.GET.get("code", ""),
            at=timezone.now(),
        )
        user = _owner(provider, person)
    except ProviderRefused as wrong:
        _failed(request, "provider-refused")
        return said(request, _("You are not signed in"), str(wrong), 403)
    if user is None or (begun.again and user != request.user):
        _failed(request, "provider-no-account")
        sentence = _("No account is open for you here. Your administrator opens accounts.")
        return said(request, _("You are not signed in"), sentence, 403)
    # Two clocks differ by a little: nobody proves who they are later than now.
    proved_at = min(person.proved_at, timezone.now().timestamp())
    record_authentication(request, user, method=METHOD, at=proved_at)
    if provider.second_factor == "theirs" and person.with_second_factor:
        record_authentication(request, user, method="mfa", type=METHOD, at=proved_at)
    if begun.again:
        return redirect(after)
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=after))
    return answer


def _owner(provider: Provider, person: Person) -> User | None:
    """Whose account it is: by the provider's own number, and the first time by the address for
    which an administrator opened it. Nobody's sign-in opens an account."""
    held = Identity.objects.filter(issuer=provider.issuer, subject=person.subject)
    known: Identity | None = held.select_related("user").first()
    now = timezone.now()
    if known is not None:
        owner: User = known.user
        return owner if owner.may_sign_in(now) else None
    found: User | None = User.objects.filter(email=person.email).first() if person.email else None
    if found is None or not found.may_sign_in(now):
        return None
    if Identity.objects.filter(user=found, issuer=provider.issuer).exists():
        return None  # Somebody else at the provider has come to that address.
    with one_act():
        row = Identity(user=found, issuer=provider.issuer, subject=person.subject, at=now)
        row.save()
        record(
            Action.ADMIN,
            by=By(actor=found.reference),
            kind=Identity.audit_kind,
            object_id=row.pk,
            effect=Effect.MADE,
        )
    return found


def _failed(request: HttpRequest, reason: str) -> None:
    with transaction.atomic():
        record(
            Action.SIGN_IN,
            by=by_request(request),
            kind="session",
            reason=reason,
            outcome=Outcome.FAILED,
        )


def _provider() -> Provider:
    provider: Provider | None = settings.IDENTITY_PROVIDER
    if provider is None:
        raise Http404
    return provider


def _next(request: HttpRequest) -> str:
    asked = request.GET.get("next", "")
    safe = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if safe else "/"
