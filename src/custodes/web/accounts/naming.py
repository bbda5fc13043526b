"""What members of staff are called: the pages' own names, from whatever the settings name.

The accounts hold references of the force and know no pseudonyms; `STAFF_NAMES` in the settings is
the module that does.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings
from django.utils.translation import gettext as _

from custodes.web.accounts.models import Bar
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import subjects_hidden


class Names(Protocol):
    """What that module has."""

    def staff_reference(self, typed: str) -> str:
        """The reference of the member of staff whom somebody named, however they did."""
        ...

    def staff_names(self, references: Iterable[str]) -> Mapping[str, str]:
        """The name of each reference on the pages."""
        ...

    def staff_known(self, reference: str) -> bool | None:
        """Whether the force's register of staff holds the reference; None where there is none."""
        ...


def names() -> Names:
    """The names of this installation."""
    return cast(Names, import_module(settings.STAFF_NAMES))


def subject_named(typed: str, by: Asker, *, at: datetime) -> str:
    """The reference of the member of staff whom somebody names for a bar on a colleague.

    The name of one who is hidden from them is as a name that nobody has: it stays as it was typed,
    so that trying names does not tell which of them is oneself.
    """
    reference = names().staff_reference(typed)
    hidden = reference in subjects_hidden(by.account(at), at=at)
    return typed.strip() if hidden else reference


def subjects_called(bars: Iterable[Bar], by: Asker) -> dict[int, str]:
    """What the subject of each bar is called for this person, by the number of the bar.

    Whoever set it reads their own words again and others read the name on the pages: nobody learns
    from a bar which name stands for the reference that they wrote, or that there is none.
    """
    rows = [row for row in bars if row.subject]
    others = [row for row in rows if row.set_by_id != by.user.pk]
    drawn = names().staff_names({row.subject for row in others}) if others else {}
    own = {row.pk: row.named_as or _("A member of staff") for row in rows}
    return own | {row.pk: drawn[row.subject] for row in others}
