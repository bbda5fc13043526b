"""Staff whom alerts concern, under pseudonyms: the list, and the page of one member."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from custodes.pipeline.verdicts import stamp
from custodes.web.accounts.places import offers
from custodes.web.accounts.sign_in import asker_of
from custodes.web.alerts import states
from custodes.web.alerts.filtering import PER_PAGE, Filter
from custodes.web.alerts.models import Alert
from custodes.web.alerts.names import names_for
from custodes.web.alerts.queries import Member, alerts_of_member, members, places_offering
from custodes.web.alerts.showing import rows_of
from custodes.web.alerts.views.watches import line
from custodes.web.alerts.watches import pairs_seen, watch_over, watches
from custodes.web.alerts.watching import PRESENT, standing
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import Action
from custodes.web.design import showing
from custodes.web.design.pictures import sparkline
from custodes.web.design.showing import day, number
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import pseudonyms_of, shown_names

MEMBER = "member_of_staff"
"""The kind of a look at what is held about one member of staff; its object is the pseudonym."""
MONTHS = 12


@login_required
@shows_records
@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    """The staff whom alerts concern, those with most that is open first."""
    user, now = asker_of(request).user, timezone.now()
    listed = members(user, at=now)
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page", "1"))
    shown: list[Member] = list(page.object_list)
    pseudonyms = pseudonyms_of(Subject.STAFF, [member.staff for member in shown])
    names = shown_names(
        {Subject.STAFF: [member.staff for member in shown]},
        user=user,
        compartments={member.compartment for member in shown},
        at=now,
    )
    for member in shown:
        look(
            request,
            kind=MEMBER,
            object_id=pseudonyms[member.staff],
            compartment=member.compartment,
        )
    if not shown:
        look(request, kind=MEMBER)
    rows = [
        (
            {
                "text": names[member.staff],
                "href": reverse("alerts:member", args=[pseudonyms[member.staff]]),
            },
            member.open,
            member.alerts,
            member.people,
            number(member.most_bits, 1),
            {"text": day(stamp(member.last)), "sort": member.last.timestamp()},
        )
        for member in shown
    ]
    return render(
        request,
        "alerts/staff.html",
        {
            "rows": rows,
            "count": page.paginator.count,
            "page": page.number,
            "of": page.paginator.num_pages,
            "address": reverse("alerts:staff") + "?page=PAGE",
            "take_out": reverse("alerts:take_out_staff")
            if places_offering(asker_of(request), Action.EXPORT_ALERTS, at=now)
            else "",
        },
    )


@login_required
@shows_records
@require_safe
def member(request: HttpRequest, name: str) -> HttpResponse:
    """One member of staff by pseudonym: their alerts over time, their pairs, how broad it is."""
    user, now = asker_of(request).user, timezone.now()
    alerts = alerts_of_member(name, user, at=now)
    names = names_for(alerts, user, now, whole=False)
    for place in sorted({alert.compartment_id for alert in alerts}):
        look(request, kind=MEMBER, object_id=name.upper(), compartment=place)
    for alert in alerts:
        look(request, kind="alert_list", object_id=alert.pk, compartment=alert.compartment_id)
    return render(
        request,
        "alerts/member.html",
        {
            "name": names[alerts[0].staff],
            "reveal": reverse("pseudonyms:reveal", args=[name.upper()])
            + f"?in={alerts[0].compartment_id}&next={request.path}",
            "rows": rows_of(alerts, names, Filter(state="all"), now),
            "pairs": _pairs(alerts, names),
            "breadth": _breadth(alerts),
            "over_time": _over_time(alerts),
            "open": sum(alert.state in states.OPEN for alert in alerts),
            "watch": _watched(request, alerts[0].staff, names),
            "waiting": _waiting(request, alerts[0].staff),
            "ask": _ask(request, name.upper(), alerts[0]),
        },
    )


def _watched(request: HttpRequest, staff: str, names: dict[str, str]) -> dict[str, Any] | None:
    """The watch that holds over the member, with every pair within its scope; each look is told."""
    user, now = asker_of(request).user, timezone.now()
    found = watch_over(staff, user, at=now)
    if found is None:
        return None
    look(request, kind="watch", object_id=found.pk, compartment=found.compartment_id)
    seen = pairs_seen(found, user, at=now)
    shown = line(found, names, now) | {"run": "", "pairs": []}
    if seen is None:
        return shown
    look(request, kind="watched-pairs", object_id=seen.pk, compartment=seen.compartment_id)
    people = shown_names(
        {Subject.PERSON: [pair["person"] for pair in seen.pairs]},
        user=user,
        compartments=[seen.compartment_id],
        at=now,
    )
    raised = {
        alert.person: alert
        for alert in Alert.objects.visible_to(user, at=now)
        .filter(staff=staff)
        .defer("content")
        .order_by("raised_at", "pk")
    }
    shown["run"] = seen.run
    shown["pairs"] = [
        (
            people[pair["person"]],
            pair["looks"],
            pair["contacts"],
            number(pair["unexplained"], 1),
            day(f"{pair['last']}T12:00:00Z"),
            _alert_of(raised.get(pair["person"])),
        )
        for pair in seen.pairs
    ]
    return shown


def _alert_of(alert: Alert | None) -> Any:
    if alert is None:
        return ""
    return {"text": alert.alert_id, "href": reverse("alerts:alert", args=[alert.alert_id])}


def _waiting(request: HttpRequest, staff: str) -> list[int]:
    """Watches over the member that were asked for or have not begun, which the user may know of."""
    user, now = asker_of(request).user, timezone.now()
    rows = [row for row in watches(user, at=now) if row.staff == staff]
    return [row.pk for row in rows if standing(row, now) in PRESENT[:2]]


def _ask(request: HttpRequest, name: str, alert: Alert) -> str:
    """Where a watch over the member is asked for; empty for whose role asks for none."""
    if not offers(asker_of(request), Action.WATCH_STAFF, alert.compartment, at=timezone.now()):
        return ""
    return reverse("alerts:watch_ask", args=[name])


def _breadth(alerts: list[Alert]) -> int:
    return len({alert.person for alert in alerts if alert.person})


def _pairs(alerts: list[Alert], names: dict[str, str]) -> list[tuple[object, ...]]:
    """A row a pair: how often it was raised, when last, the most bits, and what was decided."""
    by_person: dict[str, list[Alert]] = {}
    for alert in alerts:
        if alert.person:
            by_person.setdefault(alert.person, []).append(alert)
    listed = sorted(by_person.items(), key=lambda one: (-max(a.bits for a in one[1]), one[0]))
    return [
        (
            names[person],
            len(mine),
            number(max(alert.bits for alert in mine), 1),
            day(stamp(max(alert.raised_at for alert in mine))),
            next((str(alert.verdict.title) for alert in mine if alert.verdict), "-"),
        )
        for person, mine in listed
    ]


def _over_time(alerts: list[Alert]) -> object:
    """Alerts a month, over the last twelve in which the unit could have had any."""
    last = max(alert.raised_at for alert in alerts)
    months = [
        divmod(last.year * 12 + last.month - 1 - back, 12) for back in range(MONTHS - 1, -1, -1)
    ]
    counts = [
        sum((alert.raised_at.year, alert.raised_at.month - 1) == month for alert in alerts)
        for month in months
    ]
    labels = [showing.month(f"{year}-{month + 1:02d}") for year, month in months]
    return sparkline(counts, labels, "Alerts a month", "alerts")
