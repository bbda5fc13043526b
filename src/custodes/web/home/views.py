"""The start page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from custodes.web.audit.looks import by_request
from custodes.web.home.presenters import task_list
from custodes.web.home.queries import tasks_done
from custodes.web.home.tasks import TASKS


@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Six tasks to begin with, ticked by what the person has done; shows no record."""
    done = tasks_done(by_request(request).actor, TASKS)
    shown = {"tasks": task_list(TASKS, done), "done": len(done), "of": len(TASKS)}
    return render(request, "home/start.html", shown)
