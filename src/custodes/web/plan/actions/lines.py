"""Entering a line, changing it, and saying how far it is: each a version that stays."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from custodes.vocabulary.errors import UserError, shown
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.conflict import Conflict
from custodes.web.accounts.keeping import changed, made
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.decision import Action
from custodes.web.plan.elements import Element
from custodes.web.plan.models import LineVersion, PlanLine
from custodes.web.plan.models.lines import worded
from custodes.web.plan.rows import criteria
from custodes.web.plan.states import BEGINS, LINES

FIELDS = ("title", "element", "owner", "strand", "strategy", "recommendations", "start", "due")


def add_line(
    *,
    compartment: Compartment,
    title: str,
    element: Element,
    state: str,
    owner: str = "",
    strand: str = "",
    strategy: str = "",
    recommendations: Collection[str] = (),
    start: date | None = None,
    due: date | None = None,
    token: str,
    by: Asker,
    at: datetime,
) -> PlanLine:
    """Enter a line. Sent twice, it is entered once.

    Raises UserError for a strand or recommendation that nobody asks for, or days that are turned
    round.
    """
    check_may(by, Action.EDIT_PLAN, compartment, at=at)
    if state not in BEGINS:
        raise UserError("Choose how far the line is from the list.")
    with one_act():
        mark = f"{by.user.pk}-{token}"[:64]
        seen = PlanLine.objects.visible_to(by.user, at=at)
        same: PlanLine | None = seen.filter(token=mark).first()
        if same is not None:
            return same
        fields = _checked(
            {
                "title": title,
                "element": element.value,
                "owner": owner,
                "strand": strand,
                "strategy": strategy,
                "recommendations": list(recommendations),
                "start": start,
                "due": due,
            },
            compartment,
            by,
            at,
        )
        last = seen.filter(compartment=compartment).aggregate(n=Max("number"))["n"]
        row = PlanLine(
            compartment=compartment,
            number=(last or 0) + 1,
            state=state,
            by=by.user,
            at=at,
            changed_by=by.user,
            changed_at=at,
            token=mark,
            **fields,
        )
        row.save()
        made(row, by)
        _version(row, by, "", at)
    return row


def change_line(
    *, line: PlanLine, version: int, by: Asker, because: str = "", at: datetime, **fields: Any
) -> PlanLine:
    """Change what a line says. Raises Conflict where it has moved on from `version`."""
    check_may(by, Action.EDIT_PLAN, line.compartment, about=line.key, at=at)
    with one_act():
        now = _locked(line, version, by, at)
        before = {name: getattr(now, name) for name in FIELDS}
        clean = _checked(before | fields, line.compartment, by, at, keeps=before)
        new = {name: value for name, value in clean.items() if value != before[name]}
        if new:
            _next(now, by, because, at, **new)
    return now


def set_state(
    *, line: PlanLine, state: str, version: int, because: str, by: Asker, at: datetime
) -> PlanLine:
    """Say how far a line is, with the reason. Raises Conflict where it has moved on."""
    check_may(by, Action.EDIT_PLAN, line.compartment, about=line.key, at=at)
    if not because.strip():
        raise UserError("Say what has happened, so that the change can be understood later.")
    with one_act():
        now = _locked(line, version, by, at)
        LINES.check(now.state, state)
        _next(now, by, because.strip(), at, state=state)
    return now


def _locked(line: PlanLine, version: int, by: Asker, at: datetime) -> PlanLine:
    rows = PlanLine.objects.visible_to(by.user, at=at).select_for_update(of=("self",))
    now: PlanLine = rows.get(pk=line.pk)
    if now.version != version:
        raise Conflict(f"Line {now.key}", version, now)
    return now


def _next(row: PlanLine, by: Asker, because: str, at: datetime, **fields: Any) -> None:
    changed(row, by, **fields, version=row.version + 1, changed_by=by.user, changed_at=at)
    _version(row, by, because, at)


def _version(row: PlanLine, by: Asker, because: str, at: datetime) -> None:
    kept = LineVersion(
        compartment=row.compartment,
        line=row,
        because=because[:500],
        by=by.user,
        at=at,
        **worded(row),
    )
    kept.save()
    made(kept, by)


def _checked(
    fields: dict[str, Any],
    place: Compartment,
    by: Asker,
    at: datetime,
    keeps: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The fields as they are kept; what a line had before it may keep, whatever is asked now."""
    title = " ".join(str(fields["title"]).split())
    if not title:
        raise UserError("Say what the line does.")
    start, due = fields["start"], fields["due"]
    if start and due and due < start:
        raise UserError("A line is due after it starts: turn the two days round.")
    asked, kept = criteria(by.user, place, at=at), keeps or {}
    strand, strategy = fields["strand"], fields["strategy"] if fields["strand"] else ""
    if strand and (strand, strategy) != (kept.get("strand"), kept.get("strategy")):
        known = asked.strategies.get(strategy)
        if known is None or strand not in known.strands:
            raise UserError("Choose the strand from those of a version of the strategy.")
    named = sorted(set(fields["recommendations"]))
    known_ones = {*asked.recommendations, *kept.get("recommendations", ())}
    if strange := [one for one in named if one not in known_ones]:
        raise UserError(f"{shown(strange[0])} is no recommendation that is asked for.")
    return {
        "title": title,
        "element": Element(fields["element"]).value,
        "owner": " ".join(str(fields["owner"]).split()),
        "strand": strand,
        "strategy": strategy,
        "recommendations": named,
        "start": start,
        "due": due,
    }
