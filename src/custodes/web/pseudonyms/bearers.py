"""Where names stand: each area that shows names says here on which of its records."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from custodes.web.accounts.models import Compartment, User
from custodes.web.pseudonyms.kinds import Subject


@dataclass(frozen=True)
class Bearing:
    """A compartment in which a name stands, and the staff whom the records with it concern."""

    compartment: Compartment
    subjects: frozenset[str]


Bearer = Callable[[User, Subject, str, datetime], list[Bearing]]
"""Asked with a user, the kind of a name, the reference behind it and the time: where that user can
see the name. An empty list where nowhere."""

BEARERS: list[Bearer] = []


def bearings(user: User, subject: Subject, reference: str, at: datetime) -> list[Bearing]:
    """Everywhere that the user can see the name of this reference."""
    return [found for bearer in BEARERS for found in bearer(user, subject, reference, at)]
