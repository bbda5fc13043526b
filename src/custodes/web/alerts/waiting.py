"""What waits for a second person on the pages of the alerts: what is asked to be held back."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from custodes.web.accounts.second import Waiting
from custodes.web.accounts.sign_in import Asker
from custodes.web.alerts.actions.holding import can_answer
from custodes.web.alerts.models import Alert
from custodes.web.alerts.names import names_for
from custodes.web.alerts.queries import suppressions
from custodes.web.alerts.showing import title_of


def waiting(by: Asker, at: datetime) -> list[Waiting]:
    """What this person may grant or refuse now."""
    rows = [
        row
        for row in suppressions(by.user, at=at)
        if not hasattr(row, "answer") and can_answer(row, by, at)
    ]
    pairs = [
        Alert(compartment_id=row.compartment_id, staff=row.staff, person=row.person) for row in rows
    ]
    names = names_for(pairs, by.user, at, whole=False)
    return [
        Waiting(
            _("Hold back alerts of %(pair)s") % {"pair": title_of(pair, names)},
            f"{reverse('alerts:suppressions')}#held-{row.pk}",
            row.asked_by.name,
            row.at,
        )
        for row, pair in zip(rows, pairs, strict=True)
    ]
