"""The tasks as the start page shows them."""

import contextlib
from collections.abc import Collection, Sequence
from typing import Any

from django.urls import NoReverseMatch, reverse

from custodes.web.home.tasks import Task

DONE, NOT_YET, ABSENT = "Done", "Not yet", "Not in this version"


def task_list(tasks: Sequence[Task], done: Collection[Task]) -> list[dict[str, Any]]:
    """The items of the task list: a link where the page exists, and the state in words."""
    items = []
    for task in tasks:
        item: dict[str, Any] = {"title": {"text": task.title}, "hint": {"text": task.hint}}
        with contextlib.suppress(NoReverseMatch):
            item["href"] = reverse(task.route)
        if task in done:
            item["status"] = {"text": DONE}
        elif "href" in item:
            item["status"] = {"tag": {"text": NOT_YET, "classes": "govuk-tag--blue"}}
        else:
            item["status"] = {
                "text": ABSENT,
                "classes": "govuk-task-list__status--cannot-start-yet",
            }
        items.append(item)
    return items
