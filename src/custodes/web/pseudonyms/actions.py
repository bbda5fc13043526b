"""Giving a name, and looking behind one: with a reason, on record, for a time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from custodes.vocabulary.errors import UserError
from custodes.web import decision
from custodes.web.accounts.asking import check_may, one_act, spend
from custodes.web.accounts.keys import derived, opened, sealed
from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import account_of, subjects_hidden
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action, Kind, Question
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.models import Pseudonym, Reveal
from custodes.web.pseudonyms.names import name, tag

KEY = "pseudonyms: names"
SEAL = "pseudonyms: references"
LASTS = timedelta(hours=8)
"""How long a look behind a name lasts: a working day."""

TURNS = 1_000
"""Draws before we say that the names have run out."""


def names_for(subject: Subject, references: Iterable[str]) -> dict[str, str]:
    """The name of each reference; whoever has none yet is given one, for good."""
    wanted = sorted(set(references))
    key = derived(KEY)
    tags = {tag(key, subject, reference): reference for reference in wanted}
    found = {
        tags[row.tag]: row.name for row in Pseudonym.objects.filter(tag__in=list(tags)).iterator()
    }
    for reference in wanted:
        if reference not in found:
            found[reference] = _given(key, subject, reference)
    return found


def name_for(subject: Subject, reference: str) -> str:
    """The name of one reference."""
    return names_for(subject, [reference])[reference]


def reveal(
    *,
    pseudonym: Pseudonym,
    compartment: Compartment,
    subjects: frozenset[str] = frozenset(),
    by: Asker,
    because: str,
    at: datetime,
) -> str:
    """The reference behind a name, for eight hours; in the watch over the unit, with two people.

    `subjects` are the references of the staff whom the record on which the name stands concerns;
    the one behind the name counts among them, so that nobody looks behind their own.
    Raises NotAllowed with the reason.
    """
    reference = opened(pseudonym.sealed, use_of(pseudonym.name))
    word = check_may(
        by,
        behind(compartment),
        compartment,
        about=pseudonym.name,
        subjects=concerned_by(pseudonym, subjects),
        reason=because,
        at=at,
    )
    with one_act():
        row = Reveal(
            pseudonym=pseudonym,
            compartment=compartment,
            by=by.user,
            approved_by=spend(word, by=by, at=at),
            reason=because,
            at=at,
            expires_at=at + LASTS,
        )
        row.save()
        record(
            Act.DECRYPT,
            by=by.by,
            kind="reveal",
            object_id=row.pk,
            effect=Effect.MADE,
            compartment=compartment.key,
        )
    return reference


def behind(compartment: Compartment) -> Action:
    """The act that looking behind a name is in that compartment."""
    watch = compartment.kind == Kind.CCU_WATCH.name
    return Action.REVEAL_IN_WATCH if watch else Action.REVEAL


def concerned_by(pseudonym: Pseudonym, subjects: frozenset[str]) -> frozenset[str]:
    """Whom a look behind the name concerns: the staff of the record, and who bears the name."""
    if pseudonym.subject != Subject.STAFF.value:
        return subjects
    return subjects | {opened(pseudonym.sealed, use_of(pseudonym.name))}


def shown_to(
    user: User, pseudonym: Pseudonym, *, compartment: Compartment, at: datetime
) -> str | None:
    """The reference, where this user looked behind the name here and the look has not expired.

    A bar, or the end of the membership, ends the look as well.
    """
    account = account_of(user, at=at)
    sight = Question(account, Action.SEE_ALERTS, compartment.key, Kind[compartment.kind], at)
    if not decision.may_know_of(sight):
        return None
    looks = Reveal.objects.filter(
        by=user, pseudonym=pseudonym, compartment=compartment, at__lte=at, expires_at__gt=at
    )
    if not looks.exists():
        return None
    reference = opened(pseudonym.sealed, use_of(pseudonym.name))
    barred = pseudonym.subject == Subject.STAFF.value and reference in subjects_hidden(
        account, at=at
    )
    return None if barred else reference


def _given(key: bytes, subject: Subject, reference: str) -> str:
    mark = tag(key, subject, reference)
    for turn in range(TURNS):
        drawn = name(key, subject, reference, turn)
        try:
            with transaction.atomic():
                row = Pseudonym(
                    subject=subject.value,
                    tag=mark,
                    name=drawn,
                    sealed=sealed(reference, use_of(drawn)),
                )
                row.save()
        except IntegrityError:
            # Somebody else has the name, or has just given this reference one.
            same = Pseudonym.objects.filter(tag=mark).first()
            if same is not None:
                return str(same.name)
        else:
            return drawn
    raise UserError("There are no names left for so many. Tell whoever runs this service.")


def use_of(drawn: str) -> str:
    """What the seal is for: the one name, so that a seal moved to another name does not open."""
    return f"{SEAL}: {drawn}"
