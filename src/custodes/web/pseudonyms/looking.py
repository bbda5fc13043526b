"""Names for the pages of one user: pseudonyms, and references where a look behind one lasts."""

from collections.abc import Iterable
from datetime import datetime

from custodes.web.accounts.keys import opened
from custodes.web.accounts.models import User
from custodes.web.accounts.standing import account_of, subjects_hidden
from custodes.web.pseudonyms.actions import names_for, use_of
from custodes.web.pseudonyms.bearers import bearings
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.models import Pseudonym, Reveal


def named(name: str) -> tuple[Pseudonym, Subject, str] | None:
    """The name with its kind and the reference behind it, or None where nobody has that name.

    For finding records alone: what a user sees of it comes from `shown_names`.
    """
    row = Pseudonym.objects.filter(name=name.strip().upper()).first()
    return (row, Subject(row.subject), opened(row.sealed, use_of(row.name))) if row else None


def named_where_seen(
    typed: str, subject: Subject, *, user: User, compartment: str, at: datetime
) -> str | None:
    """The reference behind a name of that kind, where it stands on a record that this user sees in
    that compartment; None for any other text, so that trying names tells nothing of whose there
    are."""
    found = named(typed)
    if found is None or found[1] is not subject:
        return None
    seen = bearings(user, subject, found[2], at)
    return found[2] if any(one.compartment.key == compartment for one in seen) else None


def pseudonyms_of(subject: Subject, references: Iterable[str]) -> dict[str, str]:
    """The names of references, whatever anybody looked behind: for addresses."""
    return names_for(subject, references)


def shown_names(
    references: dict[Subject, Iterable[str]],
    *,
    user: User,
    compartments: Iterable[str],
    at: datetime,
) -> dict[str, str]:
    """What each reference is called on the pages of this user in these compartments.

    That they are the user's, the records say that the names stand on. A bar ends a look as well.
    """
    shown: dict[str, str] = {}
    for subject, known in references.items():
        shown |= names_for(subject, known)
    live = live_looks(user, compartments, at=at)
    if live:
        hidden = subjects_hidden(account_of(user, at=at), at=at)
        for reference, name in list(shown.items()):
            if name in live and reference not in hidden:
                shown[reference] = reference
    return shown


def live_looks(user: User, compartments: Iterable[str], *, at: datetime) -> dict[str, datetime]:
    """The names behind which the user looked here, and until when each look lasts."""
    rows = Reveal.objects.filter(
        by=user, compartment__in=list(compartments), at__lte=at, expires_at__gt=at
    )
    return dict(rows.order_by("expires_at").values_list("pseudonym__name", "expires_at"))
