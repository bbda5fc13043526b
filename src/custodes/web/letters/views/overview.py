"""The national overview: figures that add up, each opening the forces behind it, and totals."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.answers import notices, plainly
from custodes.web.accounts.sign_in import asker_of
from custodes.web.assessment import presenters, queries
from custodes.web.assessment.public_record import CLASSES, COUNTS
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.decision import NotAllowed
from custodes.web.design.showing import day
from custodes.web.documents.tables import csv_response, file_response, xlsx_response
from custodes.web.letters import overview as papers
from custodes.web.letters.actions import publishing
from custodes.web.letters.documents import overview_content
from custodes.web.letters.figures import Figure, Figures, in_words, share
from custodes.web.letters.forms import ExampleForm, ReasonForm
from custodes.web.letters.models import Totals
from custodes.web.letters.paper import MARKING, pdf
from custodes.web.letters.queries import Overall, overall, record_numbered
from custodes.web.letters.totals import LINES, lines
from custodes.web.letters.totals import told as told_of
from custodes.web.letters.views.files import WORD
from custodes.web.plan.elements import ELEMENTS, STATUS_WORDS, Element, Status
from custodes.web.plan.forces import BY_NAME

PER_PAGE = 25
TOTALS_LIST = "published_totals_list"


@login_required
@plainly
@shows_records
@require_safe
def overview(request: HttpRequest, key: str) -> HttpResponse:
    """The overview of a round, and what it still lacks."""
    user, now = asker_of(request).user, timezone.now()
    row = queries.round_named(key, user, at=now)
    found = overall(row, user, at=now)
    look(request, kind=row.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    made = found.figures
    whole = made.assessed.value
    return render(
        request,
        "letters/overview.html",
        {
            "round": row,
            "whole": whole,
            "lacking": found.lacking,
            "summary": papers.summary(made) if whole else [],
            "classes": [
                [c.value, _cell(key, f), ", ".join(f.forces) or _("none")]
                for c, f in made.classes.items()
            ],
            "made_of": [
                [title, _cell(key, figure), words]
                for title, figure, words in (
                    (_("Forces with progress"), made.progress, in_words(made.progress.value)),
                    (_("Forces with a plan"), made.with_plan, share(made.with_plan.value, whole)),
                    (_("Forces assessed"), made.assessed, in_words(whole)),
                )
            ],
            "columns": [
                {"text": _("Element")},
                *({"text": STATUS_WORDS[s], "numeric": True} for s in Status),
                {"text": _("In all"), "numeric": True},
            ],
            "elements": [
                [
                    ELEMENTS[e].title,
                    *(_cell(key, made.elements[e][s]) for s in Status),
                    sum(f.value for f in made.elements[e].values()),
                ]
                for e in Element
            ],
            "map": papers.forces_map(made) if whole else None,
            "themes": papers.themes(made) if whole else [],
            "examples": [[e.force, e.text, e.reference] for e in found.examples],
            "published": _published() if row.from_record else [],
            "published_said": papers.published_summary() if row.from_record else [],
            "named": [[force, c.value] for force, c in CLASSES.items()],
            "rule": presenters.rule_rows(),
            "by_hand": papers.by_hand(found.classes),
            "notices": notices(request),
        },
    )


@login_required
@plainly
@shows_records
@require_safe
def behind(request: HttpRequest, key: str, figure: str) -> HttpResponse:
    """The forces behind one figure."""
    user, now = asker_of(request).user, timezone.now()
    row = queries.round_named(key, user, at=now)
    found = overall(row, user, at=now)
    held = {one.id: (title, one) for title, one in _all(found.figures)}
    if figure not in held:
        raise Http404
    title, one = held[figure]
    look(request, kind=row.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    rows = [
        [
            {
                "text": force,
                "href": reverse("assessment:force", args=[key, BY_NAME[force].key]),
            },
            found.classes[force].force_class.value,
        ]
        for force in one.forces
    ]
    return render(request, "letters/behind.html", {"round": row, "title": title, "rows": rows})


@login_required
@plainly
@shows_records
@require_safe
def document(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """The overview as Word or PDF; refused while a force lacks a finding or a sum does not hold."""
    user, now = asker_of(request).user, timezone.now()
    row = queries.round_named(key, user, at=now)
    if kind not in ("docx", "pdf"):
        raise Http404
    said = overview_content(row, user, at=now)
    look(
        request,
        kind=row.audit_kind,
        object_id=row.pk,
        compartment=row.compartment_id,
        action=Act.EXPORT,
    )
    if kind == "pdf":
        paper = pdf("overview.typ", said, title=said["title"])
        return file_response(paper, f"overview-{key}.pdf", "application/pdf")
    return file_response(papers.word(said), f"overview-{key}.docx", WORD)


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def example(request: HttpRequest, key: str) -> HttpResponse:
    """Name something that a force does well."""
    by, now = asker_of(request), timezone.now()
    row = queries.round_named(key, by.user, at=now)
    whole = {one.force: one for one in queries.assessed_in(row, by.user, at=now)}
    form = ExampleForm(request.POST or None, forces=list(whole))

    def keep() -> None:
        said = form.cleaned_data
        publishing.name_example(
            assessed=whole[said["force"]],
            text=said["text"],
            reference=said["reference"],
            token=said["token"] or "",
            by=by,
            at=now,
        )

    return _entered(request, form, keep, row, _("Name a good example"))


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Publish the numbers of a round, small ones left out."""
    by, now = asker_of(request), timezone.now()
    row = queries.round_named(key, by.user, at=now)
    found: Overall = overall(row, by.user, at=now)
    form = ReasonForm(request.POST or None)

    def keep() -> None:
        publishing.publish_totals(
            round_=row, figures=found.figures, because=form.cleaned_data["because"], by=by, at=now
        )

    return _entered(request, form, keep, row, _("Publish the numbers"))


@login_required
@plainly
@require_safe
def totals_listed(request: HttpRequest) -> HttpResponse:
    """The totals that were published, the latest first."""
    user, now = asker_of(request).user, timezone.now()
    rows = Totals.objects.visible_to(user, at=now).order_by("-at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for row in page:
        look(request, kind=row.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    cells = [
        [
            {"text": row.title, "href": reverse("letters:totals", args=[row.pk])},
            day(row.at),
        ]
        for row in page
    ]
    shown = {"rows": cells, "page": page.number, "of": page.paginator.num_pages}
    return render(request, "letters/totals_listed.html", shown)


@login_required
@plainly
@shows_records
@require_safe
def totals(request: HttpRequest, number: int) -> HttpResponse:
    """Published totals: numbers only."""
    user, now = asker_of(request).user, timezone.now()
    row: Totals = record_numbered(Totals, number, user, at=now)
    look(request, kind=row.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    told = told_of(row.title, row.content)
    first, *others = told["columns"]
    shown = told | {
        "row": row,
        "columns": [{"text": first}, *({"text": text, "numeric": True} for text in others)],
    }
    return render(request, "letters/totals.html", shown)


@login_required
@plainly
@shows_records
@require_safe
def totals_file(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """Published totals as PDF, Excel or CSV: to be handed to those who have no account here."""
    user, now = asker_of(request).user, timezone.now()
    row: Totals = record_numbered(Totals, number, user, at=now)
    if kind not in ("pdf", "xlsx", "csv"):
        raise Http404
    look(
        request,
        kind=row.audit_kind,
        object_id=row.pk,
        compartment=row.compartment_id,
        action=Act.EXPORT,
    )
    told, name = told_of(row.title, row.content), f"totals-{row.round_key}"
    if kind == "pdf":
        paper = pdf("totals.typ", told, title=told["title"])
        return file_response(paper, f"{name}.pdf", "application/pdf")
    respond = csv_response if kind == "csv" else xlsx_response
    return respond(name, LINES, lines(told), marking=MARKING)


def _entered(request: HttpRequest, form: Any, keep: Any, row: Any, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            keep()
        except NotAllowed:
            raise
        except UserError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, _("Saved."))
            return redirect("letters:overview", row.key)
    look(request, kind=row.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    shown = {"round": row, "form": form, "title": title, "files": False}
    return render(request, "letters/entry.html", shown, status=422 if form.errors else 200)


def _all(made: Figures) -> list[tuple[str, Figure]]:
    return [
        (_("Forces assessed"), made.assessed),
        (_("Forces with progress"), made.progress),
        (_("Forces with a plan"), made.with_plan),
        *((c.value, figure) for c, figure in made.classes.items()),
        *(
            (f"{ELEMENTS[e].title}: {STATUS_WORDS[s]}", figure)
            for e, by_status in made.elements.items()
            for s, figure in by_status.items()
        ),
    ]


def _cell(key: str, figure: Figure) -> Any:
    if not figure.value:
        return 0
    return {"text": figure.value, "href": reverse("letters:behind", args=[key, figure.id])}


def _published() -> list[list[str]]:
    rows = [[force_class.value, str(n)] for force_class, n in COUNTS.items()]
    return [*rows, [_("Forces assessed"), str(sum(COUNTS.values()))]]
