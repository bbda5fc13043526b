"""Figures for a commissioner or an ethics panel: published from what was signed, and taken out."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.answers import plainly
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker, asker_of
from custodes.web.accounts.standing import account_of, compartments_seen
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.capability import panel, rows
from custodes.web.capability.actions.publishing import publish as keep_published
from custodes.web.capability.forms import TitleForm
from custodes.web.capability.holdings import counted
from custodes.web.capability.models import PanelFigures, Review, ThreatAssessment
from custodes.web.capability.presenters import written
from custodes.web.capability.sections import excel_of, paper_of, pdf_of
from custodes.web.capability.views.pages import (
    compartment_of,
    edits,
    entered,
    looked,
    page,
)
from custodes.web.capability.views.threats import said_by
from custodes.web.decision import Action
from custodes.web.design.forms import new_token
from custodes.web.documents.tables import file_response

PER_PAGE = 25
PANELS = "panel_figures_list"


@login_required
@plainly
@shows_records
@require_safe
def panels(request: HttpRequest) -> HttpResponse:
    """What was published for those who see numbers only."""
    by, now = asker_of(request), timezone.now()
    found = PanelFigures.objects.visible_to(by.user, at=now).order_by("-at", "-pk")
    shown_page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    places = compartments_seen(account_of(by.user, at=now), Action.SEE_CAPABILITY, at=now)
    look(request, kind=PANELS)
    shown = {
        "rows": [
            [
                {"text": row.title, "href": reverse("capability:panel", args=[row.pk])},
                written(in_london(row.at).date()),
            ]
            for row in shown_page.object_list
        ],
        "page": shown_page.number,
        "of": shown_page.paginator.num_pages,
        "edits": bool(places) and edits(by, compartment_of(sorted(places)[0]), now),
        "member": bool(places),
    }
    return page(request, "panels.html", shown, here="capability:panels")


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """Publish the figures of the last signed review; what will be seen is shown first."""
    by, now = asker_of(request), timezone.now()
    place = compartment_of(rows.place_of(by.user, now))
    form = TitleForm(request.POST or None, initial={"token": new_token()})
    try:
        content: dict[str, Any] | None = content_now(place, by, now)
    except UserError:
        content = None

    def keep() -> None:
        keep_published(
            title=form.cleaned_data["title"],
            content=content_now(place, by, now),
            compartment=place,
            token=form.cleaned_data["token"] or new_token(),
            by=by,
            at=now,
        )

    return entered(
        request,
        form,
        keep,
        title=_("Publish figures for a panel"),
        back=(reverse("capability:panels"), _("Figures for a panel")),
        then=reverse("capability:panels"),
        told={"kind": PANELS, "compartment": place.key},
        template="publish.html",
        shown={"sections": panel.panel_sections(content) if content else []},
        said=_("Published."),
    )


def content_now(place: Compartment, by: Asker, at: Any) -> dict[str, Any]:
    """What would be published now. Raises UserError while no review is signed."""
    asked: dict[str, Any] = {"user": by.user, "compartment": place.key, "at": at}
    review = rows.last_signed(Review, **asked)
    if review is None:
        raise UserError(_("No review is signed yet: figures are published from a signed one."))
    threat = rows.last_signed(ThreatAssessment, **asked)
    return panel.panel_content(
        contents=rows.contents_of(review),
        coverage=counted(rows.holdings(**asked)),
        threat=said_by(threat) if threat else None,
        as_of=review.on.isoformat(),
    )


@login_required
@plainly
@shows_records
@require_safe
def published(request: HttpRequest, number: int) -> HttpResponse:
    """Figures as they were published."""
    by, now = asker_of(request), timezone.now()
    row: PanelFigures = rows.row_of(PanelFigures, by.user, at=now, pk=number)
    looked(request, row)
    shown = {
        "row": row,
        "on": written(in_london(row.at).date()),
        "sections": panel.panel_sections(row.content),
    }
    return page(request, "panel.html", shown, here="capability:panels")


@login_required
@plainly
@shows_records
@require_safe
def document(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """The figures as PDF or Excel, for those who have no account here."""
    by, now = asker_of(request), timezone.now()
    row: PanelFigures = rows.row_of(PanelFigures, by.user, at=now, pk=number)
    if kind not in ("pdf", "xlsx"):
        raise Http404
    looked(request, row, Act.EXPORT)
    sections = panel.panel_sections(row.content)
    if kind == "xlsx":
        return excel_of("figures-for-a-panel", sections, marking="OFFICIAL")
    lines = [_("Published on %(day)s.") % {"day": written(in_london(row.at).date())}]
    paper = paper_of(sections, title=row.title, lines=lines)
    content = pdf_of(paper, draft=False, run="", marking="OFFICIAL")
    return file_response(content, "figures-for-a-panel.pdf", "application/pdf")
