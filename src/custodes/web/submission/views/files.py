"""What was signed, as files: the package, the commissioner's copy, the words."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.answers import plainly
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.sign_in import check_stepped_up
from custodes.web.audit.looks import shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.decision import Action
from custodes.web.documents.tables import file_response
from custodes.web.plan.views.shared import asked, may
from custodes.web.submission import actions
from custodes.web.submission.models import Prepared
from custodes.web.submission.package import read
from custodes.web.submission.paper import commissioners_copy
from custodes.web.submission.views.listing import row_of
from custodes.web.submission.wording import in_words

FILES = {
    "package": "application/zip",
    "pdf": "application/pdf",
    "words": "text/plain; charset=utf-8",
}


@login_required
@plainly
@shows_records
@require_safe
def file(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """What was signed: the package, the commissioner's copy as a PDF, or the words alone."""
    one = asked(request)
    row = row_of(one, number)
    if kind not in FILES:
        raise Http404
    if row.content is None:
        raise UserError(_("It is not signed yet, so there is nothing to take out."))
    if may(one.by, Action.SUBMIT_PLAN, one.place, one.at):
        check_stepped_up(request)
    check_may(one.by, Action.SUBMIT_PLAN, one.place, about=str(row), at=one.at)
    content = bytes(row.content)
    if kind == "package":
        made, name = content, f"submission-{row.round}.zip"
    elif kind == "pdf":
        made, name = commissioners_copy(read(content)), f"commissioners-copy-{row.round}.pdf"
        with one_act():
            actions.disclose_to_commissioner(row, one.by)
    else:
        made, name = in_words(read(content).submission).encode(), f"submission-{row.round}.txt"
    one.told(Prepared.audit_kind, row.pk, Act.EXPORT)
    return file_response(made, name, FILES[kind])
