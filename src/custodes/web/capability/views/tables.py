"""Every table of the registers as CSV or Excel, in columns that the import takes again."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from custodes.web.accounts.answers import plainly
from custodes.web.accounts.models import User
from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.capability import rows
from custodes.web.capability.layouts import LAYOUTS
from custodes.web.capability.models import Post, ThreatItem, Training
from custodes.web.capability.threat import Category
from custodes.web.capability.views.pages import one_of
from custodes.web.documents.tables import csv_response, xlsx_response

Lines = list[list[Any]]


def _register(user: User, place: str, at: Any) -> Lines:
    held = {one.item: one for one in rows.holdings(user, compartment=place, at=at) if one.item}
    return [
        [one.what, one.name, one.engine_name, one.held, one.mode or "no", one.how, one.post,
         one.planned_on, one.due_on, one.note,
         held[one.pk].monitored if one.pk in held else None,
         held[one.pk].last_event if one.pk in held else None]
        for one in rows.items(user, compartment=place, at=at)
    ]  # fmt: skip


def _coverage(user: User, place: str, at: Any) -> Lines:
    return [
        [one.what, one.name, one.known, one.held, one.monitored, one.mode or "no", one.how,
         one.post, one.last_event, one.planned_on, one.due_on]
        for one in rows.holdings(user, compartment=place, at=at)
    ]  # fmt: skip


def _posts(user: User, place: str, at: Any) -> Lines:
    found = Post.objects.visible_to(user, at=at).filter(compartment=place, left_on=None)
    return [[row.title, row.hours, row.filled] for row in found.order_by("title")]


def _training(user: User, place: str, at: Any) -> Lines:
    found = Training.objects.visible_to(user, at=at).filter(
        compartment=place, withdrawn_at=None, post__left_on=None
    )
    return [
        [row.post.title, row.skill, row.on, row.until]
        for row in found.select_related("post").order_by("post__title", "skill", "on")
    ]


def _threats(user: User, place: str, at: Any) -> Lines:
    found = ThreatItem.objects.visible_to(user, at=at).filter(compartment=place)
    return [
        [row.ref, row.on, "; ".join(Category[name].value for name in row.categories)]
        for row in found.order_by("on", "pk")
    ]


TABLES: dict[str, tuple[tuple[str, ...], Callable[[User, str, Any], Lines]]] = {
    "register": ((*LAYOUTS["register"].columns, "seen_in_use", "last_event"), _register),
    "coverage": (
        ("what", "name", "known", "held", "seen_in_use", "monitored", "how", "post", "last_event",
         "planned_on", "due_on"),
        _coverage,
    ),
    "posts": (tuple(LAYOUTS["posts"].columns), _posts),
    "training": (tuple(LAYOUTS["training"].columns), _training),
    "threats": (tuple(LAYOUTS["threats"].columns), _threats),
}  # fmt: skip


@login_required
@plainly
@shows_records
@require_safe
def table(request: HttpRequest, table: str, kind: str) -> HttpResponse:
    """One table as a file."""
    by, now = asker_of(request), timezone.now()
    place = rows.place_of(by.user, now)
    columns, lines = TABLES[one_of(table, TABLES)]
    if kind not in ("csv", "xlsx"):
        raise Http404
    look(request, kind=f"capability_{table}", compartment=place, action=Act.EXPORT)
    answer = csv_response if kind == "csv" else xlsx_response
    return answer(f"capability-{table}", columns, lines(by.user, place, now))
