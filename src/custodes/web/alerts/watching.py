"""What a watch may rest on and cover, and how one stands at a moment: declared here."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

LONGEST = timedelta(days=28)
"""Whoever needs longer asks anew, with what the first weeks showed."""


@dataclass(frozen=True)
class Basis:
    """One legal basis on which a member of staff may be watched more closely."""

    id: str
    title: Any
    hint: Any


BASES = (
    Basis(
        "part3",
        _("Law enforcement processing: DPA 2018, Part 3, section 35"),
        _("A crime is suspected, such as misuse of police powers or of a computer."),
    ),
    Basis(
        "lawful-monitoring",
        _("Monitoring of the force's own systems: SI 2018/356"),
        _("Users were told that systems are monitored. It covers no content."),
    ),
    Basis(
        "gdpr",
        _("Conduct: UK GDPR, Article 6(1)(e), with the force's monitoring policy"),
        _("A breach of standards of professional behaviour is suspected."),
    ),
)
BASIS_TITLES = {basis.id: basis.title for basis in BASES}

SCOPES: dict[str, Any] = {
    "accesses": _("Look-ups: the audit trails of records systems"),
    "contacts": _("Contacts: bills of work phones, and traces of work mail"),
}
"""The tables of traces that a watch can cover, as the engine names them."""

ASKED, REFUSED, LAPSED = "asked", "refused", "lapsed"
TO_COME, HOLDS, ENDED, EXPIRED = "to-come", "holds", "ended", "expired"
STATES: dict[str, tuple[Any, str]] = {
    ASKED: (_("Waits for a second person"), "yellow"),
    TO_COME: (_("Authorised, not begun"), "blue"),
    HOLDS: (_("Holds"), "red"),
    REFUSED: (_("Refused"), "grey"),
    LAPSED: (_("Ran out unanswered"), "grey"),
    ENDED: (_("Ended early"), "grey"),
    EXPIRED: (_("Ran out on its day"), "grey"),
}
"""Each state with its words and the colour of its tag."""
PRESENT = (ASKED, TO_COME, HOLDS)


def standing(watch: Any, at: datetime) -> str:
    """How a watch (with `answer` and `early_end`, where there are such rows) stands at a moment.

    Nothing is written when it begins or ends by itself: its dates say so.
    """
    answer = getattr(watch, "answer", None)
    end = getattr(watch, "early_end", None)
    if answer is None:
        return ASKED if at < watch.end else LAPSED
    if not answer.granted:
        return REFUSED
    if end is not None and end.at <= at:
        return ENDED
    if at >= watch.end:
        return EXPIRED
    return HOLDS if at >= max(watch.start, answer.at) else TO_COME
