"""Runs of the ranking, and the coverage that they rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from custodes.pipeline.coverage import coverage
from custodes.pipeline.ledger import RunRecord
from custodes.pipeline.verdicts import stamp
from custodes.store.home import Home
from custodes.vocabulary.times import end_of_day, iso, naive_utc
from custodes.web.accounts.models import Compartment, User
from custodes.web.alerts.models import Alert
from custodes.web.alerts.queries import places_for
from custodes.web.api.problems import problem
from custodes.web.api.shapes import (
    CoverageOf,
    CoverageQuery,
    Paged,
    Problem,
    Runs,
    RunWhole,
)
from custodes.web.api.who import told, user_of
from custodes.web.audit.words import Outcome
from custodes.web.decision import Action
from custodes.web.runs import queries
from custodes.web.runs.models import KeptRun

LISTED = "run_list"
WRONG = dict.fromkeys((401, 404, 422, 503), Problem)
router = Router(tags=["Runs"])
covered = Router(tags=["Runs"])


@router.get("", response={200: Runs, **WRONG})
def run_lines(request: HttpRequest, asked: Query[Paged]) -> dict[str, Any]:
    """The runs whose alerts are on the pages, the latest first."""
    user, now = user_of(request), timezone.now()
    places = _places(user, now)
    pages = Paginator(queries.kept_runs(user, at=now), asked.per_page)
    shown = list(pages.page(asked.page).object_list) if asked.page <= pages.num_pages else []
    for row in shown:
        told(request, LISTED, row.pk, row.compartment_id)
    if not shown:
        for place in places:
            told(request, LISTED, compartment=place.key)
    raised = _raised(shown, user, now)
    return {
        "count": pages.count,
        "page": asked.page,
        "pages": pages.num_pages,
        "runs": [_line(row, _written(row), raised) for row in shown],
    }


@router.get("/{run}", response={200: RunWhole, 409: Problem, **WRONG})
def run(request: HttpRequest, run: str) -> dict[str, Any] | HttpResponse:
    """One run: as of when, from which batches, with which versions and limits.

    409 where its record is missing or was changed since: then nothing of it is shown.
    """
    user, now = user_of(request), timezone.now()
    row = queries.run_on_page(run, user, at=now)
    record = _written(row)
    if record is None:
        outcome = Outcome.FAILED
        told(request, KeptRun.audit_kind, row.pk, row.compartment_id, outcome=outcome)
        return problem(request, 409)
    told(request, KeptRun.audit_kind, row.pk, row.compartment_id)
    return asdict(record) | _line(row, record, _raised([row], user, now))


@covered.get("", response={200: CoverageOf, **WRONG})
def coverage_(request: HttpRequest, asked: Query[CoverageQuery]) -> dict[str, Any]:
    """Which systems and devices the force holds, and how many of them are monitored."""
    places = _places(user_of(request), timezone.now())
    home = queries.home()
    # The same facts as of the same moment are counted once.
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    moment = end_of_day(asked.as_of) if asked.as_of else naive_utc(hour)
    batches = tuple(sorted(path.name for path in (home.path / "batches").glob("*.json")))
    covered = _covered(home.path, batches, moment)
    for place in places:
        told(request, "coverage", compartment=place.key)
    return {"as_of": iso(moment), "covered": covered}


@lru_cache(maxsize=16)
def _covered(home: Path, _batches: tuple[str, ...], moment: datetime) -> list[dict[str, Any]]:
    lines = coverage(Home.open(home), moment)
    return [vars(line) | {"share": line.share} for line in lines]


def _places(user: User, now: datetime) -> list[Compartment]:
    """Where the user sees runs. Raises Http404 where nowhere."""
    places = places_for(user, Action.SEE_RUNS, at=now)
    if not places:
        raise Http404
    return places


def _written(row: KeptRun) -> RunRecord | None:
    """What the run wrote of itself; None where that is missing or was changed since."""
    try:
        return queries.written(row)
    except queries.NotAsWrittenError:
        return None


def _raised(rows: Sequence[KeptRun], user: User, now: datetime) -> Mapping[str, int]:
    """How many alerts of each of these runs the user may know of."""
    seen = Alert.objects.visible_to(user, at=now).filter(run__in=[row.run for row in rows])
    return dict(seen.values_list("run").annotate(n=Count("pk")))


def _line(row: KeptRun, record: RunRecord | None, raised: Mapping[str, int]) -> dict[str, Any]:
    return {
        "run": row.run,
        "as_of": stamp(row.as_of),
        "made_at": stamp(row.made_at),
        "budget": row.budget,
        "alerts": raised.get(row.run, 0),
        "alerts_sha256": record.alerts_sha256 if record else None,
    }
