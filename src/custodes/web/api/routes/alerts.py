"""Alerts: the list with the queue's filters, and one alert whole."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from custodes.pipeline.verdicts import stamp
from custodes.web.accounts.models import User
from custodes.web.alerts.filtering import Filter, alerts_for
from custodes.web.alerts.models import Alert
from custodes.web.alerts.names import references_in
from custodes.web.alerts.presenters import Names, renamer, under_names
from custodes.web.alerts.queries import alert_named, history_of
from custodes.web.alerts.taking import as_written
from custodes.web.api.problems import problem
from custodes.web.api.shapes import AlertFilter, AlertLines, AlertWhole, Problem
from custodes.web.api.who import told, user_of
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Outcome
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import pseudonyms_of

LISTED, ROWS = "alert_list", "alert_rows"
router = Router(tags=["Alerts"])


@router.get("", response={200: AlertLines, 401: Problem, 422: Problem, 503: Problem})
def alert_lines(request: HttpRequest, asked: Query[AlertFilter]) -> dict[str, Any]:
    """The alerts that you may know of, by the filter of the queue; what is open, at first.

    To keep up with changes, ask with `state=all` and `updated_after` set to the last `updated_at`
    that you have.
    """
    user, now = user_of(request), timezone.now()
    said = asked.dict(exclude={"page", "per_page", "updated_after"}, exclude_none=True)
    rows = alerts_for(user, Filter(**said), at=now).select_related("suppression")
    if asked.updated_after is not None:
        rows = rows.filter(updated_at__gt=asked.updated_after).order_by("updated_at", "pk")
    pages = Paginator(rows, asked.per_page)
    shown = list(pages.page(asked.page).object_list) if asked.page <= pages.num_pages else []
    act = Act.SEARCH if asked.q else Act.CONSULTATION
    for alert in shown:
        told(request, LISTED, alert.pk, alert.compartment_id, act)
    if not shown:
        told(request, LISTED, action=act)
    names = _names({a.staff for a in shown}, {a.person for a in shown if a.person})
    lines = [_line(alert, names, now) for alert in shown]
    return {"count": pages.count, "page": asked.page, "pages": pages.num_pages, "alerts": lines}


@router.get(
    "/{alert_id}",
    response={200: AlertWhole, **dict.fromkeys((401, 404, 409, 422, 503), Problem)},
)
def alert(request: HttpRequest, alert_id: str) -> dict[str, Any] | HttpResponse:
    """One alert, whole: reasons with their rows, explanations tested, what is against, decisions.

    409 where the alert is not as its run wrote it: then nothing of it is shown.
    """
    user, now = user_of(request), timezone.now()
    found = alert_named(alert_id, user, at=now)
    if not as_written(found):
        told(request, Alert.audit_kind, found.pk, found.compartment_id, outcome=Outcome.FAILED)
        return problem(request, 409)
    for kind in (Alert.audit_kind, ROWS):
        told(request, kind, found.pk, found.compartment_id)
    staff, people = references_in(found.content)
    whole = under_names(found.content, _names(staff, people - staff))
    return whole | _standing(found, user, now)


def _names(staff: set[str], people: set[str]) -> dict[str, str]:
    """Pseudonyms, whatever anybody looked behind: a program is shown no reference."""
    return pseudonyms_of(Subject.STAFF, staff) | pseudonyms_of(Subject.PERSON, people)


def _line(alert: Alert, names: Names, now: datetime) -> dict[str, Any]:
    held = alert.suppression
    same = ("run", "rank", "kind", "drawn", "bits", "pattern", "state", "outcome", "explained_by")
    return {name: getattr(alert, name) for name in (*same, "version")} | {
        "raised_at": stamp(alert.raised_at),
        "updated_at": stamp(alert.updated_at),
        "alert": alert.alert_id,
        "staff": names[alert.staff],
        "person": names[alert.person] if alert.person else None,
        "sentence": renamer(names)(alert.sentence),
        "held_until": stamp(held.until) if held is not None and held.until > now else None,
        "assigned": alert.assignee_id is not None,
    }


def _standing(alert: Alert, user: User, now: datetime) -> dict[str, Any]:
    return {
        "state": alert.state,
        "outcome": alert.outcome,
        "updated_at": stamp(alert.updated_at),
        "version": alert.version,
        "sha256": alert.sha256,
        "decisions": [
            {
                "verdict": row.verdict,
                "explained_by": row.explained_by,
                "reason": row.reason,
                "at": stamp(row.at),
                "version": row.version,
                "carried_over": row.carried_from_id is not None,
            }
            for row in history_of(alert, user, at=now)
        ],
    }
