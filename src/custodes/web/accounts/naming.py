"""What members of staff are called: the pages' own names, from whatever the settings name.

The accounts hold references of the force and know no pseudonyms; `STAFF_NAMES` in the settings is
the module that does.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings


class Names(Protocol):
    """What that module has."""

    def staff_reference(self, typed: str) -> str:
        """The reference of the member of staff whom somebody named, however they did."""
        ...

    def staff_names(self, references: Iterable[str]) -> Mapping[str, str]:
        """The name of each reference on the pages."""
        ...


def names() -> Names:
    """The names of this installation."""
    return cast(Names, import_module(settings.STAFF_NAMES))
