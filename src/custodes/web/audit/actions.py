"""Recording: the one way into the audit, in the transaction of what it tells of.

    with transaction.atomic():
        record(Action.ALTERATION, by=by, kind="alert", object_id=alert.pk, effect=Effect.CHANGED,
               compartment=alert.compartment_id, changes={"state": ("new", "read")})
        alert.save()

Record first and write after: whoever records holds the end of the log until the transaction ends,
so that two that write never wait for each other crosswise. A look goes through `looks`.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from custodes.vocabulary.times import Clock
from custodes.web.audit import leaves
from custodes.web.audit.models import Event, Salt
from custodes.web.audit.words import Action, Effect, Outcome

EVERY = 1_000
"""Events between checkpoints, at most."""
LOCK = 0x637573746F646573
"""The number of the lock on PostgreSQL under which the log grows."""
SALT = 32
"""Bytes of a salt."""
LONGEST = {f.name: f.max_length or 0 for f in Event._meta.concrete_fields}
"""Characters that a column takes."""


@dataclass(frozen=True)
class By:
    """Who acts: an account, the role it acts in, a keyed hash of its session, the request.

    Ids only. `actor` is "nobody" before sign-in, and "program" or "command" where no person asks.
    """

    actor: str
    role: str = ""
    session: str = ""
    request: str = ""


@dataclass(frozen=True)
class Told:
    """What an event tells, before it has its place in the log."""

    action: Action
    kind: str
    object_id: str = ""
    effect: Effect = Effect.NONE
    compartment: str = ""
    reason: str = ""
    outcome: Outcome = Outcome.DONE
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


def record(
    action: Action,
    *,
    by: By,
    kind: str,
    object_id: object = "",
    effect: Effect = Effect.NONE,
    compartment: object = "",
    reason: str = "",
    outcome: Outcome = Outcome.DONE,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    clock: Clock = timezone.now,
) -> Event:
    """Add one event. `changes` holds the old and new value of each field; only keyed hashes stay.

    `reason` is a code of ours, never somebody's words.
    """
    told = Told(
        action, kind, str(object_id), effect, str(compartment), reason, outcome, changes or {}
    )
    return record_all([told], by=by, clock=clock)[0]


def record_all(tellings: Sequence[Told], *, by: By, clock: Clock = timezone.now) -> list[Event]:
    """Add events, all or none; the end of the log is held until the transaction ends."""
    if not tellings:
        return []
    for told in tellings:
        if told.effect and (told.outcome != Outcome.DONE or not told.object_id):
            raise ValueError("only what was done, to a named record, has an effect on it")
    with transaction.atomic():
        hold_the_end()
        last = Event.objects.order_by("-seq").only("seq", "at", "leaf").first()
        events: list[Event] = []
        for told in tellings:
            last = _event(told, by, last, clock())
            events.append(last)
        Event.objects.bulk_create(events)
        first, end = events[0].seq, events[-1].seq
        if first // EVERY != end // EVERY or first % EVERY == 0:
            from custodes.web.audit.checkpoints import checkpoint_by_settings

            transaction.on_commit(checkpoint_by_settings, robust=True)
    return events


def hold_the_end() -> None:
    """Hold the end of the log until the transaction ends, so that nobody else adds to it.

    On SQLite every transaction of ours takes the file for writing when it begins.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def erase_salt(kind: str, object_id: object) -> None:
    """Destroy what keys the commitments of a record that is erased: they tell nothing any more."""
    Salt.objects.filter(kind=kind, object=str(object_id)).delete()


def _event(told: Told, by: By, last: Event | None, now: datetime) -> Event:
    at = max(now, last.at) if last else now
    event = Event(
        seq=last.seq + 1 if last else 1,
        at=at,
        clock=leaves.moment(now) if now < at else "",
        **{name: _plain(name, getattr(by, name)) for name in ("actor", "role")},
        **{name: _plain(name, getattr(by, name)) for name in ("session", "request")},
        **{name: _plain(name, getattr(told, name)) for name in ("kind", "compartment")},
        object=_plain("object", told.object_id),
        action=told.action.value,
        effect=told.effect.value,
        reason=_plain("reason", told.reason),
        outcome=told.outcome.value,
        fields=sorted(told.changes),
        commitments=_committed(told),
        prev=last.leaf if last else leaves.FIRST,
    )
    event.leaf = leaves.leaf_of(event)
    return event


def _committed(told: Told) -> dict[str, list[str]]:
    if not told.changes or not told.object_id:
        return {}
    kept, _made = Salt.objects.get_or_create(
        kind=told.kind, object=told.object_id, defaults={"salt": secrets.token_bytes(SALT)}
    )
    return leaves.commitments(bytes(kept.salt), told.changes)


def _plain(name: str, text: str) -> str:
    """A text as its column takes it: what somebody typed into an address may come this way."""
    longest = LONGEST[name]
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"
