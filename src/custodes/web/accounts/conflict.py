"""That somebody else changed a thing while a form on it was open."""

from typing import Any

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.numbers import whole_named


def version_named(text: str) -> int:
    """The version that a posted form says it was made from; -1, which no row has, for none and for
    whatever is no number."""
    version = whole_named(text)
    return -1 if version is None else version


class Conflict(UserError):
    """`seen` is the version that the form was made from, `now` the thing as it stands."""

    def __init__(self, what: str, seen: int, now: Any) -> None:
        super().__init__(
            f"{what} was changed while you were at work on it. Nothing of yours was saved yet: "
            "look at both below, then save yours again or leave it."
        )
        self.seen = seen
        self.now = now
