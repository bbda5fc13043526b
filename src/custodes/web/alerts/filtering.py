"""The queue's filter: what an address asks for, the rows that answer it, and the way onward."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from custodes.vocabulary.numbers import whole_named
from custodes.web.accounts.models import User
from custodes.web.alerts import states
from custodes.web.alerts.models import Alert
from custodes.web.alerts.verdicts import VERDICTS
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import named

PER_PAGE = 25
STATES = {
    "open": _("Open"),
    "new": _("New"),
    "looking": _("Being looked at"),
    "decided": _("Decided"),
    "held": _("Held back"),
    "all": _("All"),
}
WHOSE = {"": _("Anybody's"), "mine": _("Mine"), "nobody": _("Nobody's")}
DRAWN = {
    "": _("All"),
    "rank": _("By rank"),
    "random": _("At random"),
    "watch": _("Under a watch"),
    "hand": _("By hand"),
}
KINDS = {"": _("All"), "pair": _("One person"), "across": _("Many people")}
OUTCOMES = {"": _("Any"), **{verdict.id: verdict.title for verdict in VERDICTS}}
ORDERS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "priority": (_("What is worth your time first"), ("-priority", "pk")),
    "newest": (_("Newest first"), ("-raised_at", "-pk")),
    "oldest": (_("Oldest first"), ("raised_at", "pk")),
    "changed": (_("Changed last"), ("-updated_at", "-pk")),
}
CHOICES: dict[str, dict[str, Any]] = {
    "state": STATES,
    "whose": WHOSE,
    "drawn": DRAWN,
    "kind": KINDS,
    "outcome": OUTCOMES,
    "order": {word: words for word, (words, _fields) in ORDERS.items()},
}
DEFAULTS = {"state": "open", "order": "priority"}


@dataclass(frozen=True)
class Filter:
    """What was asked for; a word that is none is passed over, as if it had not been said."""

    state: str = "open"
    whose: str = ""
    drawn: str = ""
    kind: str = ""
    outcome: str = ""
    run: str = ""
    q: str = ""
    order: str = "priority"
    page: int = field(default=1, compare=False)

    @classmethod
    def asked(cls, query: QueryDict) -> "Filter":
        """The filter that an address asks for."""
        said = {
            name: value
            for name, known in CHOICES.items()
            if (value := query.get(name, "")) in known and value
        }
        return cls(
            **said,
            run=query.get("run", "").strip()[:20],
            q=query.get("q", "").strip()[:60],
            page=whole_named(query.get("page", "")) or 1,
        )

    @property
    def query(self) -> str:
        """The same as the part of an address behind `?`, without the page."""
        said = {name: getattr(self, name) for name in (*CHOICES, "run", "q")}
        return urlencode({k: v for k, v in said.items() if v and DEFAULTS.get(k) != v})

    def without(self, name: str) -> "Filter":
        """The same with one thing not asked for."""
        said = {n: getattr(self, n) for n in (*CHOICES, "run", "q") if n != name}
        return Filter(**said)

    def chosen(self) -> list[tuple[str, Any]]:
        """What was asked for beyond the usual, by name, in the words of the screen."""
        found = [
            (name, known[getattr(self, name)])
            for name, known in CHOICES.items()
            if name != "order" and getattr(self, name) not in ("", DEFAULTS.get(name))
        ]
        return found + [(name, getattr(self, name)) for name in ("run", "q") if getattr(self, name)]


def alerts_for(user: User, asked: Filter, *, at: datetime) -> Any:
    """The rows that answer a filter, in its order, without what a list does not show."""
    rows = Alert.objects.visible_to(user, at=at).defer("content")
    held = Q(suppression__until__gt=at)
    if asked.state == "held":
        rows = rows.filter(held)
    elif asked.state != "all":
        rows = rows.filter(state__in=states.OPEN if asked.state == "open" else (asked.state,))
        if asked.state != "decided":
            rows = rows.exclude(held)
    if asked.whose:
        rows = rows.filter(assignee=user if asked.whose == "mine" else None)
    for name in ("drawn", "kind", "outcome", "run"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.q:
        rows = rows.filter(_searched(asked.q))
    return rows.order_by(*ORDERS[asked.order][1])


def neighbours(rows: Any, alert: Alert, order: str) -> tuple[str, str]:
    """The ids of the alerts before and after one in a list; empty where there is none.

    The alert itself need not be on the list any more: a decided one has left it.
    """
    fields = ORDERS[order][1]
    following = rows.filter(_beyond(fields, alert)).values_list("alert_id", flat=True).first()
    turned = tuple(name[1:] if name.startswith("-") else f"-{name}" for name in fields)
    before = (
        rows.filter(_beyond(turned, alert))
        .order_by(*turned)
        .values_list("alert_id", flat=True)
        .first()
    )
    return before or "", following or ""


def _beyond(fields: tuple[str, ...], alert: Alert) -> Q:
    """What comes after the alert in an order of two fields."""
    first, second = fields
    q = Q(**{_past(first): getattr(alert, first.lstrip("-"))})
    same = {first.lstrip("-"): getattr(alert, first.lstrip("-"))}
    return q | Q(**same) & Q(**{_past(second): getattr(alert, second.lstrip("-"))})


def _past(name: str) -> str:
    return f"{name[1:]}__lt" if name.startswith("-") else f"{name}__gt"


def _searched(words: str) -> Q:
    """An alert's id, a name as the pages show it, or words of the pattern.

    References and the words of the sentence are not searched: a hit would tell whose name it is.
    """
    found = named(words)
    if found is None:
        return Q(alert_id__icontains=words) | Q(pattern__icontains=words)
    _row, subject, reference = found
    return Q(staff=reference) if subject is Subject.STAFF else Q(person=reference)
