"""Reading runs, coverage and budgets: always what this user may know of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404

from custodes.pipeline.find import DEFAULT_BUDGET
from custodes.pipeline.ledger import RunRecord, ledger, run_named
from custodes.store.home import Home
from custodes.vocabulary.errors import UserError
from custodes.web import decision
from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.alerts.models import Alert
from custodes.web.alerts.queries import places_for
from custodes.web.decision import Action, Kind, Question
from custodes.web.jobs import states as job_states
from custodes.web.jobs.models import Job
from custodes.web.runs.actions.keeping import record_sha256
from custodes.web.runs.models import Coverage, KeptRun, ReviewBudget


class NotAsWrittenError(UserError):
    """The record of a run is missing from the home, or was changed after it was taken in."""


def home() -> Home:
    """The home whose pages these are. Raises UserError where it cannot be opened."""
    return Home.open(Path(settings.CONFIG.home))


def place_of(user: User, *, at: datetime) -> Compartment:
    """Where the user sees runs: that of the monitoring first. Raises Http404 where nowhere."""
    places = places_for(user, Action.SEE_RUNS, at=at)
    if not places:
        raise Http404
    return min(places, key=lambda place: place.kind != Kind.MONITORING.name)


def may(asker: Asker, action: Action, place: Compartment, *, at: datetime) -> bool:
    """Whether the page offers an act, but for the reason that its form asks for."""
    question = Question(
        asker.account(at), action, place.key, Kind[place.kind], at, reason="asked by the page"
    )
    return decision.may(question)


def kept_runs(user: User, *, at: datetime) -> Any:
    """The runs that the pages know of, the newest first."""
    return KeptRun.objects.visible_to(user, at=at).order_by("-made_at", "-run")


def run_on_page(name: str, user: User, *, at: datetime) -> KeptRun:
    """One run. Raises Http404 where there is none that the user may know of."""
    rows = KeptRun.objects.visible_to(user, at=at).select_related("compartment", "by")
    found: KeptRun | None = rows.filter(run=name).first()
    if found is None:
        raise Http404
    return found


def written(run: KeptRun) -> RunRecord:
    """What the run wrote of itself. Raises NotAsWrittenError where it is missing or was changed."""
    try:
        if record_sha256(home(), run.run) != run.sha256:
            raise NotAsWrittenError(
                f"The record of run {run.run} was changed after it was taken in."
            )
        return run_named(home(), run.run)
    except NotAsWrittenError:
        raise
    except UserError as missing:
        raise NotAsWrittenError(str(missing)) from None


def not_on_pages(user: User, *, at: datetime) -> list[str]:
    """Runs of the home that were not taken into the pages yet, and can be read; oldest first."""
    known = set(KeptRun.objects.visible_to(user, at=at).values_list("run", flat=True))
    return [record.run for record in ledger(home())[0] if record.run not in known]


def open_jobs(user: User, kinds: Sequence[str], *, at: datetime) -> list[Job]:
    """One's own jobs of these kinds that wait or run."""
    rows = Job.objects.visible_to(user, at=at).filter(kind__in=kinds, state__in=job_states.OPEN)
    return list(rows.order_by("asked_at"))


def budget_of(place: Compartment, user: User, *, at: datetime) -> tuple[int, ReviewBudget | None]:
    """Alerts a week, and the change that set it; where nobody did, the engine's own."""
    rows = ReviewBudget.objects.visible_to(user, at=at).filter(compartment=place)
    last: ReviewBudget | None = rows.select_related("by").order_by("-version").first()
    return (last.a_week, last) if last else (DEFAULT_BUDGET, None)


def budgets(place: Compartment, user: User, *, at: datetime) -> list[ReviewBudget]:
    """Every change of the budget, the last first."""
    rows = ReviewBudget.objects.visible_to(user, at=at).filter(compartment=place)
    return list(rows.select_related("by").order_by("-version"))


def coverage_measured(
    user: User, *, key: str = "", at: datetime
) -> tuple[Coverage | None, list[Coverage]]:
    """The measurement that is asked for by its number (else the latest), and all there are."""
    rows = Coverage.objects.visible_to(user, at=at).select_related("compartment")
    listed = list(rows.defer("content").order_by("-as_of", "-at")[:60])
    chosen = next((row for row in listed if str(row.pk) == key), listed[0] if listed else None)
    return (rows.get(pk=chosen.pk) if chosen else None), listed


@dataclass(frozen=True)
class Compared:
    """The alerts of two runs by pair: raised in the later alone, in the earlier alone, in both."""

    new: list[Alert]
    gone: list[Alert]
    moved: list[tuple[Alert, Alert]]
    same: int


def compared(before: str, after: str, user: User, *, at: datetime) -> Compared:
    """What the alerts of two runs have in common, of those that the user may know of."""
    rows = Alert.objects.visible_to(user, at=at).defer("content").select_related("suppression")
    then = {alert.pair: alert for alert in rows.filter(run=before).order_by("rank")}
    now = {alert.pair: alert for alert in rows.filter(run=after).order_by("rank")}
    both = [(then[pair], alert) for pair, alert in now.items() if pair in then]
    return Compared(
        [alert for pair, alert in now.items() if pair not in then],
        [alert for pair, alert in then.items() if pair not in now],
        [(old, new) for old, new in both if old.rank != new.rank],
        sum(old.rank == new.rank for old, new in both),
    )
