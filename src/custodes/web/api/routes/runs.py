"""Runs of the ranking, and the coverage that they rest on."""

from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router

from custodes.pipeline.coverage import coverage
from custodes.store.home import Home
from custodes.store.runs import runs
from custodes.vocabulary.times import end_of_day, iso, naive_utc
from custodes.web.alerts.queries import places_for
from custodes.web.api.shapes import (
    CoverageOf,
    CoverageQuery,
    Paged,
    Problem,
    Runs,
    RunWhole,
)
from custodes.web.api.who import told, user_of
from custodes.web.decision import Action

WRONG = dict.fromkeys((401, 404, 422, 503), Problem)
router = Router(tags=["Runs"])
covered = Router(tags=["Runs"])


@router.get("", response={200: Runs, **WRONG})
def run_lines(request: HttpRequest, asked: Query[Paged]) -> dict[str, Any]:
    """The ledger of runs, the latest first."""
    _place(request, "run_list")
    pages = Paginator(runs(_home())[::-1], asked.per_page)
    shown = pages.page(asked.page).object_list if asked.page <= pages.num_pages else []
    return {
        "count": pages.count,
        "page": asked.page,
        "pages": pages.num_pages,
        "runs": [asdict(record) for record in shown],
    }


@router.get("/{run}", response={200: RunWhole, **WRONG})
def run(request: HttpRequest, run: str) -> dict[str, Any]:
    """One run: as of when, from which batches, with which versions and limits."""
    _place(request, "run", run)
    found = next((record for record in runs(_home()) if record.run == run), None)
    if found is None:
        raise Http404
    return asdict(found)


@covered.get("", response={200: CoverageOf, **WRONG})
def coverage_(request: HttpRequest, asked: Query[CoverageQuery]) -> dict[str, Any]:
    """Which systems and devices the force holds, and how many of them are monitored."""
    _place(request, "coverage")
    home = _home()
    # The same facts as of the same moment are counted once.
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    moment = end_of_day(asked.as_of) if asked.as_of else naive_utc(hour)
    batches = tuple(sorted(path.name for path in (home.path / "batches").glob("*.json")))
    return {"as_of": iso(moment), "covered": _covered(home.path, batches, moment)}


@lru_cache(maxsize=16)
def _covered(home: Path, _batches: tuple[str, ...], moment: datetime) -> list[dict[str, Any]]:
    lines = coverage(Home.open(home), moment)
    return [vars(line) | {"share": line.share} for line in lines]


def _place(request: HttpRequest, kind: str, object_id: str = "") -> None:
    """Tell the look in each compartment that shows runs. Raises Http404 where there is none."""
    places = places_for(user_of(request), Action.SEE_RUNS, at=timezone.now())
    if not places:
        raise Http404
    for place in places:
        told(request, kind, object_id, place.key)


def _home() -> Home:
    return Home.open(Path(settings.CONFIG.home))
