"""What whoever runs the installation watches: each with its figure, and from when it is amiss."""

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodes.store.home import Home
from custodes.store.runs import runs
from custodes.vocabulary.errors import UserError
from custodes.web.audit.actions import EVERY
from custodes.web.audit.checkpoints import MOST_AGE
from custodes.web.audit.models import Checkpoint, Event, Witness
from custodes.web.jobs.queries import waiting
from custodes.web.site.refusals import refusals

log = logging.getLogger(__name__)

GIB = 2**30
LEAST_FREE = 0.05
LITTLE_FREE = 0.15
"""Shares of the disk that are free: below the first nothing can be written safely, below the
second somebody should make room."""
LATE = 3
"""Times the age at which a checkpoint is due, after which something keeps it from being made."""
WAITED = timedelta(minutes=10)
"""A job that has waited for so long has no worker, or too few."""
RUN_OLD = timedelta(days=8)
"""Runs are weekly; a day is spared."""


class State(Enum):
    """How it is with something that is watched."""

    WELL = gettext_lazy("Well")
    LOOK = gettext_lazy("Look at this")
    UNWELL = gettext_lazy("Not well")


@dataclass(frozen=True)
class Seen:
    """One thing that is watched: what it is, how it is with it, and the figure."""

    title: str
    state: State
    figure: str
    next: str = ""


def watched(at: datetime, home: Path) -> list[Seen]:
    """Everything that is watched, as it is at that moment; no record of anybody in it.

    What cannot be measured is said to be so, and the others are still told.
    """
    measures: list[tuple[str, Callable[[], Seen]]] = [
        (_("Database"), _database),
        (_("Disk"), lambda: disk(home)),
        (_("Checkpoint of the audit"), lambda: _checkpoint(at)),
        (_("Witnesses"), _witnesses),
        (_("Jobs"), lambda: _jobs(at)),
        (_("Last run"), lambda: _run(at, home)),
        (_("Refused by browsers"), _refused),
    ]
    found = []
    for title, measure in measures:
        try:
            found.append(measure())
        except (DatabaseError, OSError, UserError, ValueError) as fault:
            log.error("%s cannot be measured: %s", title, type(fault).__name__)
            words = str(fault) if isinstance(fault, UserError) else _("Look in the log for why.")
            found.append(Seen(title, State.UNWELL, _("Cannot be read"), words))
    return found


def _database() -> Seen:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            size = int(cursor.fetchone()[0])
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
            size = int(cursor.fetchone()[0])
    figure = _("%(name)s, %(size).1f MiB") % {
        "name": "PostgreSQL" if connection.vendor == "postgresql" else "SQLite",
        "size": size / 2**20,
    }
    return Seen(_("Database"), State.WELL, figure)


def disk(home: Path) -> Seen:
    """How much of the disk that holds the home is free."""
    use = shutil.disk_usage(home)
    free = use.free / use.total
    state = State.UNWELL if free < LEAST_FREE else State.LOOK if free < LITTLE_FREE else State.WELL
    figure = _("%(free).1f GiB of %(total).1f GiB free") % {
        "free": use.free / GIB,
        "total": use.total / GIB,
    }
    return Seen(_("Disk"), state, figure, "" if state is State.WELL else _("Make room on it."))


def _checkpoint(at: datetime) -> Seen:
    title = _("Checkpoint of the audit")
    last = Checkpoint.objects.order_by("-size").first()
    size = last.size if last else 0
    since = Event.objects.filter(seq__gt=size).order_by("seq").only("at")
    oldest = since.first()
    count = since.count()
    figure = (
        _("%(age)s ago, %(count)d events since") % {"age": ago(at - last.at), "count": count}
        if last
        else _("None yet, %(count)d events") % {"count": count}
    )
    late = oldest is not None and at - oldest.at > LATE * MOST_AGE
    if late or count > LATE * EVERY:
        return Seen(title, State.UNWELL, figure, _("Look in the log for why none is made."))
    return Seen(title, State.WELL, figure)


def _witnesses() -> Seen:
    title = _("Witnesses")
    folders = [str(folder) for folder in settings.AUDIT_WITNESSES]
    if not folders:
        words = _("Name two or more in CUSTODES_WITNESSES, outside the unit.")
        return Seen(title, State.LOOK, _("None"), words)
    last = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
    given = dict(Witness.objects.values_list("folder", "size"))
    behind = [folder for folder in folders if given.get(folder, 0) < last]
    figure = _("%(ok)d of %(all)d have the newest checkpoint") % {
        "ok": len(folders) - len(behind),
        "all": len(folders),
    }
    if behind:
        return Seen(title, State.UNWELL, figure, _("See that their folders can be written to."))
    return Seen(title, State.WELL, figure)


def _jobs(at: datetime) -> Seen:
    count, running, oldest = waiting(at)
    figure = _("%(waiting)d waiting, %(running)d running") % {"waiting": count, "running": running}
    if oldest is not None and timedelta(seconds=oldest) > WAITED:
        words = _("The oldest has waited a long time: is a worker running?")
        return Seen(_("Jobs"), State.LOOK, figure, words)
    return Seen(_("Jobs"), State.WELL, figure)


def _run(at: datetime, home: Path) -> Seen:
    title = _("Last run")
    made = [datetime.fromisoformat(record.made_at) for record in runs(Home.open(home))]
    if not made:
        return Seen(
            title, State.LOOK, _("None yet"), _("Take in exports, then run `custodes find`.")
        )
    age = at - max(moment if moment.tzinfo else moment.replace(tzinfo=UTC) for moment in made)
    old = age > RUN_OLD
    figure = _("%(age)s ago, %(count)d in all") % {"age": ago(age), "count": len(made)}
    words = _("It is older than a week.") if old else ""
    return Seen(title, State.LOOK if old else State.WELL, figure, words)


def _refused() -> Seen:
    count = sum(refusals().values())
    figure = _("%(count)d since this program started") % {"count": count}
    words = _("A page, or somebody, tries what the policy forbids.") if count else ""
    title = _("Refused by browsers")
    return Seen(title, State.LOOK if count else State.WELL, figure, words)


def ago(age: timedelta) -> str:
    """A length of time in one unit."""
    seconds = max(0, int(age.total_seconds()))
    for size, words in ((86_400, _("%d days")), (3_600, _("%d hours")), (60, _("%d minutes"))):
        if seconds >= 2 * size:
            return words % (seconds // size)
    return _("%d seconds") % seconds
