"""The force's partners in numbers: how developed the links are, and nothing of what was said."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router

from custodes.web.alerts.queries import places_for
from custodes.web.api.shapes import PartnersOf, Problem
from custodes.web.api.who import told, user_of
from custodes.web.decision import Action
from custodes.web.partners.figures import LinksFigures, Outcome
from custodes.web.partners.queries import links_figures

router = Router(tags=["Partners"])


@router.get("", response={200: list[PartnersOf], **dict.fromkeys((401, 404, 503), Problem)})
def partners(request: HttpRequest) -> list[dict[str, Any]]:
    """The figures of each register that you may see, as of today; reports of the last 365 days."""
    user, now = user_of(request), timezone.now()
    places = places_for(user, Action.SEE_PLAN, at=now)
    if not places:
        raise Http404
    shown = []
    for place in places:
        told(request, "partner-figures", compartment=place.key)
        made = links_figures(timezone.localdate(), user=user, compartment=place.key, at=now)
        shown.append({"place": place.title} | _numbers(made))
    return shown


def _numbers(made: LinksFigures) -> dict[str, Any]:
    same = ("as_of", "partners", "share_referring", "feedback_owed", "people_briefed", "gaps")
    return {name: getattr(made, name) for name in same} | {
        "by_level": {level.name.lower(): count for level, count in made.by_level.items()},
        "without_a_report": len(made.zero_report),
        "contacts_overdue": len(made.contacts_overdue),
        "reviews_overdue": len(made.reviews_overdue),
        "from_partners": _outcome(made.from_partners),
        "from_all": _outcome(made.from_all),
    }


def _outcome(made: Outcome) -> dict[str, Any]:
    return vars(made) | {"share_developed": made.share_developed}
