"""The review budget: what the unit can read, how it keeps up, how often alerts are borne out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.answers import notices, plainly
from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import Action, NotAllowed
from custodes.web.runs import queries
from custodes.web.runs.actions.budgeting import BudgetConflict, set_budget
from custodes.web.runs.budget_page import present
from custodes.web.runs.figures import PERIODS, figures_of
from custodes.web.runs.forms import Budget
from custodes.web.runs.models import ReviewBudget

KIND = ReviewBudget.audit_kind


@login_required
@shows_records
@plainly
@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """The figures of the unit's reading, and the budget with its history."""
    return _page(request)


@login_required
@plainly
@require_POST
def set_(request: HttpRequest) -> HttpResponse:
    """Change the budget; where somebody was quicker, show both and keep what was typed."""
    asker, now = asker_of(request), timezone.now()
    place = queries.place_of(asker.user, at=now)
    form = Budget(request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    try:
        row = set_budget(
            compartment=place,
            a_week=form.cleaned_data["a_week"],
            version=int(form.cleaned_data["version"] or 1) - 1,
            by=asker,
            because=form.cleaned_data["because"],
            at=now,
        )
    except BudgetConflict as quicker:
        form = Budget({**request.POST.dict(), "version": quicker.now.version + 1})
        return _page(request, form=form, conflict=quicker, status=409)
    except NotAllowed:
        raise
    except UserError as wrong:
        form.add_error("a_week", str(wrong))
        return _page(request, form=form, status=422)
    said = _(
        "From now on runs are asked for %(n)d alerts, unless whoever starts one says otherwise."
    )
    messages.success(request, said % {"n": row.a_week})
    return redirect("runs:budget")


def _page(
    request: HttpRequest,
    *,
    form: Budget | None = None,
    conflict: BudgetConflict | None = None,
    status: int = 200,
) -> HttpResponse:
    asker, now = asker_of(request), timezone.now()
    place = queries.place_of(asker.user, at=now)
    asked = request.GET.get("weeks", "")
    weeks = next((n for n in PERIODS if str(n) == asked), PERIODS[1])
    a_week, last = queries.budget_of(place, asker.user, at=now)
    measured, _all = queries.coverage_measured(asker.user, at=now)
    figures = figures_of(
        place.key,
        asker.user,
        weeks=weeks,
        a_week=a_week,
        staff=measured.staff if measured else None,
        at=now,
    )
    look(request, kind=KIND, object_id=last.pk if last else "", compartment=place.key)
    # The form's version is one more than the budget's, which is 0 before it was ever set.
    usual = {"a_week": a_week, "version": (last.version if last else 0) + 1}
    return render(
        request,
        "runs/budget.html",
        {
            "budget": present(figures),
            "a_week": a_week,
            "last": last,
            "history": queries.budgets(place, asker.user, at=now),
            "form": form or Budget(initial=usual),
            "conflict": conflict,
            "may": queries.may(asker, Action.SET_BUDGET, place, at=now),
            "periods": [
                {
                    "text": _("%(n)d weeks") % {"n": n},
                    "href": f"?weeks={n}",
                    "active": n == weeks,
                }
                for n in PERIODS
            ],
            "notices": notices(request),
        },
        status=status,
    )
