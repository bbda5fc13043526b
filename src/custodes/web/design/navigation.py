"""The places of the site, in the order of the navigation; only those that exist are shown."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Place:
    """A page to go to: its words, and the name of its route. `sees` is the act, by name, that shows
    it; to whoever may do none such it is not offered. Without one it is offered to all."""

    text: str
    route: str
    sees: str = ""


PLACES = (
    Place("Home", "home:start"),
    Place("Alerts", "alerts:queue", "SEE_ALERTS"),
    Place("Staff", "alerts:staff", "SEE_ALERTS"),
    Place("Watches", "alerts:watches", "SEE_WATCHES"),
    Place("Coverage", "runs:coverage", "SEE_RUNS"),
    Place("Runs", "runs:listed", "SEE_RUNS"),
    Place("Review budget", "runs:budget", "SEE_RUNS"),
    Place("Reports", "reports:listed", "SEE_REPORTS"),
    Place("Safeguarding", "reports:safeguarding", "SEE_SAFEGUARDING"),
    Place("Drafts", "reports:drafts", "SEE_INTELLIGENCE"),
    Place("Sources", "reports:sources", "SEE_SOURCES"),
    Place("Partners", "partners:listed", "SEE_PLAN"),
    Place("Capability", "capability:start", "SEE_CAPABILITY"),
    Place("Plan", "plan:listed", "SEE_PLAN"),
    Place("Submission", "submission:listed", "SEE_PLAN"),
    Place("Assessment", "assessment:listed", "SEE_ASSESSMENTS"),
    Place("Totals", "letters:totals_listed", "SEE_TOTALS"),
    Place("Approvals", "approvals:listed"),
    Place("Jobs", "jobs:listed"),
    Place("Accounts", "people:listed", "SEE_ACCOUNTS"),
    Place("Memberships", "memberships:listed", "SEE_MEMBERSHIPS"),
    Place("Audit", "audit:events", "SEE_AUDIT"),
    Place("Checkpoints", "audit:checkpoints", "SEE_CHECKPOINTS"),
    Place("Health", "site_health", "SEE_SETTINGS"),
)


def navigation(path: str, seen: Collection[str] | None = None) -> list[dict[str, Any]]:
    """The items of the service navigation for the page at `path`, the present one marked.

    `seen` are the acts of seeing that the user may do somewhere; None where nobody asks.
    """
    if not settings.configured:
        return []
    items: list[dict[str, Any]] = []
    for place in PLACES:
        if place.sees and seen is not None and place.sees not in seen:
            continue
        with suppress(NoReverseMatch):
            items.append({"text": place.text, "href": reverse(place.route), "active": False})
    below = [item for item in items if path.startswith(item["href"])]
    here = max(below, key=lambda item: len(item["href"]), default=None)
    if here is not None and (here["href"] != "/" or path == "/"):
        here["active"] = True
    return items
