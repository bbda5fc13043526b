"""Asking the engine about coverage, as a job: over years of records that takes a while."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from custodes.store.home import Home
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import By
from custodes.web.capability.actions.reading import keep_reading
from custodes.web.capability.readings import read_engine
from custodes.web.decision import Action
from custodes.web.jobs.kinds import JobKind, Telling
from custodes.web.jobs.models import Job


def draw_coverage(job: Job, told: Telling) -> Mapping[str, Any]:
    """Read coverage and the device register from the home, and keep both with their run and moment.

    Run again for the same job it keeps nothing more.
    """
    told.progress(0, 2, str(_("Reading the home")))
    run, as_of, content = read_engine(Home.open(Path(settings.CONFIG.home)), clock=timezone.now)
    told.progress(1, 2)
    user = job.asked_by
    row = keep_reading(
        run=run,
        as_of=as_of,
        content=content,
        compartment=job.compartment,
        token=f"job-{job.pk}",
        by=Asker(user, By(actor=user.reference), proven=True, stepped_up_at=None),
        at=timezone.now(),
    )
    told.progress(2, 2)
    return {
        "words": str(_("%(n)d systems and classes of device were read.") % {
            "n": len(row.content["covered"])
        }),
        "address": reverse("capability:register"),
    }  # fmt: skip


COVERAGE = JobKind(
    id="coverage-reading",
    title=_("Coverage from the engine"),
    run=draw_coverage,
    may=Action.EDIT_CAPABILITY,
)
KINDS = (COVERAGE,)
