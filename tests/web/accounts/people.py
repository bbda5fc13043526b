"""People, places and sessions for the tests of the web: made as the installation makes them."""

import re
import time
from datetime import UTC, datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from custodes.web.accounts.models import Compartment, Membership, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import By
from custodes.web.decision import Kind, Role

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
PASSWORD = "three-words-apart-91"


def user(word: str = "analyst", **more) -> User:
    made = User(email=f"{word}@force.example", name=word.title(), opened_at=AT - 900 * DAY, **more)
    made.set_password(PASSWORD)
    made.save()
    return made


def place(kind: Kind = Kind.MONITORING, title: str = "Place") -> Compartment:
    return Compartment.objects.create(kind=kind.name, title=title)


def member(who: User, where: Compartment, role: type[Role], start=AT - 800 * DAY, end=None):
    row = Membership(
        user=who, compartment=where, role=role.id, start=start, end=end, reason="a post", at=start
    )
    row.save()
    return row


def asker(who: User, *, at: datetime = AT, proven: bool = True, stepped_up: bool = True) -> Asker:
    return Asker(who, By(actor=who.reference), proven, at if stepped_up else None)


def sign_in(client: Client, who: User | str, password: str = PASSWORD):
    """Post the form of the sign-in page, and nothing after it."""
    email = who if isinstance(who, str) else who.email
    return client.post("/account/sign-in/", {"login": email, "password": password})


def with_codes(who: User) -> str:
    """Set up one-time codes and recovery codes; the secret."""
    secret = generate_totp_secret()
    TOTP.activate(who, secret)
    RecoveryCodes.activate(who)
    return secret


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def recovery_codes(who: User) -> list[str]:
    row = Authenticator.objects.get(user=who, type=Authenticator.Type.RECOVERY_CODES)
    return row.wrap().get_unused_codes()


def later(client: Client, minutes: int) -> None:
    """Let a session have done all that it did that many minutes earlier."""
    session = client.session
    for entry in session.get("account_authentication_methods", []):
        entry["at"] -= minutes * 60
    if "second_factor_set_up" in session:
        session["second_factor_set_up"] -= minutes * 60
    for name in ("began", "used"):
        if name in session:
            earlier = datetime.fromisoformat(session[name]) - timedelta(minutes=minutes)
            session[name] = earlier.isoformat()
    session.save()


def text(response) -> str:
    """A page without what differs by chance: the form's token and what was typed."""
    page = response.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    return re.sub(r' value="[^"]*@[^"]*"', "", page)
