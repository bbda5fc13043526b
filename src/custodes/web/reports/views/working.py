"""What is done with a report: each a form of its own, saved from the version that was seen."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.sign_in import asker_of, check_stepped_up
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.decision import NotAllowed
from custodes.web.design.forms import Form, new_token
from custodes.web.partners.answers import plainly
from custodes.web.partners.forms import in_sight_of
from custodes.web.partners.queries import partner_for_intake
from custodes.web.reports import forms, matching, presenters
from custodes.web.reports.actions import deciding, disposing, feeding_back, replying, triaging
from custodes.web.reports.actions.handing_over import GivesAway, Grading, hand_over
from custodes.web.reports.actions.keeping import Conflict
from custodes.web.reports.actions.opening import open_report
from custodes.web.reports.models import Report
from custodes.web.reports.queries import concerns, partners_of, register_of, report_named, staff_of
from custodes.web.reports.views.report import first_triage, here, page

METHODS = ["GET", "HEAD", "POST"]
MATCHES = "report_matches"
View = Callable[..., HttpResponse]


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def triage(request: HttpRequest, reference: str) -> HttpResponse:
    """Say how great the risk is; a possible victim starts safeguarding at once."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    force = found.compartment.force
    form = forms.Triage(
        request.POST or None, initial=first_triage(found, None), partners=partners_of(force)
    )

    def save() -> None:
        given = form.cleaned_data
        number = given["partner"]
        partner = partner_for_intake(register_of(force), int(number)) if number else None
        victim = given["possible_victim"] == "yes"
        triaging.triage(
            report=found,
            risk=given["risk"],
            possible_victim=victim,
            told=given["told"],
            route=given["route"],
            partner=partner,
            version=given["version"] or 0,
            by=by,
            at=now,
        )
        said = (
            _("Triaged. Safeguarding has begun: its lead sees it now.") if victim else _("Triaged.")
        )
        messages.success(request, said)

    return _entered(request, found, form, save, _("Triage"))


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def match(request: HttpRequest, reference: str) -> HttpResponse:
    """Look among staff for who may be meant. Nothing is named by itself."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    form = forms.Look(request.POST or None)
    rows: list[dict[str, Any]] = []
    staff = staff_of(found.compartment_id, by.user, at=now)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        said = matching.Said(given["called"], given["number"], given["description"])
        rows = presenters.match_rows(matching.matches(said, staff))
    # Two files are held against each other here: that has a word of its own in the law.
    look(
        request,
        kind=MATCHES,
        object_id=found.pk,
        compartment=found.compartment_id,
        action=Act.COMBINATION if request.method == "POST" else Act.CONSULTATION,
    )
    shown = {
        "report": found,
        "back": (here(found), found.reference),
        "form": form,
        "rows": rows,
        "asked": request.method == "POST" and form.is_valid(),
        "staff": len(staff),
        "name_form": forms.Name(),
    }
    return render(request, "reports/match.html", shown)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def name(request: HttpRequest, reference: str) -> HttpResponse:
    """Say whom the report concerns; whoever that is sees nothing of it from then on."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    form = forms.NameByHand(request.POST or None)

    def save() -> None:
        given = form.cleaned_data
        known = triaging.spellings(given["staff"], found.compartment)
        if not known:
            form.ask_to_confirm()
        triaging.name_staff(
            report=found,
            staff=given["staff"],
            sure=given["sure"] or "possible",
            because=given["because"],
            confirmed=given["confirmed"],
            by=by,
            at=now,
        )
        said = _("Named. They, and whoever is barred from them, see none of it.")
        nobody = _("Named. Nobody here has that reference, so that it keeps nobody away.")
        messages.success(request, said if known else nobody)

    return _entered(request, found, form, save, _("Say whom it concerns"))


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def take_name_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Take back that the report concerns a member of staff, where it was somebody else."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    form = forms.TakeNameBack(request.POST or None, named=concerns(found))

    def save() -> None:
        given = {name: form.cleaned_data[name] for name in ("staff", "because")}
        triaging.take_name_back(report=found, by=by, at=now, **given)
        messages.success(request, _("Taken back. The reason is on record."))

    return _entered(request, found, form, save, _("Take a name back"))


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def step_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Step back from a report that concerns somebody whom one knows."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    form = forms.Because(request.POST or None)

    def save() -> None:
        triaging.step_back(report=found, because=form.cleaned_data["because"], by=by, at=now)
        messages.success(request, _("You have stepped back, and see nothing of it any more."))

    lead = _("If it concerns somebody whom you know, leave it to a colleague. You will not see it "
             "again; your reason is kept.")  # fmt: skip
    return _entered(request, found, form, save, _("Step back"), then="reports:listed", lead=lead)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def reply(request: HttpRequest, reference: str) -> HttpResponse:
    """Write to the one who reported."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    form = forms.Reply(request.POST or None, initial={"version": found.version})

    def save() -> None:
        replying.reply(
            report=found,
            text=form.cleaned_data["text"],
            token=form.cleaned_data["token"] or new_token(),
            version=form.cleaned_data["version"] or 0,
            by=by,
            at=now,
        )
        messages.success(request, _("Sealed to the reporter; it is there when they come back."))

    return _entered(request, found, form, save, _("Answer the reporter"))


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def feed_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell whoever reported how far it has come."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    form = forms.FeedBack(request.POST or None)

    def save() -> None:
        given = {k: v for k, v in form.cleaned_data.items() if k != "version"}
        given["token"] = given["token"] or new_token()
        feeding_back.feed_back(report=found, by=by, at=now, **given)
        messages.success(request, _("Noted."))

    lead = _("The stage and nothing more. By the thread it is told in words that are the same for "
             "every report; by another way, you tell it and note it here.")  # fmt: skip
    return _entered(request, found, form, save, _("Give feedback"), lead=lead)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def handing_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand a report over to intelligence, with the report beside the form."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    if request.method != "POST":
        check_stepped_up(request)
        return page(request, found, by, now, then="hand-over")
    form = forms.HandOver(request.POST)
    if not form.is_valid():
        return page(request, found, by, now, then="hand-over", form=form, status=422)
    given = form.cleaned_data
    try:
        opened = open_report(report=found, passphrase=given["passphrase"], by=by, at=now)
    except NotAllowed:
        raise
    except UserError as wrong:
        form.add_error("passphrase", str(wrong))
        return page(request, found, by, now, then="hand-over", form=form, status=422)
    try:
        draft = hand_over(
            report=opened.report,
            text=given["text"],
            grading=Grading(
                given["source"],
                given["assessment"],
                given["handling"],
                given["conditions"],
                tuple(given["categories"]),
            ),
            provenance=given["provenance"],
            looked_at=given["looked_at"],
            opened=opened,
            version=given["version"] or 0,
            by=by,
            at=now,
        )
    except NotAllowed:
        raise
    except UserError as wrong:
        left = wrong.found if isinstance(wrong, GivesAway) else ()
        form.add_error("text" if left else None, str(wrong))
        if isinstance(wrong, Conflict):
            _in_sight(form, wrong)
        return page(
            request,
            found,
            by,
            now,
            opened=opened,
            then="hand-over",
            form=form,
            found_left=left,
            status=422,
        )
    told = _("Handed over as %(name)s. Intelligence sees no more than that draft.")
    messages.success(request, told % {"name": draft.reference})
    return redirect(here(found))


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def refer_on(request: HttpRequest, reference: str) -> HttpResponse:
    """Decide that it is somebody else's to deal with."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    form = forms.ReferOn(request.POST or None, initial={"version": found.version})

    def save() -> None:
        given = form.cleaned_data
        version = given["version"] or 0
        more = {"to": given["to"], "because": given["because"]}
        deciding.refer_on(report=found, version=version, by=by, at=now, **more)
        messages.success(request, _("Decided: referred on."))

    return _entered(request, found, form, save, _("Refer it on"))


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def propose(request: HttpRequest, reference: str) -> HttpResponse:
    """Propose that nothing more is done; a second person decides."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    form = forms.Because(request.POST or None, initial={"version": found.version})

    def save() -> None:
        given = form.cleaned_data
        deciding.propose_no_action(
            report=found, version=given["version"] or 0, by=by, because=given["because"], at=now
        )
        messages.success(request, _("Proposed. A supervisor decides it with you."))

    lead = _("Nothing is decided until a second person agrees. Say why in words that do not repeat "
             "the report.")  # fmt: skip
    return _entered(request, found, form, save, _("Propose no action"), lead=lead)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def agree(request: HttpRequest, reference: str) -> HttpResponse:
    """Agree as the second person that nothing more is done."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    form = Form(request.POST or None, initial={"version": found.version})
    check_stepped_up(request)

    def save() -> None:
        version = form.cleaned_data["version"] or 0
        deciding.agree_to_no_action(report=found, version=version, by=by, at=now)
        messages.success(request, _("Decided: no action."))

    lines = [
        (_("Proposed by"), str(found.proposed_by or "")),
        (_("Because"), found.reason),
    ]
    return _entered(request, found, form, save, _("Agree to no action"), lines=lines)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def object_(request: HttpRequest, reference: str) -> HttpResponse:
    """Say as the second person that something is to be done."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    form = forms.Because(request.POST or None, initial={"version": found.version})

    def save() -> None:
        given = form.cleaned_data
        deciding.object_to_no_action(
            report=found, version=given["version"] or 0, by=by, because=given["because"], at=now
        )
        messages.success(request, _("It goes back to triage."))

    return _entered(request, found, form, save, _("Send it back to triage"))


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """Close a report that was decided."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    form = Form(request.POST or None, initial={"version": found.version})

    def save() -> None:
        deciding.close(report=found, version=form.cleaned_data["version"] or 0, by=by, at=now)
        messages.success(request, _("Closed."))

    return _entered(request, found, form, save, _("Close it"))


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def dispose(request: HttpRequest, reference: str) -> HttpResponse:
    """Destroy what a report says, when its time has come."""
    by, now = asker_of(request), timezone.now()
    found = report_named(reference, by.user, at=now)
    form = Form(request.POST or None, initial={"version": found.version})

    def save() -> None:
        disposing.dispose(report=found, version=form.cleaned_data["version"] or 0, by=by, at=now)
        messages.success(request, _("Disposed of: nobody can open it any more."))

    return _entered(request, found, form, save, _("Dispose of it"))


def _entered(
    request: HttpRequest,
    found: Report,
    form: Form,
    save: Callable[[], None],
    title: str,
    *,
    then: str = "",
    lead: str = "",
    lines: Any = (),
) -> HttpResponse:
    """Save and go back to the report, or show the form with what is wrong and what was typed."""
    conflict = False
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except NotAllowed:
            raise
        except Conflict as moved:
            conflict = True
            form.add_error(None, str(moved))
            _in_sight(form, moved)
            found = moved.now
        except UserError as wrong:
            form.add_error(None, str(wrong))
        else:
            return redirect(then) if then else redirect(here(found))
    look(
        request,
        kind=Report.audit_kind,
        object_id=found.pk,
        compartment=found.compartment_id,
    )
    now = timezone.now()
    shown = {
        "title": title,
        "about": found.reference,
        "lead": lead,
        "back": (here(found), found.reference),
        "form": form,
        "lines": [*lines, *(presenters.facts_of(found, now) if conflict else ())],
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "reports/entry.html", shown, status=status)


def _in_sight(form: Form, moved: Conflict) -> None:
    """What is sent next was written in sight of how it stands now."""
    in_sight_of(form, moved.now.version)
