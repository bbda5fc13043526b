"""Published totals in words and tables: the same on the page, in the PDF and in the tables."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodes.web.plan.elements import STATUS_WORDS, Status


def told(title: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """What `publishing.numbers_only` gave, as plain data to be shown: text alone, and nothing in it
    that was left out."""
    statuses = [STATUS_WORDS[s] for s in Status]
    n = content["assessed"]
    return {
        "title": title,
        "said": (ngettext("%(n)d force was assessed.", "%(n)d forces were assessed.", n) % {"n": n})
        + " "
        + _("Counts from one to four are left out, with as many others as it takes that none "
            "follows from the rest."),
        "classes": [[name, _number(count)] for name, count in content["classes"].items()],
        "columns": [_("Element"), *statuses],
        "elements": [
            [name, *(_number(counts[s]) for s in statuses)]
            for name, counts in content["elements"].items()
        ],
    }  # fmt: skip


LINES = ("What", "Which", "Forces")


def lines(shown: Mapping[str, Any]) -> list[list[str]]:
    """The same as rows of one table, in the order of LINES."""
    rows = [[_("Class"), name, n] for name, n in shown["classes"]]
    for name, *counts in shown["elements"]:
        rows += [[name, status, n] for status, n in zip(shown["columns"][1:], counts, strict=True)]
    return rows


def _number(value: int | None) -> str:
    return _("left out") if value is None else str(value)
