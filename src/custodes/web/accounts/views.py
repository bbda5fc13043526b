"""The pages of an account: what one is a member of, how one signs in, and the first password."""

from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode
from django.views.decorators.http import require_http_methods, require_safe

from custodes.web.accounts.asking import one_act
from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.sign_in import asker_of, has_second_factor
from custodes.web.audit.actions import By, record
from custodes.web.audit.words import Action, Effect
from custodes.web.decision import Kind


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One's own account: roles with their dates, and how one signs in."""
    now = timezone.now()
    asker = asker_of(request)
    held = [row for row in asker.account(now).memberships if row.holds(now)]
    places = Compartment.objects.in_bulk([row.compartment for row in held])
    roles = [
        {
            "title": row.role.title,
            "purpose": " ".join((row.role.__doc__ or "").split()),
            "place": places[row.compartment].title,
            "kind": Kind[places[row.compartment].kind].value,
            "end": row.end,
        }
        for row in held
    ]
    shown = {"user": asker.user, "roles": roles, "second_factor": has_second_factor(asker.user)}
    return render(request, "account/home.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """Choose the first password by a link that works once and for a day."""
    user = _owner(key)
    if user is None or not default_token_generator.check_token(user, token):
        return render(request, "account/start_over.html", status=404)
    form = SetPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with one_act():
            record(
                Action.ADMIN,
                by=By(actor=user.reference, request=str(getattr(request, "reference", ""))),
                kind="user",
                object_id=user.pk,
                effect=Effect.CHANGED,
                reason="password",
            )
            form.save()
        return redirect("account_login")
    return render(request, "account/start.html", {"form": form})


def absent(_request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """A page of the sign-in library that this service does not have."""
    raise Http404


def _owner(key: str) -> User | None:
    try:
        found = get_user_model().objects.filter(pk=int(urlsafe_base64_decode(key))).first()
    except (ValueError, OverflowError):
        return None
    return found if isinstance(found, User) and found.may_sign_in(timezone.now()) else None
