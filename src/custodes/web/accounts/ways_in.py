"""Ways in beside the sign-in, which other areas give somebody: counted, and taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from custodes.web.accounts.models import User
from custodes.web.accounts.sign_in import Asker


@dataclass(frozen=True)
class WayIn:
    """Something that opens the service for whoever holds it, such as the token of a program.

    `held` is how many of a user open anything at a moment. `take_back` ends all of them for good,
    on record as done by the asker, in the transaction of whoever calls it.
    """

    held: Callable[[User, datetime], int]
    take_back: Callable[[User, Asker, datetime], None]


WAYS_IN: list[WayIn] = []
"""Every area that gives such a thing says it here on start, so that none outlives a reset."""


def ways_held(user: User, *, at: datetime) -> int:
    """How many of them the user holds that open anything now."""
    return sum(way.held(user, at) for way in WAYS_IN)


def take_back_all(user: User, *, by: Asker, at: datetime) -> None:
    """Take back every one that the user holds; to be called in the transaction of an act."""
    for way in WAYS_IN:
        way.take_back(user, by, at)
