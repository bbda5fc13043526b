"""Sessions of a user: which are open, and ending them. Nothing is kept of where they come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from custodes.web.accounts.models import User
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import record
from custodes.web.audit.looks import session_mark
from custodes.web.audit.words import Action


@dataclass(frozen=True)
class Open:
    """A session that is open: the mark by which the audit names it, since when, last used."""

    mark: str
    began: datetime | None
    used: datetime | None


def open_sessions(user: User, *, at: datetime) -> list[Open]:
    """The sessions in which this user is signed in, the last used first."""
    found = [
        Open(session_mark(row.session_key), _moment(held, "began"), _moment(held, "used"))
        for row, held in _of(user, at)
    ]
    return sorted(found, key=lambda one: one.used.timestamp() if one.used else 0.0, reverse=True)


def end_sessions(user: User, *, at: datetime, but: str = "", only: str = "") -> int:
    """End the user's sessions, all or `only` the one with that mark; `but` is kept. How many."""
    keys = [
        row.session_key
        for row, _held in _of(user, at)
        if session_mark(row.session_key) != but
        and (not only or session_mark(row.session_key) == only)
    ]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)


def end_own(*, by: Asker, only: str = "", at: datetime) -> int:
    """End one other session of one's own, or all but the one that asks."""
    ended = end_sessions(by.user, at=at, but=by.by.session, only=only)
    if ended:
        record(Action.SIGN_IN, by=by.by, kind="session", reason="ended-elsewhere")
    return ended


def _of(user: User, at: datetime) -> Iterator[tuple[Session, dict[str, object]]]:
    for row in Session.objects.filter(expire_date__gt=at).iterator():
        held = row.get_decoded()
        if held.get(SESSION_KEY) == str(user.pk):
            yield row, held


def _moment(held: dict[str, object], name: str) -> datetime | None:
    written = held.get(name)
    return datetime.fromisoformat(written) if isinstance(written, str) else None
