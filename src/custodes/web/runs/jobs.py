"""The long work of these pages: a run, its replay, a check of what was taken in, coverage."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from custodes.pipeline.coverage import survey
from custodes.pipeline.diagnose import diagnose
from custodes.pipeline.find import find, replay
from custodes.pipeline.ledger import ledger
from custodes.store.home import Home
from custodes.web.alerts.feedback import tell_all
from custodes.web.alerts.models import Alert
from custodes.web.alerts.taking import everything
from custodes.web.alerts.watches import in_force
from custodes.web.decision import Action
from custodes.web.jobs.kinds import JobKind, Telling
from custodes.web.jobs.models import Job
from custodes.web.runs.actions.keeping import (
    keep_check,
    keep_coverage,
    keep_replay,
    keep_run,
    moment,
)
from custodes.web.runs.models import KeptRun
from custodes.web.runs.steps import FIND, MEASURING_COVERAGE, WHOLE, Steps


def make_run(job: Job, told: Telling) -> Mapping[str, Any]:
    """Make a run with what the unit decided so far, take its alerts in, and measure coverage.

    Begun again after a kill, it goes on with the run that it had written, where it had.
    """
    home = Home.open(Path(settings.CONFIG.home))
    asked = job.parameters
    as_of = datetime.fromisoformat(asked["as_of"])
    tell_all(home)
    name = _written_before(home, job)
    if name is None:
        watched = in_force(job.compartment, at=timezone.now()) if asked["watch"] else {}
        found = find(
            home,
            clock=timezone.now,
            as_of=as_of,
            budget=asked["budget"],
            watched=watched,
            progress=Steps(told, FIND),
        )
        name = found.record.run
    told.progress(sum(part for _name, part in FIND), WHOLE, str(_("Taking the alerts in")))
    row = keep_run(
        home,
        name,
        compartment=job.compartment,
        at=timezone.now(),
        by=job.asked_by,
        job=job.pk,
    )
    told.progress(WHOLE - MEASURING_COVERAGE, WHOLE, str(_("Coverage")))
    measured = survey(home, as_of)
    keep_coverage(
        measured, compartment=job.compartment, at=timezone.now(), by=job.asked_by, job=job.pk
    )
    seen = Alert.objects.visible_to(job.asked_by, at=timezone.now()).filter(run=name).count()
    words = ngettext("%(run)s raised %(n)d alert.", "%(run)s raised %(n)d alerts.", seen)
    return {
        "words": words % {"run": row.run, "n": seen},
        "address": reverse("runs:run", args=[row.run]),
    }


def make_again(job: Job, told: Telling) -> Mapping[str, Any]:
    """Make a past run again and keep whether it is the same, row for row."""
    home = Home.open(Path(settings.CONFIG.home))
    rows = KeptRun.objects.visible_to(job.asked_by, at=timezone.now())
    run: KeptRun = rows.select_related("compartment").get(run=job.parameters["run"])
    made = replay(home, run.run, progress=Steps(told, FIND))
    row = keep_replay(run, made, by=job.asked_by, job=job.pk, at=timezone.now())
    said = _("Same, row for row.") if row.same else _("Not the same: the page of the run says how.")
    return {"words": str(said), "address": reverse("runs:run", args=[run.run]) + "#replays"}


def check_take_in(job: Job, told: Telling) -> Mapping[str, Any]:
    """Hold everything that was taken in against what was written down when it was."""
    home = Home.open(Path(settings.CONFIG.home))
    checks: list[dict[str, Any]] = []
    steps = Steps(told, (("Hashes of what is kept", 600), ("Hashes of originals", 350)))
    for check in diagnose(home, steps):
        text = check.text.replace(str(home.path), str(_("the home")))
        checks.append({"name": check.name, "well": check.well, "text": text})
    row = keep_check(
        checks,
        compartment=job.compartment,
        by=job.asked_by,
        job=job.pk,
        at=timezone.now(),
    )
    said = _("Everything is as it was taken in.") if row.well else _("Something is amiss.")
    return {"words": str(said), "address": reverse("runs:check", args=[row.pk])}


def measure_coverage(job: Job, told: Telling) -> Mapping[str, Any]:
    """Measure coverage as of a day."""
    home = Home.open(Path(settings.CONFIG.home))
    told.progress(0, 2, str(_("Systems, devices, registers and feeds")))
    measured = survey(home, datetime.fromisoformat(job.parameters["as_of"]))
    told.progress(1, 2)
    row = keep_coverage(
        measured, compartment=job.compartment, at=timezone.now(), by=job.asked_by, job=job.pk
    )
    return {
        "words": str(_("Coverage is measured.")),
        "address": reverse("runs:coverage") + f"?measured={row.pk}",
    }


def _written_before(home: Home, job: Job) -> str | None:
    """The run that this job wrote before it was stopped, so that it is not made twice.

    Another with the same moment and budget, made since, is one with the same alerts.
    """
    if job.tries < 2:
        return None
    known = set(everything(KeptRun).exclude(job=job.pk).values_list("run", flat=True))
    as_of = moment(job.parameters["as_of"])
    for told in reversed(ledger(home)[0]):
        if (
            told.run not in known
            and (moment(told.as_of), told.budget) == (as_of, job.parameters["budget"])
            and moment(told.made_at) >= job.asked_at.replace(microsecond=0)
        ):
            return told.run
    return None


RUN = JobKind(id="run", title=_("A run of the engine"), run=make_run, may=Action.START_RUN)
REPLAY = JobKind(id="replay", title=_("A run made again"), run=make_again, may=Action.START_RUN)
CHECK = JobKind(
    id="take-in-check",
    title=_("A check of everything taken in"),
    run=check_take_in,
    may=Action.START_RUN,
)
COVERAGE = JobKind(id="coverage", title=_("Coverage"), run=measure_coverage, may=Action.START_RUN)
KINDS = (RUN, REPLAY, CHECK, COVERAGE)
