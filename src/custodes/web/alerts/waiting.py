"""What waits for a second person on the pages of the alerts: what is asked to be held back, and
watches."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from custodes.web.accounts.second import Waiting
from custodes.web.accounts.sign_in import Asker
from custodes.web.alerts import holds, watching
from custodes.web.alerts.actions.holding import can_answer as can_answer_hold
from custodes.web.alerts.actions.watches import can_answer as can_answer_watch
from custodes.web.alerts.models import Alert
from custodes.web.alerts.names import names_for
from custodes.web.alerts.queries import suppressions
from custodes.web.alerts.showing import title_of
from custodes.web.alerts.watches import watches
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import shown_names


def waiting(by: Asker, at: datetime) -> list[Waiting]:
    """What this person may grant or refuse now."""
    return [*_holds(by, at), *_watches(by, at)]


def _holds(by: Asker, at: datetime) -> list[Waiting]:
    rows = [
        row
        for row in suppressions(by.user, at=at)
        if holds.standing(row, at) == holds.ASKED and can_answer_hold(row, by, at)
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


def _watches(by: Asker, at: datetime) -> list[Waiting]:
    rows = [
        row
        for row in watches(by.user, at=at)
        if watching.standing(row, at) == watching.ASKED and can_answer_watch(row, by, at)
    ]
    names = shown_names(
        {Subject.STAFF: [row.staff for row in rows]},
        user=by.user,
        compartments={row.compartment_id for row in rows},
        at=at,
    )
    return [
        Waiting(
            _("Watch %(name)s more closely") % {"name": names[row.staff]},
            reverse("alerts:watch", args=[row.pk]),
            row.asked_by.name,
            row.at,
        )
        for row in rows
    ]
