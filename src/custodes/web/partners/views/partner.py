"""One partner: how developed the link is and why, the log, and how it came to be as it is."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.partners import log, presenters
from custodes.web.partners.answers import notices, plainly
from custodes.web.partners.kinds import GROUPS, KIND_TITLES
from custodes.web.partners.models import Partner
from custodes.web.partners.queries import in_the_unit, may_edit, partner_numbered, register
from custodes.web.partners.views.register import day_of


@login_required
@plainly
@shows_records
@require_safe
def partner(request: HttpRequest, number: int) -> HttpResponse:
    """One partner on a day."""
    by, now = asker_of(request), timezone.now()
    found, as_of = partner_numbered(number, by.user, at=now), day_of(request, now)
    whole = register(by.user, compartment=found.compartment_id, at=now)
    link = next(link for link in whole.links if link.id == found.pk)
    edits = may_edit(by, found.compartment_id, now)
    unit = in_the_unit(by.user, now)
    look(request, kind=Partner.audit_kind, object_id=found.pk, compartment=found.compartment_id)
    shown = {
        "notices": notices(request),
        "partner": found,
        "contacts": found.contacts.splitlines(),
        "may_edit": edits,
        "kind": KIND_TITLES[found.kind],
        "facts": presenters.partner_facts(link, [str(GROUPS[group]) for group in found.groups]),
        "as_of": as_of.isoformat(),
        "tag": presenters.level_tag(link, as_of),
        "lines": presenters.link_lines(link, as_of, unit=unit),
        "alarms": presenters.partner_alarms(link, as_of),
        "log": log.log_of(found, by.user, at=now, edits=edits, unit=unit),
        "history": log.history_of(found, by.user, at=now),
        "rule": presenters.rule_lines(),
    }
    return render(request, "partners/partner.html", shown)
