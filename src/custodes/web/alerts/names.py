"""What staff and people are called on the pages: pseudonyms, or references after a look behind."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from custodes.web.accounts.models import Compartment, User
from custodes.web.alerts.models import Alert
from custodes.web.pseudonyms.bearers import Bearing
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import shown_names

COLLEAGUES = re.compile(r"\(such as ([^)]*)\)")
"""How a text of the engine names colleagues."""


def names_for(
    alerts: Alert | Iterable[Alert], user: User, at: datetime, *, whole: bool = True
) -> dict[str, str]:
    """The name of each reference on these alerts, as this user sees it at that moment.

    `whole` looks into the content for everybody in it; without, the pair alone, for a list.
    """
    listed = [alerts] if isinstance(alerts, Alert) else list(alerts)
    staff: set[str] = {alert.staff for alert in listed}
    people: set[str] = {alert.person for alert in listed if alert.person}
    if whole:
        for alert in listed:
            more_staff, more_people = references_in(alert.content)
            staff |= more_staff
            people |= more_people
    return shown_names(
        {Subject.STAFF: staff, Subject.PERSON: people - staff},
        user=user,
        compartments={alert.compartment_id for alert in listed},
        at=at,
    )


def references_in(content: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    """The staff and the people whom an alert's content names."""
    staff = {content["staff"]} | colleagues_in(content)
    people = {row["person"] for row in content["timeline"] if row.get("person")}
    return staff - {""}, people | ({content["person"]} if content["person"] else set())


def colleagues_in(content: Mapping[str, Any]) -> set[str]:
    """The colleagues who had a purpose of their own, as the alert's content names some of them."""
    named: set[str] = set()
    for said in content.get("would_explain", ()):
        for colleagues in COLLEAGUES.findall(said["text"]):
            named |= {reference.strip() for reference in colleagues.split(", ")}
    return named - {""}


def bearing(user: User, subject: Subject, reference: str, at: datetime) -> list[Bearing]:
    """The compartments in which the user sees alerts that bear the name of this reference."""
    seen = Alert.objects.visible_to(user, at=at)
    if subject is Subject.STAFF:
        rows = seen.filter(staff=reference)
        if not rows.exists():  # A colleague whom an alert about somebody else names.
            near = seen.filter(content__icontains=reference).values_list("pk", "content")
            named = [key for key, content in near if reference in references_in(content)[0]]
            rows = seen.filter(pk__in=named)
    else:
        rows = seen.filter(person=reference)
        if not rows.exists():  # Somebody in the rows of an alert about others.
            rows = seen.filter(content__icontains=json.dumps(reference))
    found: dict[str, set[str]] = {}
    for compartment, staff in rows.values_list("compartment_id", "staff").distinct():
        found.setdefault(compartment, set()).add(staff)
    places = Compartment.objects.in_bulk(list(found))
    return [Bearing(places[key], frozenset(staff)) for key, staff in sorted(found.items())]
