"""Members of staff by name or reference, for the pages that keep people away from some of them."""

from collections.abc import Iterable, Mapping

from custodes.web.pseudonyms.actions import names_for
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import named


def staff_reference(typed: str) -> str:
    """The reference behind the name of a member of staff, else what was typed, as it was typed.

    It tells nothing of whether there is anybody of that name or reference.
    """
    found = named(typed)
    return found[2] if found and found[1] is Subject.STAFF else typed.strip()


def staff_names(references: Iterable[str]) -> Mapping[str, str]:
    """The name of each reference; whoever has none yet is given one."""
    return names_for(Subject.STAFF, references)
