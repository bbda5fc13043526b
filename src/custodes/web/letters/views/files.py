"""Letters as files: one, all of a round in a zip that a job makes, and their Word template."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.answers import plainly
from custodes.web.accounts.asking import one_act
from custodes.web.accounts.sign_in import asker_of
from custodes.web.assessment import queries
from custodes.web.assessment.models import AssessmentRound
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.decision import NotAllowed
from custodes.web.documents.tables import file_response
from custodes.web.jobs.actions import ask_for
from custodes.web.letters import states
from custodes.web.letters.actions import issuing, publishing
from custodes.web.letters.documents import letter_pdf, letter_word
from custodes.web.letters.forms import TemplateForm
from custodes.web.letters.jobs import ALL_DOCUMENTS
from custodes.web.letters.models import Bundle
from custodes.web.letters.queries import (
    letter_to,
    record_numbered,
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
@plainly
@shows_records
@require_safe
def document(request: HttpRequest, key: str, force: str, kind: str) -> HttpResponse:
    """A letter as Word or PDF: as it was issued, or marked as a draft."""
    user, at = asker_of(request).user, timezone.now()
    one = queries.assessed_named(key, force, user, at=at)
    now = letter_to(one, user, at=at)
    if kind not in ("docx", "pdf"):
        raise Http404
    issued = now.row is not None and now.row.state == states.ISSUED
    content = (letter_pdf if kind == "pdf" else letter_word)(now, user, at=at)
    look(
        request,
        kind=one.audit_kind,
        object_id=one.pk,
        compartment=one.compartment_id,
        action=Act.EXPORT,
    )
    name = f"{'letter' if issued else 'draft-letter'}-{one.slug}.{kind}"
    return file_response(content, name, "application/pdf" if kind == "pdf" else WORD)


@login_required
@plainly
@shows_records
@require_POST
def copy(request: HttpRequest, key: str, force: str) -> HttpResponse:
    """The copy of an issued letter for the commissioner, a PDF: that it is made is on record as a
    disclosure."""
    by, at = asker_of(request), timezone.now()
    one = queries.assessed_named(key, force, by.user, at=at)
    now = letter_to(one, by.user, at=at)
    with one_act():
        issuing.copy_for_commissioner(now=now, by=by, at=at)
        content = letter_pdf(now, by.user, at=at)
    look(
        request,
        kind=one.audit_kind,
        object_id=one.pk,
        compartment=one.compartment_id,
        action=Act.EXPORT,
    )
    return file_response(content, f"letter-{one.slug}-commissioner.pdf", "application/pdf")


@login_required
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for all documents of a round in one file, as a job."""
    by, at = asker_of(request), timezone.now()
    row: AssessmentRound = queries.round_named(key, by.user, at=at)
    if request.method != "POST":
        return redirect("letters:listed", key)
    job = ask_for(
        ALL_DOCUMENTS,
        {"round": row.pk},
        by=by,
        compartment=row.compartment,
        at=at,
        because="letters of the round",
        token=request.POST.get("token", "")[:40],
    )
    return redirect("jobs:job", job.pk)


@login_required
@plainly
@shows_records
@require_safe
def bundle(request: HttpRequest, number: int) -> HttpResponse:
    """The file that such a job made."""
    user, at = asker_of(request).user, timezone.now()
    row: Bundle = record_numbered(Bundle, number, user, at=at)
    look(
        request,
        kind=row.audit_kind,
        object_id=row.pk,
        compartment=row.compartment_id,
        action=Act.EXPORT,
    )
    return file_response(bytes(row.content), "letters.zip", "application/zip")


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, key: str) -> HttpResponse:
    """Replace the Word template, once it was checked."""
    by, at = asker_of(request), timezone.now()
    row = queries.round_named(key, by.user, at=at)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["template"]
        try:
            publishing.replace_template(
                compartment=row.compartment,
                name=given.name,
                content=given.read(5_000_001),
                by=by,
                at=at,
            )
        except NotAllowed:
            raise
        except UserError as wrong:
            form.add_error("template", str(wrong))
        else:
            messages.success(request, _("Letters are made in this template from now on."))
            return redirect("letters:listed", key)
    look(request, kind=row.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    shown = {"round": row, "form": form, "title": _("Word template of the letters"), "files": True}
    return render(request, "letters/entry.html", shown, status=422 if form.errors else 200)
