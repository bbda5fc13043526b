"""What the intake writes: each row with its event, in one transaction, with the day and no time."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet, Sum
from django.db.models.functions import Length

from custodes.vocabulary.numbers import whole_named
from custodes.web.audit.actions import By, hold_the_end, record
from custodes.web.audit.models import Event
from custodes.web.audit.words import Action, Effect, Outcome
from custodes.web.intake.models import Submission, ThreadMessage
from custodes.web.intake.states import (
    KEPT_FOR,
    MOST_BYTES,
    MOST_MESSAGES,
    NEXT,
    NEXT_OF_MESSAGE,
    Sent,
    State,
)
from custodes.web.sealing.envelope import FROM_REPORTER, FROM_UNIT, Envelope, message_part
from custodes.web.sealing.refused import SealingRefused
from custodes.web.sealing.reporter import Lock, Secret

REPORTER = By("reporter")
"""Whoever sends or reads a report: the log tells them apart no more than that."""
UNIT = By("unit")
INTAKE = By("intake")


def day_alone(on: date) -> Callable[[], datetime]:
    """A clock that knows the day and no more: what an event of the intake is stamped with."""
    return lambda: datetime.combine(on, time(), tzinfo=UTC)


def receive(*, secret: Secret, lock: Lock, envelope: Envelope, on: date) -> bool:
    """Keep a sealed report; False where the same form was sent before, and then nothing changes."""
    raw = envelope.to_bytes()
    key = envelope.report.hex()
    try:
        with transaction.atomic():
            hold_the_end()
            if Submission.objects.filter(pk=key).exists():
                return False
            record(
                Action.COLLECTION,
                by=REPORTER,
                kind=Submission.audit_kind,
                object_id=key,
                effect=Effect.MADE,
                changes={"envelope": ("", hashlib.sha256(raw).hexdigest())},
                clock=day_alone(on),
            )
            Submission.objects.create(
                report=key, code=secret.code, received_on=on, lock=lock.to_bytes(), envelope=raw
            )
    except IntegrityError:
        # Kept by somebody who was quicker; whatever else the database refuses was not kept.
        if Submission.objects.filter(pk=key).exists():
            return False
        raise
    return True


class ThreadFull(Exception):
    """A thread has as many messages as it can have, or as much in them: a new report names it."""


def answer(*, submission: Submission, mark: str, seal: Callable[[str], Envelope], on: date) -> bool:
    """Keep a message from the reporter; False where the same page was sent before.

    `mark` is by what it is known again; `seal` is told its place in the thread and closes it.
    Raises ThreadFull.
    """
    with transaction.atomic():
        hold_the_end()
        sent = ThreadMessage.objects.filter(submission=submission, direction=FROM_REPORTER)
        if sent.filter(mark=mark).exists():
            return False
        number = sent.count() + 1
        if number > MOST_MESSAGES or _bytes_of(submission) > MOST_BYTES:
            raise ThreadFull
        raw = seal(message_part(FROM_REPORTER, number)).to_bytes()
        _kept(submission, FROM_REPORTER, number, Sent.QUEUED, raw, REPORTER, on, mark)
    return True


def bring(*, envelope: Envelope, on: date) -> bool:
    """Keep a message from the unit until its reporter comes back; False where it is here already.

    Raises SealingRefused where there is no such report here, or it is no message of the unit.
    """
    direction, _slash, number = envelope.first.partition("/")
    if direction != FROM_UNIT or whole_named(number) is None:
        raise SealingRefused("it is not a message from the unit")
    with transaction.atomic():
        hold_the_end()
        submission = _sealed(envelope.report.hex())
        if submission is None:
            raise SealingRefused("it belongs to no report that is here")
        kept = submission.messages.filter(direction=FROM_UNIT, number=int(number))
        if kept.exists():
            return False
        raw = envelope.to_bytes()
        _kept(submission, FROM_UNIT, int(number), Sent.AVAILABLE, raw, UNIT, on)
    return True


def fetch(*, submission: Submission, on: date) -> None:
    """Mark what the unit wrote as given to the reporter."""
    with transaction.atomic():
        hold_the_end()
        waiting = submission.messages.filter(state=Sent.AVAILABLE).defer("envelope")
        for message in waiting.order_by("number"):
            move_message(message, Sent.FETCHED, by=REPORTER, on=on)


def pulled(*, name: str, on: date) -> bool:
    """Mark an envelope as kept by the unit, by its name; False where it was so before or is not
    here."""
    report, _dot, place = name.partition(".")
    with transaction.atomic():
        hold_the_end()
        submission = _sealed(report)
        if submission is None:
            return False
        if place == "report":
            if submission.state != State.RECEIVED:
                return False
            move(submission, State.PULLED, by=UNIT, on=on)
            return True
        waiting = submission.messages.filter(direction=FROM_REPORTER, state=Sent.QUEUED)
        waiting = waiting.defer("envelope")
        number = whole_named(place.removeprefix(f"{FROM_REPORTER}-"))
        message = None if number is None else waiting.filter(number=number).first()
        if message is None:
            return False
        move_message(message, Sent.PULLED, by=UNIT, on=on)
        return True


def move(submission: Submission, to: State, *, by: By, on: date) -> Event:
    """Carry a report into its next state. Raises ValueError for one that cannot follow."""
    if to not in NEXT[submission.state]:
        raise ValueError(f"a report that is {submission.state} does not become {to}")
    event = record(
        Action.DISCLOSURE,
        by=by,
        kind=Submission.audit_kind,
        object_id=submission.pk,
        effect=Effect.CHANGED,
        changes={"state": (submission.state, to)},
        clock=day_alone(on),
    )
    submission.state, submission.version = to, submission.version + 1
    submission.moved_on = on
    submission.save(update_fields=["state", "version", "moved_on"])
    return event


def move_message(message: ThreadMessage, to: Sent, *, by: By, on: date) -> Event:
    """Carry a message into its next state. Raises ValueError for one that cannot follow."""
    if to not in NEXT_OF_MESSAGE[message.state]:
        raise ValueError(f"a message that is {message.state} does not become {to}")
    event = record(
        Action.DISCLOSURE,
        by=by,
        kind=ThreadMessage.audit_kind,
        object_id=message.pk,
        effect=Effect.CHANGED,
        changes={"state": (message.state, to)},
        clock=day_alone(on),
    )
    message.state, message.version = to, message.version + 1
    message.moved_on = on
    message.save(update_fields=["state", "version", "moved_on"])
    return event


def purge(*, on: date) -> int:
    """Empty the envelopes that reached the other side long enough ago; how many there were.

    Row, code and lock stay: whoever comes back still finds their thread, and can write.
    """
    until = on - KEPT_FOR
    reports = Submission.objects.filter(state=State.PULLED, moved_on__lte=until)
    sent = ThreadMessage.objects.filter(state__in=[Sent.PULLED, Sent.FETCHED], moved_on__lte=until)
    return sum(
        _emptied(rows, key, on)
        for rows in (reports, sent)
        for key in list(rows.values_list("pk", flat=True))
    )


def _emptied(rows: QuerySet[Any], key: object, on: date) -> bool:
    """Empty one of the rows in a transaction of its own: reporters write meanwhile."""
    with transaction.atomic():
        hold_the_end()
        kept: Submission | ThreadMessage | None = rows.filter(pk=key).first()
        if kept is None:
            return False
        record(
            Action.ERASURE,
            by=INTAKE,
            kind=kept.audit_kind,
            object_id=kept.pk,
            effect=Effect.CHANGED,
            changes={
                "state": (kept.state, State.PURGED),
                "envelope": (hashlib.sha256(bytes(kept.envelope)).hexdigest(), ""),
            },
            clock=day_alone(on),
        )
        kept.state, kept.version, kept.moved_on = State.PURGED, kept.version + 1, on
        kept.envelope = b""
        kept.save(update_fields=["state", "version", "moved_on", "envelope"])
    return True


def refused(*, on: date) -> None:
    """Tell the audit that a code and words did not open anything: that it was, not which."""
    record(
        Action.DENY,
        by=REPORTER,
        kind=Submission.audit_kind,
        outcome=Outcome.REFUSED,
        clock=day_alone(on),
    )


def _sealed(report: str) -> Submission | None:
    """The report of an id, without its envelope; None where there is none."""
    return Submission.objects.filter(pk=report).defer("envelope").first()


def _bytes_of(submission: Submission) -> int:
    """How much of a thread is on this host."""
    size = submission.messages.aggregate(whole=Sum(Length("envelope")))
    return int(size["whole"] or 0)


def _kept(
    submission: Submission,
    direction: str,
    number: int,
    state: Sent,
    raw: bytes,
    by: By,
    on: date,
    mark: str = "",
) -> ThreadMessage:
    message = ThreadMessage.objects.create(
        submission=submission,
        direction=direction,
        number=number,
        on=on,
        state=state,
        mark=mark,
        envelope=raw,
    )
    record(
        Action.COLLECTION,
        by=by,
        kind=ThreadMessage.audit_kind,
        object_id=message.pk,
        effect=Effect.MADE,
        changes={"envelope": ("", hashlib.sha256(raw).hexdigest())},
        clock=day_alone(on),
    )
    return message
