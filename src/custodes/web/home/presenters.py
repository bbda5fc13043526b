"""The tasks as the start page shows them."""

from collections.abc import Collection, Sequence
from typing import Any

from django.utils.translation import gettext as _

from custodes.web.home.tasks import Task


def task_list(tasks: Sequence[Task], done: Collection[Task]) -> list[dict[str, Any]]:
    """The items of the task list: a link to where each is done, and its state in words."""
    return [
        {
            "title": {"text": str(task.title)},
            "hint": {"text": str(task.hint)},
            "href": task.address,
            "status": {"text": _("Done")}
            if task in done
            else {"tag": {"text": _("Not yet"), "classes": "govuk-tag--blue"}},
        }
        for task in tasks
    ]
