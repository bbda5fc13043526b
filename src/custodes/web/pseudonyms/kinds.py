"""Who has a pseudonym."""

from enum import Enum, unique


@unique
class Subject(Enum):
    """A member of staff or a member of the public; the same reference of each is another name."""

    STAFF = "staff"
    PERSON = "person"
