"""Events as the pages show them: who in plain words, when in London, and ids."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from custodes.web.accounts.answers import stamp
from custodes.web.accounts.models import Compartment, User
from custodes.web.audit.models import Event
from custodes.web.audit.words import Action, Outcome
from custodes.web.decision import role_with_id
from custodes.web.design.showing import clock

COLOURS = {
    Outcome.DONE: "govuk-tag--grey",
    Outcome.REFUSED: "govuk-tag--yellow",
    Outcome.FAILED: "govuk-tag--red",
}


def shown(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Each event for a list, with the names of accounts and places looked up once."""
    rows = list(events)
    actors = {row.actor for row in rows if row.actor.isdecimal()}
    names = {str(user.pk): user.name for user in User.objects.filter(pk__in=actors)}
    places = Compartment.objects.in_bulk({row.compartment for row in rows if row.compartment})
    return [
        {
            "seq": row.seq,
            "at": clock(stamp(row.at)),
            "who": names.get(row.actor, _plain(row.actor)),
            "role": role_title(row.role),
            "action": str(Action(row.action).label),
            "kind": words(row.kind),
            "object": row.object,
            "place": places[row.compartment].title if row.compartment in places else "",
            "outcome": str(Outcome(row.outcome).label),
            "colour": COLOURS[Outcome(row.outcome)],
            "reason": words(row.reason),
        }
        for row in rows
    ]


def role_title(role: str) -> str:
    """The title of a role, or its id where there is no such role any more."""
    try:
        return role_with_id(role).title if role else ""
    except KeyError:
        return role


def words(code: str) -> str:
    """A code of ours with spaces between its words."""
    return code.replace("_", " ").replace("-", " ").replace(":", ": ")


def _plain(actor: str) -> str:
    said = {
        "nobody": _("Nobody signed in"),
        "program": _("The program"),
        "command": _("A command on the machine"),
    }
    return said.get(actor, actor)
