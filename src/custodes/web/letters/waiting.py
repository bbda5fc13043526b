"""What waits for a second person on the pages of the letters: letters asked to be issued."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from custodes.web.accounts.second import Waiting
from custodes.web.accounts.sign_in import Asker
from custodes.web.letters import states
from custodes.web.letters.actions.issuing import may_approve
from custodes.web.letters.models import Letter
from custodes.web.letters.queries import letters_of


def waiting(by: Asker, at: datetime) -> list[Waiting]:
    """The letters that this person may approve now."""
    rows = Letter.objects.visible_to(by.user, at=at).filter(state=states.ASKED)
    whole = [row.assessed for row in rows.select_related("assessed__round").defer("frozen")]
    if not whole:
        return []
    return [
        Waiting(
            _("Issue the letter to %(force)s") % {"force": now.assessed.force},
            reverse("letters:letter", args=[now.assessed.round.key, now.assessed.slug]),
            str(now.row.asked_by.name),
            now.wording.at if now.wording else at,
        )
        for now in letters_of(whole, by.user, at=at).values()
        if now.row is not None and now.row.asked_by is not None and may_approve(now, by, at)
    ]
