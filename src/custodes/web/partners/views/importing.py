"""Taking a list of partners in from a file, and the empty list to fill."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import NotAllowed
from custodes.web.documents.tables import csv_response
from custodes.web.partners.actions.importing import take_list
from custodes.web.partners.answers import plainly
from custodes.web.partners.forms import ImportForm
from custodes.web.partners.importing import COLUMNS, LARGEST, lines_of
from custodes.web.partners.kinds import GROUPS, KIND_TITLES
from custodes.web.partners.queries import compartment_of, place_of
from custodes.web.partners.views.register import LISTED


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Take a list in, and say line by line what became of it."""
    by, now = asker_of(request), timezone.now()
    place = compartment_of(place_of(by.user, now))
    form = ImportForm(request.POST or None, request.FILES or None)
    taken = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["list_"]
        try:
            if given.size > LARGEST:
                raise UserError(_("The file is larger than 2 MB. Split the list."))
            taken = take_list(
                compartment=place,
                lines=lines_of(given.name, given.read()),
                name_areas=form.cleaned_data["name_areas"],
                by=by,
                at=now,
            )
        except NotAllowed:
            raise
        except UserError as wrong:
            form.add_error("list_", str(wrong))
    look(request, kind=LISTED, compartment=place.key)
    shown = {
        "form": form,
        "taken": taken,
        "refused": [(one.number, one.name, one.because) for one in taken.refused] if taken else [],
        "columns": list(COLUMNS.values()),
        "kinds": [str(title) for title in KIND_TITLES.values()],
        "groups": [str(title) for title in GROUPS.values()],
    }
    return render(request, "partners/take_in.html", shown, status=422 if form.errors else 200)


@login_required
@plainly
@shows_records
@require_safe
def empty(request: HttpRequest) -> HttpResponse:
    """The list with its columns and nothing in it but an example."""
    user, now = asker_of(request).user, timezone.now()
    look(request, kind=LISTED, compartment=place_of(user, now))
    example = [
        "A refuge of the coast (an example: delete this line)",
        str(KIND_TITLES["refuge"]),
        "Coast; Vale",
        "no",
        str(GROUPS["domestic-abuse"]),
        "The manager, on the office line, weekdays before noon",
        90,
        "2026-03-27",
    ]
    return csv_response("partners-to-fill", list(COLUMNS.values()), [example])
