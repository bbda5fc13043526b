"""What a force sent, to be read: the submission in words, and each document as it was given."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from custodes.web.accounts.answers import plainly
from custodes.web.accounts.sign_in import asker_of
from custodes.web.assessment import queries
from custodes.web.assessment.sent import package_of
from custodes.web.assessment.views.deciding import told
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.documents.papers import KINDS, kind_of
from custodes.web.documents.tables import file_response
from custodes.web.submission.wording import in_words


@login_required
@plainly
@shows_records
@require_safe
def sent(request: HttpRequest, key: str, force: str) -> HttpResponse:
    """The package of a force in words, with its documents; `?document=` gives one of them."""
    user, now = asker_of(request).user, timezone.now()
    one = queries.assessed_named(key, force, user, at=now)
    package = package_of(one, user, at=now)
    if name := request.GET.get("document", ""):
        content = package.documents.get(name) if package else None
        if content is None:
            raise Http404
        look(
            request,
            kind=one.audit_kind,
            object_id=one.pk,
            compartment=one.compartment_id,
            action=Act.EXPORT,
        )
        return file_response(content, name, KINDS[kind_of(name)])
    told(request, one)
    shown = {
        "one": one,
        "words": in_words(package.submission) if package else "",
        "documents": package.submission.documents if package else (),
    }
    return render(request, "assessment/sent.html", shown)
