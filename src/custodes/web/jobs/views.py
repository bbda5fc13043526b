"""The pages of the jobs: one's own list, one job, and cancelling it."""

from contextlib import suppress

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.jobs.actions import cancel
from custodes.web.jobs.models import Job
from custodes.web.jobs.presenters import present
from custodes.web.jobs.queries import job_named, jobs_of

PER_PAGE = 25


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """One's own jobs, the newest first."""
    now = timezone.now()
    pages = Paginator(jobs_of(asker_of(request).user, at=now), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    for job in page:
        look(request, kind=Job.audit_kind, object_id=job.pk, compartment=job.compartment_id)
    shown = {
        "jobs": [present(job, now) for job in page],
        "page": page.number,
        "of": pages.num_pages,
    }
    return render(request, "jobs/listed.html", shown)


@login_required
@shows_records
@require_safe
def job(request: HttpRequest, key: str) -> HttpResponse:
    """How far one's own job is, and what came of it."""
    now = timezone.now()
    found = job_named(key, asker_of(request).user, at=now)
    look(request, kind=Job.audit_kind, object_id=found.pk, compartment=found.compartment_id)
    return render(request, "jobs/job.html", {"job": present(found, now)})


@login_required
@require_POST
def cancelled(request: HttpRequest, key: str) -> HttpResponse:
    """Cancel one's own job."""
    now, asker = timezone.now(), asker_of(request)
    found = job_named(key, asker.user, at=now)
    # Where it ended meanwhile, its page says so.
    with suppress(UserError):
        cancel(job=found, by=asker, at=now)
    return redirect("jobs:job", key)
