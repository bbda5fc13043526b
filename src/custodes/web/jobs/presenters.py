"""A job as its page shows it: words, how far it is, and how long it may still take."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodes.web.jobs import states
from custodes.web.jobs.kinds import kinds
from custodes.web.jobs.models import Job

MINUTE = timedelta(minutes=1)


def present(job: Job, at: datetime) -> dict[str, Any]:
    """What the page of a job, or its row in the list, shows."""
    kind = kinds().get(job.kind)
    address = str(job.result.get("address", ""))
    return {
        "key": job.pk,
        "title": str(kind.title) if kind else job.kind,
        "state": str(states.TRANSITIONS.words[job.state]),
        "colour": states.COLOURS[job.state],
        "open": job.state in states.OPEN,
        "asked": _stamp(job.asked_at),
        "ended": _stamp(job.ended_at) if job.ended_at else "",
        "done": job.done,
        "of": job.of,
        "said": job.said,
        "left": time_left(job, at) if job.state == states.RUNNING else "",
        "cancelling": job.state in states.OPEN and job.cancel_asked_at is not None,
        "failure": job.failure,
        "words": str(job.result.get("words", "")),
        # A path of this site and nothing else.
        "address": address if address.startswith("/") and not address.startswith("//") else "",
        "again": job.tries > 1,
    }


def time_left(job: Job, at: datetime) -> str:
    """About how long a job may still take, from how long its part so far took; empty at first."""
    if not job.done or not job.started_at or job.of <= job.done:
        return ""
    left = (at - job.started_at) * (job.of - job.done) / job.done
    if left < MINUTE:
        return _("less than a minute left")
    minutes = round(left / MINUTE)
    if minutes < 90:
        said = ngettext("about %(n)d minute left", "about %(n)d minutes left", minutes)
        return said % {"n": minutes}
    return _("about %(n)d hours left") % {"n": round(minutes / 60)}


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
