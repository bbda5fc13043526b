"""Rounds, people and clients for the tests of the inspectorate's pages."""

from pathlib import Path

from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from custodes.web.accounts.models import User
from custodes.web.accounts.sign_in import Asker
from custodes.web.assessment.models import Assessed
from custodes.web.audit.actions import By
from custodes.web.letters.demonstration import seed
from web.accounts.people import PASSWORD, later, sign_in


def seeded():
    """The demonstration's two rounds."""
    seed(at=timezone.now(), home=Path())


def person(word: str) -> User:
    return User.objects.get(email=f"{word}@demonstration.example")


def asking(word: str, now=None) -> Asker:
    user = person(word)
    return Asker(user, By(actor=user.reference), True, now or timezone.now())


def client(word: str, stepped_up: bool = True) -> Client:
    """Somebody who signed in just now, or so long ago that they are asked who they are again."""
    who, made = person(word), Client()
    who.set_password(PASSWORD)
    who.save()
    # Sign-in counts how often it is tried.
    cache.clear()
    sign_in(made, who)
    if not stepped_up:
        later(made, 11)
    return made


def force(key: str, name: str, word: str = "inspector") -> Assessed:
    rows = Assessed.objects.visible_to(person(word), at=timezone.now())
    return rows.select_related("round", "compartment").get(round__key=key, force=name)
