"""The link to a finished file: signed, for one person, for a day."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, unique

from django.core import signing
from django.urls import reverse

from custodes.web.accounts.models import User
from custodes.web.packs.models import AlertFile

SALT = "custodes.web.packs: the link to a file"
KEPT_FOR = timedelta(hours=24)
"""How long a file and the link to it last."""


@unique
class Fault(Enum):
    """What is wrong with a link, as the audit has it."""

    FORGED = "forged-link"
    STALE = "stale-link"
    NOT_YOURS = "link-of-another"


@dataclass(frozen=True)
class Opened:
    """What a link names, and what is wrong with it; the name is empty where it was forged."""

    key: str
    fault: Fault | None = None


def link(file: AlertFile) -> str:
    """The path of the file's page, for the one who asked for it."""
    return reverse("packs:file", args=[token(file)])


def token(file: AlertFile) -> str:
    """What the path holds: nothing that is secret, and nothing that can be made without our key."""
    return signing.dumps({"file": file.pk, "for": file.asked_by_id}, salt=SALT)


def opened(text: str, user: User) -> Opened:
    """What the link names, for this user."""
    try:
        held = signing.loads(text, salt=SALT, max_age=KEPT_FOR)
    except signing.SignatureExpired:
        return Opened(str(signing.loads(text, salt=SALT)["file"]), Fault.STALE)
    except signing.BadSignature:
        return Opened("", Fault.FORGED)
    return Opened(str(held["file"]), None if held["for"] == user.pk else Fault.NOT_YOURS)
