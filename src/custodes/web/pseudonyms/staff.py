"""Members of staff by name or reference, for the pages that keep people away from some of them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.conf import settings

from custodes.pipeline.register import in_register
from custodes.store.home import Home
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


def staff_known(reference: str) -> bool | None:
    """Whether the register of staff in the home holds the reference; None where there is none."""
    path = Path(settings.CONFIG.home)
    return in_register(Home.open(path), reference) if (path / "home.toml").exists() else None
