"""One report: what is known of it, opening it, its files, and the form that comes next."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.sign_in import Asker, asker_of, check_stepped_up
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.decision import Action, NotAllowed
from custodes.web.documents.tables import file_response
from custodes.web.partners.answers import notices, plainly
from custodes.web.reports import forms, presenters, states, vault
from custodes.web.reports.actions.deciding import can_agree
from custodes.web.reports.actions.opening import OpenReport, open_report
from custodes.web.reports.models import IntelligenceDraft, Report, every
from custodes.web.reports.queries import concerns, may_do, named_of, partners_of, report_named
from custodes.web.sealing.refused import SealingRefused

METHODS = ["GET", "HEAD", "POST"]
HARMLESS = "application/octet-stream"


@login_required
@plainly
@shows_records
@require_safe
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """One report, sealed: where it stands and what can be done."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    return page(request, found, by, now)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def opening(request: HttpRequest, reference: str) -> HttpResponse:
    """Open it for the one answer in which it is shown, with the form that was asked for."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    form = forms.Open(request.POST or None)
    if request.method != "POST":
        check_stepped_up(request)
        return page(request, found, by, now)
    if not form.is_valid():
        return page(request, found, by, now, opening=form, status=422)
    try:
        opened = open_report(
            report=found, passphrase=form.cleaned_data["passphrase"], by=by, at=now
        )
    except NotAllowed:
        raise
    except UserError as wrong:
        form.add_error("passphrase", str(wrong))
        return page(request, found, by, now, opening=form, status=422)
    then = form.cleaned_data["then"] or "read"
    return page(request, opened.report, by, now, opened=opened, then=then)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def file(request: HttpRequest, reference: str) -> HttpResponse:
    """A file of a report: as a clean copy or as it was sent, never shown by the browser itself."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    form = forms.TakeFile(request.POST or None)
    if request.method != "POST":
        return page(request, found, by, now)
    if not form.is_valid():
        raise UserError(_("Open the report again, then choose the file."))
    part, passphrase = form.cleaned_data["part"], form.cleaned_data["passphrase"]
    opened = open_report(report=found, passphrase=passphrase, by=by, at=now)
    # Names of parts begin anew in every envelope: one is looked for in that envelope alone.
    envelope, files = opened.files_in(form.cleaned_data["envelope"]) or (None, ())
    named = [one for one in files if part in (one.clean, one.original)]
    if envelope is None or not named:
        raise Http404
    try:
        content = envelope.file(part)
    except SealingRefused:
        raise UserError(_("This file does not open as it was sealed.")) from None
    _told(request, found, Act.EXPORT)
    ending = _ending(named[0].clean_kind) if part == named[0].clean else ".bin"
    name = "-".join((found.reference, envelope.envelope.first, part)).replace("/", "-")
    return file_response(content, f"{name}{ending}", HARMLESS)


def page(
    request: HttpRequest,
    found: Report,
    by: Asker,
    now: datetime,
    *,
    opened: OpenReport | None = None,
    then: str = "read",
    opening: forms.Open | None = None,
    form: Any = None,
    found_left: Any = (),
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of a report; with what it says only where it was opened for this answer."""
    _told(request, found, Act.CONSULTATION)
    found.refresh_from_db(fields=["version", "state"])
    reads = may_do(by, Action.OPEN_REPORT, found, now) and vault.is_reader(by.user)
    triages = may_do(by, Action.TRIAGE_REPORT, found, now)
    answers = may_do(by, Action.ANSWER_REPORTER, found, now)
    after = states.REPORTS.after(found.state)
    shown = {
        "notices": notices(request),
        "report": found,
        "tag": presenters.tag_of(found.state),
        "facts": presenters.facts_of(found, now),
        "feedback": presenters.feedback_lines(
            list(found.feedback.order_by("at", "pk")), found, in_london(now).date()
        ),
        "concerns": concerns(found),
        "named": presenters.named_rows(named_of(found, by.user, at=now)),
        "drafts": _drafts(found),
        "danger": found.danger and found.state in states.OPEN,
        "clock": presenters.clock_words(found, now),
        "reads": reads and found.state != states.DISPOSED,
        "open_form": opening or forms.Open(),
        "file_form": forms.TakeFile(),
        "said": presenters.opened_of(opened) if opened else None,
        "then": then,
        "form": form or _form(then, found, opened),
        "found_left": found_left,
        "conflict": conflict,
        "look_form": _look(opened),
        "may": {
            # Opening a report that is still sealed comes before its triage.
            "open_to_triage": triages
            and (found.state == states.RECEIVED or states.TRIAGED in after),
            "triage": triages and states.TRIAGED in after,
            "name": triages and found.opened_at is not None,
            "take_back": triages,
            "refer": triages and states.DECIDED in after and found.state == states.TRIAGED,
            "propose": triages and states.PROPOSED in after,
            "agree": found.state == states.PROPOSED and can_agree(found, by, now),
            "close": triages and states.CLOSED in after,
            "dispose": triages and states.DISPOSED in after,
            "reply": answers and bool(found.reporter),
            "feed_back": answers and found.opened_at is not None,
        },
        "proposed": found.state == states.PROPOSED,
    }
    return render(request, "reports/report.html", shown, status=status)


def first_triage(found: Report, opened: OpenReport | None) -> dict[str, Any]:
    """What the form of triage holds when it is opened: what is known, and nothing guessed but the
    route, from the channel, and the partner of that very name."""
    route, partner = found.route, found.partner_id
    if opened is not None and opened.said is not None and not route:
        named = opened.said.sender.organisation.strip().casefold()
        same = [key for key, name in partners_of(found.compartment.force)
                if named and name.casefold() == named]  # fmt: skip
        partner = int(same[0]) if same else None
        route = {"partner": "partner" if same else "other-partner"}.get(
            opened.said.channel.value, opened.said.channel.value
        )
    victim = {True: "yes", False: "no"}.get(found.possible_victim)  # type: ignore[arg-type]
    return {
        "version": found.version,
        "risk": found.risk or ("danger" if found.danger else ""),
        "possible_victim": victim or "",
        "route": route,
        "partner": str(partner or ""),
    }


def _form(then: str, found: Report, opened: OpenReport | None) -> Any:
    if then == "triage":
        return forms.Triage(
            initial=first_triage(found, opened), partners=partners_of(found.compartment.force)
        )
    if then == "hand-over":
        return forms.HandOver(initial={"version": found.version})
    return None


def _look(opened: OpenReport | None) -> forms.Look:
    if opened is None or opened.said is None:
        return forms.Look()
    officer = opened.said.officer
    described = " ".join(filter(None, (officer.description, officer.station)))
    return forms.Look(
        initial={
            "called": officer.name[:200],
            "number": officer.number[:40],
            "description": described[:500],
        }
    )


def _drafts(found: Report) -> list[dict[str, str]]:
    """The drafts that were made of a report, as intake may see them: reference and answer."""
    rows = every(IntelligenceDraft).filter(source_link__report=found).order_by("at", "pk")
    return [
        {
            "name": row.reference,
            "text": str(states.DRAFTS.words[row.state]),
            "classes": f"govuk-tag--{states.DRAFT_COLOURS[row.state]}",
            "because": row.returned_because,
        }
        for row in rows
    ]


def _told(request: HttpRequest, found: Report, action: Act) -> None:
    look(
        request,
        kind=Report.audit_kind,
        object_id=found.pk,
        compartment=found.compartment_id,
        action=action,
    )


def _ending(kind: str) -> str:
    endings = {
        "image/png": ".png",
        "image/jpeg": ".jpg",
        "application/pdf": ".pdf",
        "text/plain": ".txt",
    }
    return endings.get(kind, ".bin")


def here(found: Report) -> str:
    """The address of a report."""
    return reverse("reports:report", args=[found.reference])
