"""The force's partners in numbers: how developed the links are, and nothing of what was said."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router

from custodes.web.alerts.queries import places_for
from custodes.web.api.shapes import PartnersOf, Problem
from custodes.web.api.who import told, user_of
from custodes.web.decision import Action
from custodes.web.partners import figures
from custodes.web.partners.figures import LinksFigures, Outcome
from custodes.web.partners.queries import in_the_unit, links_figures

router = Router(tags=["Partners"])


@router.get("", response={200: list[PartnersOf], **dict.fromkeys((401, 404, 503), Problem)})
def partners(request: HttpRequest) -> list[dict[str, Any]]:
    """The figures of each register that you may see, as of today; reports of the last 365 days.

    Outside the unit a number of one to four reports is null, and so is what became of so few.
    """
    user, now = user_of(request), timezone.now()
    places = places_for(user, Action.SEE_PLAN, at=now)
    if not places:
        raise Http404
    shown = []
    for place in places:
        told(request, "partner-figures", compartment=place.key)
        made = links_figures(timezone.localdate(), user=user, compartment=place.key, at=now)
        shown.append({"place": place.title} | _numbers(made, unit=in_the_unit(user, now)))
    return shown


def _numbers(made: LinksFigures, *, unit: bool) -> dict[str, Any]:
    same = ("as_of", "partners", "share_referring", "people_briefed", "gaps")
    return {name: getattr(made, name) for name in same} | {
        "feedback_owed": figures.told(made.feedback_owed, unit=unit),
        "by_level": {level.name.lower(): count for level, count in made.by_level.items()},
        "without_a_report": len(made.zero_report),
        "contacts_overdue": len(made.contacts_overdue),
        "reviews_overdue": len(made.reviews_overdue),
        "from_partners": _outcome(figures.outcome_told(made.from_partners, unit=unit)),
        "from_all": _outcome(made.all_told(unit=unit)),
    }


def _outcome(made: Outcome | None) -> dict[str, Any] | None:
    return vars(made) | {"share_developed": made.share_developed} if made else None
