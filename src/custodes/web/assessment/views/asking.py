"""Questions to a force, samples for dip-checks, and the packages that forces send."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.answers import notices, plainly
from custodes.web.accounts.sign_in import asker_of
from custodes.web.assessment import forms, queries
from custodes.web.assessment.actions import asking, receiving
from custodes.web.assessment.models import DrawnSample, ForceKey, Question, ReceivedPackage
from custodes.web.assessment.sampling import drawn
from custodes.web.assessment.views.deciding import entered
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import NotAllowed
from custodes.web.plan.elements import Element
from custodes.web.plan.forces import FORCES
from custodes.web.submission.keys import fingerprint

PER_PAGE = 25


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, key: str, force: str) -> HttpResponse:
    """Put a statement to the force to verify or refute."""
    by, now = asker_of(request), timezone.now()
    one = queries.assessed_named(key, force, by.user, at=now)
    form = forms.AskForm(request.POST or None)

    def keep() -> None:
        said = form.cleaned_data
        asking.ask_force(
            assessed=one,
            element=Element(said["element"]),
            statement=said["statement"],
            due_on=said["due_on"],
            token=said["token"] or "",
            by=by,
            at=now,
        )

    return entered(request, form, keep, one, _("Ask the force to verify or refute"))


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Enter the force's answer."""
    by, now = asker_of(request), timezone.now()
    row = queries.record_numbered(Question, number, by.user, at=now)
    form = forms.AnswerForm(request.POST or None)

    def keep() -> None:
        given = form.cleaned_data
        asking.answer(question=row, became=given["became"], said=given["said"], by=by, at=now)

    lines = [(_("What was asked"), row.statement)]
    return entered(request, form, keep, row.assessed, _("The force's answer"), lines=lines)


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: HttpRequest, key: str, force: str) -> HttpResponse:
    """Draw a sample for a dip-check."""
    by, now = asker_of(request), timezone.now()
    one = queries.assessed_named(key, force, by.user, at=now)
    form = forms.SampleForm(request.POST or None)

    def keep() -> None:
        said = form.cleaned_data
        asking.draw_sample(
            assessed=one,
            title=said["title"],
            references=forms.references_in(said["references"]),
            size=said["size"],
            seed=said["seed"],
            token=said["token"] or "",
            by=by,
            at=now,
        )

    return entered(request, form, keep, one, _("Draw a sample for a dip-check"))


@login_required
@plainly
@shows_records
@require_safe
def sample_page(request: HttpRequest, number: int) -> HttpResponse:
    """A sample that was drawn, and how to draw it again."""
    user, now = asker_of(request).user, timezone.now()
    row = queries.record_numbered(DrawnSample, number, user, at=now)
    look(request, kind=row.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    made = drawn(row.references, size=row.size, seed=row.seed)
    return render(
        request, "assessment/sample.html", {"row": row, "one": row.assessed, "made": made}
    )


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def packages(request: HttpRequest, key: str) -> HttpResponse:
    """What came in for a round, and taking in another; what is refused is kept with the reason."""
    by, now = asker_of(request), timezone.now()
    row = queries.round_named(key, by.user, at=now)
    form = forms.PackageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["package"]
        try:
            if given.size > receiving.LARGEST:
                raise UserError(_("The file is larger than 50 megabytes."))
            got = receiving.receive(
                round_=row, name=given.name, content=given.read(), by=by, at=now
            )
        except NotAllowed:
            raise
        except UserError as wrong:
            form.add_error("package", str(wrong))
        else:
            if not got.refused:
                messages.success(request, _("The package is taken in."))
                return redirect("assessment:packages", key)
            form.add_error("package", got.refused)
    rows = ReceivedPackage.objects.visible_to(by.user, at=now).filter(round=row)
    ordered = rows.defer("content").select_related("assessed").order_by("-at", "-pk")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    look(request, kind=row.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    shown = {
        "round": row,
        "form": form,
        "page": page.number,
        "of": page.paginator.num_pages,
        "rows": [
            [
                got.name,
                got.assessed.force if got.assessed else "",
                _("Refused") if got.refused else _("Taken in"),
                got.refused,
                got.sha256[:12],
                fingerprint(got.key)[:9],
            ]
            for got in page
        ],
        "notices": notices(request),
    }
    return render(request, "assessment/packages.html", shown, status=422 if form.errors else 200)


@login_required
@plainly
@shows_records
@require_safe
def keys(request: HttpRequest, key: str) -> HttpResponse:
    """The key by which each force is known, and whether anybody has compared it."""
    user, now = asker_of(request).user, timezone.now()
    row = queries.round_named(key, user, at=now)
    known = queries.known_keys(row.compartment, user, at=now)
    look(request, kind=ForceKey.audit_kind, compartment=row.compartment_id)
    cells = [
        [
            {"text": force.name, "href": reverse("assessment:key", args=[key, force.key])},
            known[force.name].fingerprint if force.name in known else _("none yet"),
            known[force.name].how if force.name in known else "",
        ]
        for force in sorted(FORCES, key=lambda one: one.name)
    ]
    compared = sum(one.entered for one in known.values())
    shown = {"round": row, "rows": cells, "known": len(known), "compared": compared}
    return render(request, "assessment/keys.html", shown)
