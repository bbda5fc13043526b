"""Which of the tasks a person has done, as the audit tells it."""

from collections.abc import Sequence

from custodes.web.audit.models import Event
from custodes.web.audit.words import Outcome
from custodes.web.home.tasks import Task


def tasks_done(actor: str, tasks: Sequence[Task]) -> frozenset[Task]:
    """Those whose trace is among what `actor` did, in one query."""
    kinds = {task.kind for task in tasks}
    traces = set(
        Event.objects.filter(actor=actor, outcome=Outcome.DONE, kind__in=kinds)
        .values_list("action", "kind")
        .distinct()
    )
    return frozenset(task for task in tasks if (task.action.value, task.kind) in traces)
