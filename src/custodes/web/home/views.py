"""The start page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from custodes.web.accounts.sign_in import asker_of
from custodes.web.alerts.demonstration import ANNOUNCED
from custodes.web.design.page import page_of
from custodes.web.home.doors import doors_for, first_step, holds_a_role
from custodes.web.home.presenters import task_list
from custodes.web.home.queries import tasks_done
from custodes.web.home.tasks import tasks_for


@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where to go, by role; for whoever works alerts, tasks to begin with. Shows no record."""
    asker, now = asker_of(request), timezone.now()
    first = first_step(asker, at=now)
    tasks = tasks_for(asker, at=now) if first else []
    done = tasks_done(asker.by.actor, tasks)
    shown = {
        "greeting": _("What is worth your time"),
        "first": first,
        "cards": doors_for(asker, at=now),
        "tasks": task_list(tasks, done),
        "done": len(done),
        "of": len(tasks),
        "announced": ANNOUNCED if first and page_of(request).demonstration else "",
        "member": holds_a_role(asker, at=now),
    }
    return render(request, "home/start.html", shown)
