"""A force at work on its plan: its people, a line of each sort, and clients that are signed in."""

from datetime import timedelta

from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from custodes.web.accounts.installation import found_account, found_compartment, found_membership
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import By
from custodes.web.decision import Kind
from custodes.web.decision.roles import ChiefOfficerLead, ForcePlanOwner
from custodes.web.plan.actions.criteria import name_force
from custodes.web.plan.actions.evidence import put_in, rest_on_document
from custodes.web.plan.actions.lines import add_line
from custodes.web.plan.criteria import NPCC_2017
from custodes.web.plan.elements import Element
from web.accounts.people import PASSWORD, sign_in

BEGUN = timezone.now() - timedelta(days=60)
ROLES = {"owner": ForcePlanOwner, "chief": ChiefOfficerLead}


def where():
    return found_compartment(kind=Kind.PLAN, title="Plan")


def who(word):
    user = found_account(email=f"{word}@force.example", name=word.capitalize(), at=BEGUN)
    if word in ROLES:
        found_membership(
            user=user, compartment=where(), role=ROLES[word], because="a test", at=BEGUN
        )
    return user


def asker(word, at=None):
    user = who(word)
    return Asker(user, By(actor=user.reference), True, at or timezone.now())


def client(word):
    """Signed in just now, so that what is grave is not asked for again."""
    user, made = who(word), Client()
    user.set_password(PASSWORD)
    user.save()
    cache.clear()
    sign_in(made, user)
    return made


def said(at=None, word="owner"):
    at = at or timezone.now()
    return {"compartment": where(), "by": asker(word, at), "at": at}


def line(title="Meet each refuge", element=Element.LINKS, state="commenced", at=None, **more):
    fields = {"owner": "Head of safeguarding", "token": title} | more
    return add_line(title=title, element=element, state=state, **fields, **said(at))


def plan(at=None):
    """A force with a name, one line that rests on a document, and one that rests on nothing."""
    name_force(force="kent", **said(at))
    document = put_in(
        name="plan.txt", title="Plan", content=b"Each refuge is met.\n", token="plan", **said(at)
    )
    good = line(
        at=at,
        strand="engagement",
        strategy=NPCC_2017.id,
        recommendations=["2016-links"],
        due=(timezone.now() + timedelta(days=90)).date(),
    )
    rest_on_document(
        line=good,
        document=document,
        shows="who is met",
        page=1,
        answers=["who"],
        token="rests",
        by=asker("owner", at),
        at=at or timezone.now(),
    )
    weak = line(
        "Monitor every system",
        Element.MONITORING,
        "in-place",
        at=at,
        owner="",
        token="weak",
    )
    return good, weak, document
