"""The pages of runs: the list, one run, starting one, making it again, checking what was taken."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from custodes.pipeline.find import moment_of
from custodes.pipeline.ledger import changed, ledger
from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.answers import notices, plainly
from custodes.web.accounts.asking import check_may
from custodes.web.accounts.sign_in import asker_of
from custodes.web.alerts.models import Alert
from custodes.web.alerts.names import names_for
from custodes.web.alerts.taking import everything
from custodes.web.alerts.watches import watches
from custodes.web.alerts.watching import HOLDS, standing
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Outcome
from custodes.web.decision import Action, NotAllowed
from custodes.web.design.forms import new_token
from custodes.web.jobs.actions import ask_for
from custodes.web.runs import presenters, queries
from custodes.web.runs.actions.keeping import bring_in
from custodes.web.runs.forms import Start
from custodes.web.runs.jobs import CHECK, REPLAY, RUN
from custodes.web.runs.models import KeptRun, TakeInCheck
from custodes.web.runs.queries import NotAsWrittenError

PER_PAGE = 25


@login_required
@shows_records
@plainly
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every run that the pages know of, the newest first, and what is at work now."""
    asker, now = asker_of(request), timezone.now()
    place = queries.place_of(asker.user, at=now)
    rows = queries.kept_runs(asker.user, at=now).prefetch_related("replays")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    found: list[KeptRun] = list(page.object_list)
    for row in found:
        look(request, kind=KeptRun.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    if not found:
        look(request, kind=KeptRun.audit_kind)
    there = {record.run for record in ledger(queries.home())[0]}
    counted = dict(
        Alert.objects.visible_to(asker.user, at=now)
        .filter(run__in=[row.run for row in found])
        .values_list("run")
        .annotate(n=Count("pk"))
    )
    may_start = queries.may(asker, Action.START_RUN, place, at=now)
    jobs = queries.open_jobs(asker.user, [RUN.id, REPLAY.id, CHECK.id], at=now)
    checks = TakeInCheck.objects.visible_to(asker.user, at=now).order_by("-at")
    shown = {
        "rows": [presenters.row_of(row, counted, row.run in there) for row in found],
        "page": page.number,
        "of": page.paginator.num_pages,
        "may_start": may_start,
        "elsewhere": queries.not_on_pages(asker.user, at=now) if may_start else [],
        "jobs": presenters.going_on(jobs, now),
        "check": checks.first(),
        "token": new_token(),
        "notices": notices(request),
    }
    return render(request, "runs/listed.html", shown)


@login_required
@shows_records
@plainly
@require_safe
def run(request: HttpRequest, name: str) -> HttpResponse:
    """One run: how it was made, what changed since the one before, and how to make it again."""
    asker, now = asker_of(request), timezone.now()
    found = queries.run_on_page(name, asker.user, at=now)
    kind = KeptRun.audit_kind
    try:
        record = queries.written(found)
    except NotAsWrittenError as wrong:
        look(
            request,
            kind=kind,
            object_id=found.pk,
            compartment=found.compartment_id,
            reason="not-as-written",
            outcome=Outcome.FAILED,
        )
        shown = {"run": found, "sentence": str(wrong)}
        return render(request, "runs/not_as_written.html", shown, status=409)
    look(request, kind=kind, object_id=found.pk, compartment=found.compartment_id)
    seen = Alert.objects.visible_to(asker.user, at=now).filter(run=name)
    drawn = Counter(seen.values_list("drawn", flat=True))
    hidden = set(everything(Alert).filter(run=name).values_list("alert_id", flat=True)) - set(
        seen.values_list("alert_id", flat=True)
    )
    made = found.replays.select_related("by").order_by("-at")
    jobs = queries.open_jobs(asker.user, [REPLAY.id], at=now)
    shown = {
        "run": found,
        "facts": presenters.facts(found, record, drawn),
        "versions": presenters.versions(record),
        "limits": presenters.limits(record),
        "off": presenters.off(record),
        "compared": _compared(request, found),
        "replays": presenters.replays(list(made), sorted(hidden)),
        "jobs": presenters.going_on([j for j in jobs if j.parameters["run"] == name], now),
        "may_start": queries.may(asker, Action.START_RUN, found.compartment, at=now),
        "alerts": sum(drawn.values()),
        "token": new_token(),
        "notices": notices(request),
    }
    return render(request, "runs/run.html", shown)


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask for a run, as a job."""
    asker, now = asker_of(request), timezone.now()
    place = queries.place_of(asker.user, at=now)
    held = [w for w in watches(asker.user, at=now) if standing(w, now) == HOLDS]
    a_week, _set = queries.budget_of(place, asker.user, at=now)
    today = in_london(now.replace(tzinfo=None)).date()
    usual = {
        "as_of": in_london(moment_of(queries.home(), timezone.now)).date(),
        "budget": a_week,
        "watch": bool(held),
    }
    form = Start(request.POST if request.method == "POST" else None, initial=usual, today=today)
    if request.method == "POST" and form.is_valid():
        job = ask_for(
            RUN,
            {
                "as_of": form.moment().isoformat(),
                "budget": form.cleaned_data["budget"],
                "watch": form.cleaned_data["watch"],
            },
            by=asker,
            compartment=place,
            at=now,
            token=form.cleaned_data["token"],
        )
        return redirect("jobs:job", job.pk)
    look(request, kind=KeptRun.audit_kind, compartment=place.key)
    shown = {
        "form": form,
        "may": queries.may(asker, Action.START_RUN, place, at=now),
        "watched": len(held),
    }
    return render(request, "runs/start.html", shown, status=422 if form.errors else 200)


@login_required
@plainly
@require_POST
def again(request: HttpRequest, name: str) -> HttpResponse:
    """Ask for a run to be made again, as a job."""
    asker, now = asker_of(request), timezone.now()
    found = queries.run_on_page(name, asker.user, at=now)
    job = ask_for(
        REPLAY,
        {"run": found.run},
        by=asker,
        compartment=found.compartment,
        at=now,
        token=_token(request),
    )
    return redirect("jobs:job", job.pk)


@login_required
@plainly
@require_POST
def check_all(request: HttpRequest) -> HttpResponse:
    """Ask for a check of everything that was taken in, as a job."""
    asker, now = asker_of(request), timezone.now()
    place = queries.place_of(asker.user, at=now)
    job = ask_for(CHECK, {}, by=asker, compartment=place, at=now, token=_token(request))
    return redirect("jobs:job", job.pk)


@login_required
@shows_records
@plainly
@require_safe
def check(request: HttpRequest, number: int) -> HttpResponse:
    """What a check of everything that was taken in came to."""
    user, now = asker_of(request).user, timezone.now()
    place = queries.place_of(user, at=now)
    found = TakeInCheck.objects.visible_to(user, at=now).filter(pk=number).first()
    if found is None:
        raise Http404
    look(request, kind=TakeInCheck.audit_kind, object_id=found.pk, compartment=place.key)
    return render(request, "runs/check.html", {"check": found})


@login_required
@plainly
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """Take the runs that a command made into the pages."""
    asker, now = asker_of(request), timezone.now()
    place = queries.place_of(asker.user, at=now)
    check_may(asker, Action.START_RUN, place, at=now)
    brought: list[KeptRun] = []
    for name in queries.not_on_pages(asker.user, at=now):
        try:
            brought += bring_in(queries.home(), [name], compartment=place, by=asker, at=now)
        except NotAllowed:
            raise
        except UserError as wrong:
            messages.error(request, str(wrong).replace(str(queries.home().path), _("the home")))
    said = ngettext(
        "%(n)d run is on the pages now.", "%(n)d runs are on the pages now.", len(brought)
    )
    messages.success(request, said % {"n": len(brought)})
    return redirect("runs:listed")


def _token(request: HttpRequest) -> str:
    """The token of the form, without which a second click would be a second job."""
    token = request.POST.get("token", "")[:40]
    if not token:
        raise UserError(_("That could not be read. Go back, load the page again and try anew."))
    return token


def _compared(request: HttpRequest, found: KeptRun) -> dict[str, Any] | None:
    """What changed since another run: the one before, or the one that the address names."""
    user, now = asker_of(request).user, timezone.now()
    others = [one for one in queries.kept_runs(user, at=now) if one.pk != found.pk]
    earlier = [one for one in others if one.run < found.run]
    asked = request.GET.get("with", "")
    before = next((one for one in others if one.run == asked), None) or next(iter(earlier), None)
    if before is None:
        return None
    choices = [{"value": one.run, "text": one.run, "selected": one is before} for one in others]
    try:
        then, record = queries.written(before), queries.written(found)
    except NotAsWrittenError as wrong:
        return {"with": before, "choices": choices, "sentence": str(wrong), "tables": None}
    pairs = queries.compared(before.run, found.run, user, at=now)
    listed = [*pairs.new, *pairs.gone, *(new for _old, new in pairs.moved)]
    for alert in listed:
        look(request, kind="alert_list", object_id=alert.pk, compartment=alert.compartment_id)
    return {
        "with": before,
        "choices": choices,
        "sentence": presenters.summary(pairs),
        "tables": presenters.moves(pairs, names_for(listed, user, now, whole=False), then, record),
        "made_with": presenters.changes(changed(then, record)),
    }
