"""Keeping people away by conflict: a bar is set, said of oneself, and lifted, each on record.

A bar on a subject holds in every compartment, so that whoever sets one reaches further than their
own place. It is set on members of that place alone, and on nobody who works in the watch over the
unit: those are barred in the watch, by two of its members.
"""

from datetime import datetime

from django.utils import timezone

from custodes.vocabulary.errors import UserError
from custodes.web import decision
from custodes.web.accounts.actions import WATCH
from custodes.web.accounts.asking import check_may, one_act, refuse, spend
from custodes.web.accounts.keys import marked
from custodes.web.accounts.models import Bar, BarEnd, Compartment, Membership, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action, Basis


def set_bar(
    *,
    user: User,
    basis: Basis,
    within: Compartment,
    subject: str = "",
    named_as: str = "",
    start: datetime,
    end: datetime | None,
    token: str = "",
    by: Asker,
    because: str,
    at: datetime,
) -> Bar:
    """Keep a member of `within` from one subject, or with none named from all of that place.

    `named_as` is what the subject was called, and `token` that of the form: sent twice, it is one
    bar. In the watch over the unit a second watcher approves it first.
    """
    if end is not None and end <= start:
        raise UserError("The bar must end after it starts.")
    before = _sent_before(by, token)
    if before is not None:
        return before
    action, about = barring(within), about_barring(user, basis, subject, end)
    word = check_may(
        by,
        action,
        within,
        about=about,
        subjects=concerned(subject),
        reason=because,
        at=at,
    )
    _check_reach(user, within, subject, by, about, at)
    with one_act():
        before = _sent_before(by, token)
        if before is not None:
            return before
        spend(word, by=by, at=at)
        row = Bar(user=user, subject=subject, named_as=named_as, token=token, start=start, end=end)
        return _kept(row, basis, within, by, because, at)


def step_back(
    *,
    basis: Basis,
    within: Compartment,
    subject: str = "",
    named_as: str = "",
    token: str = "",
    by: Asker,
    because: str,
    at: datetime,
) -> Bar:
    """Keep oneself from one member of staff, or with none named from all of `within`.

    For a declared association, or to recuse oneself: whoever is a member may, and only colleagues
    lift it. `named_as` is what the member of staff was called; sent twice, it is one bar.
    """
    if basis not in (Basis.ASSOCIATION, Basis.RECUSED):
        raise UserError("One declares an association of one's own, or steps back.")
    if not any(letter.isalpha() for letter in because):
        raise UserError(decision.Lack.REASON.value)
    held = by.account(at).memberships
    if not any(row.compartment == within.key and row.holds(at) for row in held):
        raise UserError("You are not a member there.")
    by.act_in(None)
    with one_act():
        before = _sent_before(by, token)
        if before is not None:
            return before
        row = Bar(user=by.user, subject=subject, named_as=named_as, token=token, start=at)
        return _kept(row, basis, within, by, because, at)


def lift_bar(*, bar: Bar, within: Compartment, by: Asker, because: str, at: datetime) -> BarEnd:
    """Lift a bar before its time, with a second person's approval, and never one's own."""
    if bar.user_id == by.user.pk:
        raise UserError("Nobody lifts a bar that keeps themselves away.")
    word = check_may(
        by,
        Action.LIFT_BAR,
        within,
        about=about_lifting(bar),
        subjects=concerned(bar.subject),
        reason=because,
        at=at,
    )
    with one_act():
        if BarEnd.objects.filter(bar=bar).exists():
            raise UserError("This bar has already been lifted.")
        row = BarEnd(
            bar=bar,
            at=at,
            lifted_by=by.user,
            approved_by=spend(word, by=by, at=at),
            reason=because,
        )
        row.save()
        _told(by, row, within)
    return row


def barring(within: Compartment) -> Action:
    """The act that keeping a member of that compartment away is."""
    return Action.BAR_IN_WATCH if within.kind == WATCH else Action.SET_BAR


def concerned(subject: str) -> frozenset[str]:
    """Whom a bar concerns: the one member of staff, or with none named nobody."""
    return frozenset({subject}) if subject else frozenset()


def about_barring(user: User, basis: Basis, subject: str, end: datetime | None) -> str:
    """What a second person approves of a bar: whom it keeps from what, why and until when."""
    until = timezone.localdate(end).isoformat() if end else "open"
    return f"bar user {user.pk} {basis.name} {marked(subject) if subject else 'all'} {until}"


def about_lifting(bar: Bar) -> str:
    """What a second person approves where a bar is lifted."""
    return f"bar {bar.pk}"


def _check_reach(
    user: User, within: Compartment, subject: str, by: Asker, about: str, at: datetime
) -> None:
    """Raise UserError, on record, where the bar would keep away somebody of whom the asker does
    not answer, or a watcher from what the watch holds."""
    held = Membership.objects.filter(user=user, early_end=None).exclude(end__lte=at)
    if not held.filter(compartment=within).exists():
        refuse(by, barring(within), within, about=about, why="not-a-member")
        raise UserError(f"They are not a member of {within.title}: it is asked where they work.")
    elsewhere = held.filter(compartment__kind=WATCH).exclude(compartment=within)
    if subject and elsewhere.exists():
        refuse(by, barring(within), within, about=about, why="reaches-further")
        raise UserError(
            "This would keep them from more than this place. Whoever answers for their other one "
            "asks it there, with a second person."
        )


def _sent_before(by: Asker, token: str) -> Bar | None:
    """The bar that the asker's own form made when it was sent before."""
    found: Bar | None = Bar.objects.filter(set_by=by.user, token=token).first() if token else None
    return found


def _kept(
    row: Bar, basis: Basis, within: Compartment, by: Asker, because: str, at: datetime
) -> Bar:
    """The bar, saved and told: on its subject everywhere, or with none on all of `within`."""
    row.compartment, row.basis = None if row.subject else within, basis.name
    row.set_by, row.reason, row.at = by.user, because, at
    row.save()
    _told(by, row, within)
    return row


def _told(by: Asker, row: Bar | BarEnd, compartment: Compartment) -> None:
    record(
        Act.ADMIN,
        by=by.by,
        kind=row.audit_kind,
        object_id=row.pk,
        effect=Effect.MADE,
        compartment=compartment.key,
    )
