"""Who is in an alert beside its pair: colleagues with a purpose on record, people in its rows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodes.web.alerts.names import colleagues_in


@dataclass(frozen=True)
class Beside:
    """A link that the alert itself holds, by the force's references, and what it is in words."""

    staff: str
    person: str
    what: str


def beside(content: Mapping[str, Any]) -> list[Beside]:
    """The links of an alert's content, but for its own pair.

    A run names at most three colleagues of the unit who had a purpose with the person. The rows
    are about others too where the alert is about many people, or about those linked with one.
    """
    staff, person = content["staff"], content["person"]
    found = []
    if person:
        for colleague in sorted(colleagues_in(content) - {staff}):
            found.append(Beside(colleague, person, _("a purpose on record")))
    rows = Counter(row["person"] for row in content["timeline"] if row.get("person"))
    for other, count in sorted(rows.items()):
        if other != person:
            words = ngettext("%(n)d row of this alert", "%(n)d rows of this alert", count)
            found.append(Beside(staff, other, words % {"n": count}))
    return found
