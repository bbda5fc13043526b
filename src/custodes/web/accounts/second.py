"""Second persons: asking for one, their answer, what waits for somebody, and what became of it.

An area asks with the act, the compartment and the thing, as `check_may` will ask for them later:

    ask(action=Action.LIFT_BAR, compartment=place, about=f"bar {bar.pk}", sentence=...,
        address=reverse(...), by=asker, because=..., at=now)

Once a colleague has approved it in the inbox, the asker opens `address` and does it: `check_may`
finds the approval, and `spend` uses it up. An area whose own page takes the second person's word
says what waits there through `WAITING`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.utils.translation import gettext_lazy as _

from custodes.vocabulary.errors import UserError
from custodes.web import decision
from custodes.web.accounts.actions import approve
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Answer, Ask, Compartment, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import account_of
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Account, Action, Kind, Question
from custodes.web.decision.decide import APPROVAL_LASTS

WAITS = timedelta(days=7)
"""How long it can be answered; later it is asked again, because what it rests on has moved."""
SHOWN = 100
"""How many of one's own, the newest, are shown."""


class Became(Enum):
    """What became of something that was asked for."""

    WAITS = _("Waits for a second person")
    APPROVED = _("Approved")
    USED = _("Approved and done")
    LAPSED = _("Approved, and not done in time")
    DECLINED = _("Declined")
    WITHDRAWN = _("Withdrawn")
    UNANSWERED = _("Not answered in time")


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the word of whoever looks: in plain words, with its page."""

    sentence: str
    address: str
    asked_by: str
    at: datetime


WAITING: list[Callable[[Asker, datetime], list[Waiting]]] = []
"""What waits on pages of the areas' own, for whoever asks."""


def ask(
    *,
    action: Action,
    compartment: Compartment,
    about: str,
    sentence: str,
    address: str,
    subjects: frozenset[str] = frozenset(),
    by: Asker,
    because: str,
    token: str = "",
    at: datetime,
) -> Ask:
    """Ask for a second person; the same row again where it is asked already.

    `sentence` says what is asked in plain words, with pseudonyms and never a name; `address` is a
    path of this site. Raises NotAllowed unless a second person's word is all that is missing.
    """
    if not action.value.second:
        raise ValueError(f"{action.name} asks for nobody")
    _check_but_for_the_second(by, action, compartment, about, subjects, because, at)
    with one_act():
        open_now = Ask.objects.filter(
            asker=by.user,
            action=action.name,
            compartment=compartment,
            about=about,
            answer=None,
            at__gt=at - WAITS,
        )
        mark = Ask.objects.filter(asker=by.user, token=token) if token else open_now.none()
        before: Ask | None = mark.first() or open_now.first()
        if before is not None:
            return before
        row = Ask(
            asker=by.user,
            action=action.name,
            compartment=compartment,
            about=about,
            subjects=sorted(subjects),
            sentence=sentence,
            address=address,
            reason=because,
            token=token,
            at=at,
        )
        row.save()
        _told(by, row, row.compartment_id)
    return row


def approve_asked(*, asked: Ask, by: Asker, because: str = "", at: datetime) -> Answer:
    """Approve it as the second person: the asker may do it once, within a day."""
    _check_open(asked, at)
    with one_act():
        _check_unanswered(asked)
        word = approve(
            asker=asked.asker,
            action=Action[asked.action],
            compartment=asked.compartment,
            about=asked.about,
            subjects=frozenset(asked.subjects),
            by=by,
            at=at,
        )
        return _answered(asked, "approved", by, because, at, approval=word)


def decline(*, asked: Ask, by: Asker, because: str, at: datetime) -> Answer:
    """Decline it as the second person, with a reason that the asker reads."""
    _check_open(asked, at)
    if not decision.may_approve(by.account(at), _question(asked, at)):
        raise UserError("You cannot be the second person for this.")
    if not any(letter.isalpha() for letter in because):
        raise UserError(decision.Lack.REASON.value)
    by.act_in(decision.approving_role(by.account(at), _question(asked, at)))
    with one_act():
        _check_unanswered(asked)
        return _answered(asked, "declined", by, because, at)


def withdraw(*, asked: Ask, by: Asker, at: datetime) -> Answer:
    """Take back what one asked for oneself."""
    if asked.asker_id != by.user.pk:
        raise UserError("Only the one who asked takes it back.")
    with one_act():
        _check_unanswered(asked)
        return _answered(asked, "withdrawn", by, "", at)


def waiting_for(by: Asker, *, at: datetime) -> list[Ask]:
    """What was asked by others and waits for a word that this person may give, oldest first."""
    account = by.account(at)
    held = {row.compartment for row in account.memberships if row.holds(at)}
    rows = Ask.objects.filter(compartment__in=held, answer=None, at__gt=at - WAITS)
    rows = rows.exclude(asker=by.user).select_related("asker", "compartment")
    return [
        row
        for row in rows.order_by("at", "pk")
        if decision.may_approve(account, _question(row, at))
    ]


def waiting_elsewhere(by: Asker, *, at: datetime) -> list[Waiting]:
    """What waits for this person on pages of the areas' own, oldest first."""
    found = [one for area in WAITING for one in area(by, at)]
    return sorted(found, key=lambda one: one.at)


def asked_by(user: User, *, at: datetime) -> list[Ask]:
    """What this person asked for and may still know of, the newest first."""
    account = account_of(user, at=at)
    rows = Ask.objects.filter(asker=user).select_related(
        "asker", "compartment", "answer__by", "answer__approval__use"
    )
    newest = rows.order_by("-at", "-pk")[:SHOWN]
    return [row for row in newest if decision.may_know_of(_question(row, at, account))]


def asked_named(key: int, by: Asker, *, at: datetime) -> Ask | None:
    """One that this person asked for or may answer; None where there is none."""
    both = (*asked_by(by.user, at=at), *waiting_for(by, at=at))
    return next((row for row in both if row.pk == key), None)


def reason_given(user: User, action: Action, compartment: Compartment, about: str) -> str:
    """The reason with which this person last asked for that, so that it is not typed twice."""
    rows = Ask.objects.filter(asker=user, action=action.name, compartment=compartment, about=about)
    last: Ask | None = rows.order_by("at", "pk").last()
    return last.reason if last else ""


def became(row: Ask, *, at: datetime) -> tuple[Became, datetime | None]:
    """What became of it, and until when an approval counts."""
    answer: Answer | None = getattr(row, "answer", None)
    if answer is None:
        return (Became.WAITS if at < row.at + WAITS else Became.UNANSWERED), None
    if answer.outcome == "declined":
        return Became.DECLINED, None
    if answer.outcome == "withdrawn" or answer.approval is None:
        return Became.WITHDRAWN, None
    if hasattr(answer.approval, "use"):
        return Became.USED, None
    until = answer.approval.at + APPROVAL_LASTS
    return (Became.APPROVED if at <= until else Became.LAPSED), until


def _question(row: Ask, at: datetime, account: Account | None = None) -> Question:
    return Question(
        account or account_of(row.asker, at=at),
        Action[row.action],
        row.compartment_id,
        Kind[row.compartment.kind],
        at,
        about=row.about,
        subjects=frozenset(row.subjects),
    )


def _check_but_for_the_second(
    by: Asker,
    action: Action,
    compartment: Compartment,
    about: str,
    subjects: frozenset[str],
    because: str,
    at: datetime,
) -> None:
    """Raise NotAllowed unless only the second person's word, or a fresh proof of who one is, is
    missing: both are asked for again when the act is done."""
    account = account_of(by.user, at=at, proven=by.proven, stepped_up_at=at)
    answer = decision.decide(
        Question(
            account,
            action,
            compartment.key,
            Kind[compartment.kind],
            at,
            about=about,
            subjects=subjects,
            reason=because,
        )
    )
    if answer.lack is not decision.Lack.SECOND_PERSON:
        check_may(by, action, compartment, about=about, subjects=subjects, reason=because, at=at)


def _check_open(asked: Ask, at: datetime) -> None:
    if at >= asked.at + WAITS:
        raise UserError("It was not answered in time. It must be asked again.")


def _check_unanswered(asked: Ask) -> None:
    if Answer.objects.filter(ask=asked).exists():
        raise UserError("This has already been answered.")


def _answered(
    asked: Ask, outcome: str, by: Asker, because: str, at: datetime, **more: object
) -> Answer:
    row = Answer(ask=asked, outcome=outcome, by=by.user, reason=because, at=at, **more)
    row.save()
    _told(by, row, asked.compartment_id)
    return row


def _told(by: Asker, row: Ask | Answer, compartment: str) -> None:
    record(
        Act.ADMIN,
        by=by.by,
        kind=row.audit_kind,
        object_id=row.pk,
        effect=Effect.MADE,
        compartment=compartment,
    )
