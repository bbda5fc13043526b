"""Where somebody may do or see something: the compartments, and whether the pages offer an act."""

from datetime import datetime

from custodes.web import decision
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import compartments_seen
from custodes.web.decision import Action, Kind, Question


def places_seen(by: Asker, sees: Action, *, at: datetime) -> list[Compartment]:
    """The compartments in which this person may know of what `sees` shows, by title."""
    keys = compartments_seen(by.account(at), sees, at=at)
    return list(Compartment.objects.filter(key__in=keys).order_by("title", "key"))


def offers(by: Asker, action: Action, place: Compartment, *, at: datetime) -> bool:
    """Whether a page offers the act: the role allows it here, whatever else it will ask for."""
    question = Question(by.account(at), action, place.key, Kind[place.kind], at)
    return decision.may_know_of(question) and decision.acting_role(question) is not None
