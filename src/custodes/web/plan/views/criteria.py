"""What is asked of the plan: strategy and recommendations, the force, and what good looks like."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from custodes.web.accounts.answers import notices, plainly
from custodes.web.audit.looks import shows_records
from custodes.web.plan import presenters, rows
from custodes.web.plan.actions import criteria as asking
from custodes.web.plan.forms import CriteriaForm, ForceForm, JudgeForm
from custodes.web.plan.good import ANSWERS, CHARACTERISTICS
from custodes.web.plan.models import LoadedCriteria, OwnJudgement
from custodes.web.plan.versions import LARGEST
from custodes.web.plan.views.shared import asked as asked_by
from custodes.web.plan.views.shared import kept


@login_required
@plainly
@shows_records
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """The plan by strand and by recommendation, and what no longer matches."""
    one = asked_by(request)
    whole = one.whole()
    loaded = LoadedCriteria.objects.visible_to(one.by.user, at=one.at).filter(compartment=one.place)
    one.told()
    shown = {
        "place": "asked",
        "strategy": whole.strategy,
        "others": [s for s in whole.criteria.strategies.values() if s.id != whole.strategy.id],
        "strands": presenters.strand_sections(whole),
        "recommendations": presenters.recommendation_rows(whole),
        "unanswered": presenters.unanswered(whole),
        "unmatched": presenters.unmatched_rows(whole),
        "loaded": [
            (row.name, presenters.written(row.at.date()), row.by.name, row.sha256[:12])
            for row in loaded.select_related("by").order_by("-at", "-pk")
        ],
        "edits": one.edits,
        "notices": notices(request),
    }
    return render(request, "plan/asked.html", shown)


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """Load a newer strategy or newer recommendations."""
    one = asked_by(request)
    form = CriteriaForm(request.POST or None, request.FILES or None)

    def keep() -> None:
        given = form.cleaned_data["criteria"]
        asking.load_criteria(
            compartment=one.place,
            name=given.name,
            content=given.read(LARGEST + 1),
            by=one.by,
            at=one.at,
        )

    lead = _("The form of the file is shown in the guide on writing the plan. Lines keep what they "
             "are written to; those that no longer match are listed.")  # fmt: skip
    return kept(
        one, form, keep, _("Load a newer strategy or recommendations"), "plan:asked",
        files=True, more={"lead": lead},
    )  # fmt: skip


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def force(request: HttpRequest) -> HttpResponse:
    """Say which force the plan is of."""
    one = asked_by(request)
    now = rows.force_of(**one.sees)
    form = ForceForm(request.POST or None, initial={"force": now.key if now else ""})

    def keep() -> None:
        asking.name_force(
            compartment=one.place, force=form.cleaned_data["force"], by=one.by, at=one.at
        )

    return kept(one, form, keep, _("Which force the plan is of"), "plan:listed")


@login_required
@plainly
@shows_records
@require_safe
def good(request: HttpRequest) -> HttpResponse:
    """What good looks like, and how far the force judges that it is there, over time."""
    one = asked_by(request)
    held = rows.judgements(**one.sees)
    one.told()
    shown = {
        "place": "good",
        "characteristics": [
            {
                "says": char.says,
                "after": char.after,
                "element": presenters.SHORT[char.element],
                "answer": ANSWERS[held[key][-1].answer] if held[key] else "",
                "because": held[key][-1].because if held[key] else "",
                "when": presenters.written(held[key][-1].at.date()) if held[key] else "",
                "earlier": [
                    (presenters.written(row.at.date()), ANSWERS[row.answer], row.because)
                    for row in held[key][:-1][::-1]
                ],
                "href": reverse("plan:judge", args=[key]),
            }
            for key, char in CHARACTERISTICS.items()
        ],
        "counts": [
            (words, sum(bool(held[k]) and held[k][-1].answer == a for k in CHARACTERISTICS))
            for a, words in ANSWERS.items()
        ],
        "edits": one.edits,
        "notices": notices(request),
    }
    return render(request, "plan/good.html", shown)


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: HttpRequest, characteristic: str) -> HttpResponse:
    """Judge how far the force meets one characteristic."""
    one = asked_by(request)
    if characteristic not in CHARACTERISTICS:
        raise Http404
    held = rows.judgements(**one.sees)[characteristic]
    start = (
        {"answer": held[-1].answer, "because": held[-1].because, "version": held[-1].version}
        if held
        else {}
    )
    form = JudgeForm(request.POST or None, initial=start)

    def keep() -> None:
        asking.judge_own(
            compartment=one.place,
            characteristic=characteristic,
            answer=form.cleaned_data["answer"],
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            by=one.by,
            at=one.at,
        )

    def described(now: OwnJudgement) -> list[tuple[str, str]]:
        return [(str(ANSWERS[now.answer]), now.because), (_("By"), now.by.name)]

    return kept(
        one, form, keep, _("Judge your force"), "plan:good",
        describe=described, more={"lead": CHARACTERISTICS[characteristic].says},
    )  # fmt: skip
