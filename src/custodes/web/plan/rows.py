"""The rows of the plan, as far as a user may know of them, and the plan of any moment from them."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import Http404

from custodes.store.home import Home
from custodes.store.runs import runs as runs_of
from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.standing import account_of, compartments_seen
from custodes.web.decision import Action
from custodes.web.plan import contents
from custodes.web.plan.criteria import Strategy, in_force
from custodes.web.plan.forces import BY_KEY, Force
from custodes.web.plan.models import (
    DrawnFigure,
    Evidence,
    LineVersion,
    LoadedCriteria,
    OwnJudgement,
    PlanDocument,
    PlanForce,
    PlanLine,
)
from custodes.web.plan.states import SET_ASIDE
from custodes.web.plan.versions import Criteria, with_loaded

RUN = re.compile(r"R\d+")
"""What a run of the engine is called; anything else that a figure came from is a query."""


@dataclass(frozen=True)
class Whole:
    """The plan of one compartment at a moment, with what it is held against.

    `plan` holds the lines that are not set aside. `gone` are the figures whose run is gone.
    """

    plan: contents.Plan
    criteria: Criteria
    strategy: Strategy
    force: Force | None
    gone: frozenset[str]


def place_of(user: User, at: datetime, sees: Action = Action.SEE_PLAN) -> Compartment:
    """The compartment whose plan the user sees. Raises Http404 where there is none."""
    keys = sorted(compartments_seen(account_of(user, at=at), sees, at=at))
    if not keys:
        raise Http404
    return Compartment.objects.get(pk=keys[0])


def row_of(model: type[Any], user: User, *, at: datetime, **fields: Any) -> Any:
    """One row of a model. Raises Http404 where there is none that the user may know of."""
    found = model.objects.visible_to(user, at=at).select_related("compartment").filter(**fields)
    row = found.order_by("pk").first()
    if row is None:
        raise Http404
    return row


def lines(user: User, place: Compartment, *, at: datetime) -> list[PlanLine]:
    """All lines, those set aside too, by number."""
    rows = PlanLine.objects.visible_to(user, at=at).filter(compartment=place)
    return list(rows.select_related("changed_by").order_by("number"))


def versions(user: User, place: Compartment, *, at: datetime) -> list[LineVersion]:
    """Every version of every line up to that moment, in the order in which they were made."""
    rows = LineVersion.objects.visible_to(user, at=at).filter(compartment=place, at__lte=at)
    return list(rows.select_related("line").order_by("at", "pk"))


def evidence(
    user: User, place: Compartment, *, at: datetime, as_of: datetime | None = None
) -> dict[int, list[Evidence]]:
    """What each line rests on at a moment, by line, in the order in which it was put in."""
    moment = as_of or at
    rows = Evidence.objects.visible_to(user, at=at).filter(_there(moment), compartment=place)
    found: dict[int, list[Evidence]] = defaultdict(list)
    seen = rows.select_related("document", "by").defer("document__content")
    for row in seen.order_by("pk"):
        found[row.line_id].append(row)
    return found


def documents(
    user: User, place: Compartment, *, at: datetime, as_of: datetime | None = None
) -> list[PlanDocument]:
    """The documents that are there at a moment, by name; without their bytes."""
    rows = PlanDocument.objects.visible_to(user, at=at).filter(
        _there(as_of or at), compartment=place
    )
    return list(rows.defer("content").select_related("by").order_by("name"))


def figures(
    user: User, place: Compartment, *, at: datetime, as_of: datetime | None = None
) -> dict[str, DrawnFigure]:
    """Of each figure, the last that was drawn by a moment."""
    rows = DrawnFigure.objects.visible_to(user, at=at).filter(
        compartment=place, at__lte=as_of or at
    )
    return {row.figure: row for row in rows.order_by("at", "pk")}


def criteria(
    user: User, place: Compartment, *, at: datetime, as_of: datetime | None = None
) -> Criteria:
    """The shipped criteria with what the force loaded by a moment."""
    rows = LoadedCriteria.objects.visible_to(user, at=at).filter(
        compartment=place, at__lte=as_of or at
    )
    return with_loaded(rows.order_by("at", "pk").values_list("content", flat=True))


def force_of(user: User, place: Compartment, *, at: datetime) -> Force | None:
    """Which force the plan is of; None until somebody says so."""
    rows = PlanForce.objects.visible_to(user, at=at).filter(compartment=place, at__lte=at)
    row: PlanForce | None = rows.order_by("at", "pk").last()
    return BY_KEY[row.force] if row else None


def judgements(user: User, place: Compartment, *, at: datetime) -> dict[str, list[OwnJudgement]]:
    """What the force judged of itself, by characteristic, the earliest first."""
    rows = OwnJudgement.objects.visible_to(user, at=at).filter(compartment=place, at__lte=at)
    found: dict[str, list[OwnJudgement]] = defaultdict(list)
    for row in rows.select_related("by").order_by("version"):
        found[row.characteristic].append(row)
    return found


def whole(
    user: User,
    place: Compartment,
    *,
    runs: Collection[str],
    at: datetime,
    as_of: datetime | None = None,
    only: Collection[int] | None = None,
) -> Whole:
    """The plan as it stood at a moment (now, where none is given), in seven queries.

    `runs` are the runs that the home still holds: a figure of another is gone. `only` are the
    documents that are taken along; all, where it is None.
    """
    moment = as_of or at
    stood = {row.line_id: row for row in versions(user, place, at=moment)}
    rests = evidence(user, place, at=at, as_of=as_of)
    drawn = figures(user, place, at=at, as_of=as_of)
    used = {row.figure for rows in rests.values() for row in rows if row.figure}
    gone = frozenset(
        name for name, row in drawn.items() if RUN.fullmatch(row.run) and row.run not in runs
    )
    asked = criteria(user, place, at=at, as_of=as_of)
    strategy = in_force(asked.strategies.values(), in_london(moment).date())
    force = force_of(user, place, at=at)
    kept = [
        row.plain(row.line.number, tuple(one.plain for one in rests[row.line_id]))
        for row in sorted(stood.values(), key=lambda row: row.line.number)
        if row.state != SET_ASIDE
    ]
    plan = contents.Plan(
        force.key if force else "",
        strategy.id,
        tuple(kept),
        tuple(drawn[name].plain for name in sorted(used & drawn.keys() - gone)),
        tuple(
            row.plain
            for row in documents(user, place, at=at, as_of=as_of)
            if only is None or row.pk in only
        ),
    )
    return Whole(plan, asked, strategy, force, gone)


def runs_held() -> Collection[str]:
    """The runs that the home holds: a figure that came from another one is gone."""
    try:
        return {record.run for record in runs_of(Home.open(settings.CONFIG.home))}
    except UserError:
        return ()


def contents_of(
    names: Collection[str], user: User, place: Compartment, *, at: datetime, as_of: datetime
) -> Mapping[str, bytes]:
    """The bytes of the documents of these names, as they were at a moment."""
    rows = PlanDocument.objects.visible_to(user, at=at).filter(
        _there(as_of), compartment=place, name__in=names
    )
    return {row.name: bytes(row.content) for row in rows}


def _there(moment: datetime) -> Q:
    return Q(at__lte=moment) & (Q(withdrawn_at=None) | Q(withdrawn_at__gt=moment))
