"""Publishing figures for those who see numbers only."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.keeping import made
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.capability.models import PanelFigures
from custodes.web.decision import Action


def publish(
    *,
    title: str,
    content: Mapping[str, Any],
    compartment: Compartment,
    token: str,
    by: Asker,
    at: datetime,
) -> PanelFigures:
    """Publish figures for a panel; the same form sent again publishes once."""
    check_may(by, Action.EDIT_CAPABILITY, compartment, at=at)
    wanted = " ".join(title.split())
    if not wanted:
        raise UserError(_("Give the figures a title, such as the quarter and the panel."))
    with one_act():
        rows = PanelFigures.objects.visible_to(by.user, at=at)
        same: PanelFigures | None = rows.filter(token=token).first()
        if same is not None:
            return same
        row = PanelFigures(
            compartment=compartment,
            title=wanted,
            content=dict(content),
            by=by.user,
            at=at,
            token=token,
        )
        row.save()
        made(row, by)
    return row
