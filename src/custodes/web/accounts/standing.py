"""How a user stands at a moment, as the decision asks for it: roles, bars, second persons."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from custodes.web import decision
from custodes.web.accounts.models import Approval, Bar, Compartment, Membership, User
from custodes.web.decision import Account, Action, Basis, Kind, Question, role_with_id

_LOOK: ContextVar[dict[Any, list[Any]] | None] = ContextVar("look", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """While a page is looked at, it is read once how its user stands.

    For requests that change nothing: whatever decides on an act reads them anew.
    """
    token = _LOOK.set({})
    try:
        yield
    finally:
        _LOOK.reset(token)


def read_once(name: tuple[Any, ...], rows: Callable[[], Iterable[Any]]) -> list[Any]:
    """The rows, which one look reads once under that name; outside a look, each time."""
    held = _LOOK.get()
    if held is None:
        return list(rows())
    if name not in held:
        held[name] = list(rows())
    return held[name]


def account_of(
    user: User, *, at: datetime, proven: bool = True, stepped_up_at: datetime | None = None
) -> Account:
    """What the decision needs to know of a user.

    `proven`: signed in with a second factor, or the demonstration asks for none; no page is served
    to anybody else. Reads the memberships and the bars, two queries.
    """
    return Account(
        id=user.reference,
        active=user.may_sign_in(at),
        proven=proven,
        staff=user.staff or None,
        memberships=tuple(
            decision.Membership(
                row.compartment_id, role_with_id(row.role), row.start, _first_end(row)
            )
            for row in read_once(
                ("memberships", user.pk),
                lambda: Membership.objects.filter(user=user).select_related("early_end"),
            )
        ),
        bars=tuple(
            decision.Bar(
                Basis[row.basis],
                row.start,
                _first_end(row),
                row.compartment_id,
                row.subject or None,
            )
            for row in read_once(
                ("bars", user.pk), lambda: Bar.objects.filter(user=user).select_related("early_end")
            )
        ),
        stepped_up_at=stepped_up_at,
    )


def compartments_seen(account: Account, action: Action, *, at: datetime) -> list[str]:
    """The keys of the compartments in which the account may know of what `action` shows."""
    held = {membership.compartment for membership in account.memberships}
    return [
        row.key
        for row in compartments_named(held)
        if decision.may_know_of(Question(account, action, row.key, Kind[row.kind], at))
    ]


def compartments_named(keys: set[str]) -> list[Compartment]:
    """The compartments with these keys."""
    return read_once(
        ("compartments", *sorted(keys)), lambda: Compartment.objects.filter(key__in=keys)
    )


def subjects_hidden(account: Account, *, at: datetime) -> set[str]:
    """The references of the staff about whom the account may know of nothing."""
    barred = {bar.subject for bar in account.bars if bar.subject and bar.holds(at)}
    return barred | ({account.staff} if account.staff else set())


def approval_row(
    user: User, action: Action, compartment: Compartment, about: str, *, at: datetime
) -> Approval | None:
    """The latest word of a second person for one act on one thing that was not used, or None."""
    if not action.value.second:
        return None
    given: Approval | None = (
        Approval.objects.filter(
            asker=user,
            action=action.name,
            compartment=compartment,
            about=about,
            at__lte=at,
            use=None,
        )
        .select_related("by")
        .order_by("at", "pk")
        .last()
    )
    return given


def as_asked(row: Approval | None, *, at: datetime) -> decision.Approval | None:
    """A word as the decision asks for it. Whether it still counts is for the decision."""
    if row is None:
        return None
    return decision.Approval(account_of(row.by, at=at), Action[row.action], row.about, row.at)


def _first_end(row: Any) -> datetime | None:
    """When a membership or a bar ends: by its own date or earlier, by a row that ended it."""
    ends = [row.end, row.early_end.at if hasattr(row, "early_end") else None]
    return min((end for end in ends if end is not None), default=None)
