"""Kinds of jobs for the tests, and somebody who asks for them."""

from datetime import timedelta

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.models import Compartment, User
from custodes.web.decision import Action
from custodes.web.decision.roles import MonitoringAnalyst
from custodes.web.jobs.actions import ask_for
from custodes.web.jobs.kinds import JobKind
from web.accounts.people import AT, asker, member, place, user

LATER = AT + timedelta(minutes=5)


def count(job, told):
    """Counts to a number; as good when it is begun again."""
    for n in range(1, job.parameters["to"] + 1):
        told.progress(n, job.parameters["to"], "Counting")
    return {"words": f"Counted to {job.parameters['to']}.", "address": "/alerts/"}


def refuse(job, told):
    raise UserError("The export has no rows: take in a newer one.")


def break_(job, told):
    raise RuntimeError("Alice Example")


COUNT = JobKind("count", "Count", count, may=Action.START_RUN)
REFUSE = JobKind("refuse", "Refuse", refuse, may=Action.START_RUN)
BREAK = JobKind("break", "Break", break_, may=Action.START_RUN)


def analyst(word="analyst") -> tuple[User, Compartment]:
    who, where = user(word), place()
    member(who, where, MonitoringAnalyst)
    return who, where


def asked(kind=COUNT, *, at=AT, to=3, **more):
    who, where = analyst(f"a{User.objects.count()}")
    return ask_for(kind, {"to": to}, by=asker(who, at=at), compartment=where, at=at, **more)
