"""The inspectorate's side: rounds with the findings that stand, and totals that are published."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from custodes.pipeline.verdicts import stamp
from custodes.web.accounts.models import User
from custodes.web.api.shapes import Problem, RoundLine, RoundWhole, TotalsOf
from custodes.web.api.who import told, user_of
from custodes.web.assessment import queries
from custodes.web.assessment.models import AssessmentRound
from custodes.web.letters.models import Totals

WRONG = dict.fromkeys((401, 503), Problem)
rounds = Router(tags=["Assessments"])
totals = Router(tags=["Assessments"])


@rounds.get("", response={200: list[RoundLine], **WRONG})
def round_lines(request: HttpRequest) -> list[dict[str, Any]]:
    """The rounds of assessment, the latest first."""
    user, now = user_of(request), timezone.now()
    found = queries.rounds_of(user, at=now)
    for row in found:
        told(request, row.audit_kind, row.pk, row.compartment_id)
    if not found:
        told(request, AssessmentRound.audit_kind)
    return [_line(row, len(queries.assessed_in(row, user, at=now))) for row in found]


@rounds.get("/{key}", response={200: RoundWhole, 404: Problem, 422: Problem, **WRONG})
def round_(request: HttpRequest, key: str) -> dict[str, Any]:
    """One round: of each force its class, and the findings that stand."""
    user, now = user_of(request), timezone.now()
    row = queries.round_named(key, user, at=now)
    told(request, row.audit_kind, row.pk, row.compartment_id)
    assessed = _assessed(row, user, now)
    return _line(row, len(assessed)) | {"assessed": assessed}


@totals.get("", response={200: list[TotalsOf], **WRONG})
def totals_lines(request: HttpRequest) -> list[dict[str, Any]]:
    """The totals that were published, the latest first."""
    user, now = user_of(request), timezone.now()
    rows = list(Totals.objects.visible_to(user, at=now).order_by("-at", "-pk"))
    for row in rows:
        told(request, row.audit_kind, row.pk, row.compartment_id)
    if not rows:
        told(request, Totals.audit_kind)
    return [
        {
            "number": row.pk,
            "title": row.title,
            "round": row.round_key,
            "at": stamp(row.at),
            "content": row.content,
        }
        for row in rows
    ]


def _line(row: AssessmentRound, forces: int) -> dict[str, Any]:
    same = ("title", "asked_on", "made_up", "from_record")
    return {name: getattr(row, name) for name in same} | {"round": row.key, "forces": forces}


def _assessed(row: AssessmentRound, user: User, now: datetime) -> list[dict[str, Any]]:
    whole = queries.assessed_in(row, user, at=now)
    findings = queries.findings_of(whole, user, at=now)
    shown = []
    for one in whole:
        reached = queries.class_of(one, findings[one.force])
        shown.append(
            {
                "force": one.force,
                "state": one.state,
                "class_reached": reached.force_class.value if reached else None,
                "findings": [
                    {
                        "element": found.element.value,
                        "status": found.status.value,
                        "qualifiers": sorted(word.value for word in found.qualifiers),
                    }
                    for found in findings[one.force]
                ],
            }
        )
    return shown
