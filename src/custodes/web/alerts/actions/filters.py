"""Keeping a filter of the queue under a name, making it the default, and dropping it."""

from datetime import datetime
from typing import Any

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.alerts.models import SavedFilter
from custodes.web.alerts.taking import everything
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action

MOST = 30


def save_filter(
    *,
    name: str,
    query: str,
    default: bool,
    compartment: Compartment,
    by: Asker,
    because: str = "",
    at: datetime,
) -> SavedFilter:
    """Keep an address of the queue; under a name that is there already, in its place."""
    check_may(by, Action.SEE_ALERTS, compartment, reason=because, at=at)
    with one_act():
        # Also those of a place that one has left: a name is one's own, and there is one default.
        mine = everything(SavedFilter).filter(owner=by.user)
        if default:
            _none_the_default(mine, by)
        row: SavedFilter | None = mine.filter(name=name).first()
        if row is None:
            if SavedFilter.objects.visible_to(by.user, at=at).filter(owner=by.user).count() >= MOST:
                raise UserError(f"You keep {MOST} filters already: drop one first.")
            row = SavedFilter(compartment=compartment, owner=by.user, name=name)
            effect, act = Effect.MADE, Act.COLLECTION
        else:
            effect, act = Effect.CHANGED, Act.ALTERATION
        row.compartment = compartment
        row.query, row.is_default, row.at = query, default or row.is_default, at
        row.save()
        _told(by, row, act, effect)
    return row


def drop_filter(*, row: SavedFilter, by: Asker, because: str = "", at: datetime) -> None:
    """Drop one's own filter."""
    check_may(by, Action.SEE_ALERTS, row.compartment, reason=because, at=at)
    if row.owner_id != by.user.pk:
        raise UserError("This filter is somebody else's.")
    with one_act():
        _told(by, row, Act.ERASURE, Effect.ERASED)
        row.delete()


def _none_the_default(mine: Any, by: Asker) -> None:
    for row in mine.filter(is_default=True):
        _told(by, row, Act.ALTERATION, Effect.CHANGED)
        row.is_default = False
        row.save(update_fields=["is_default"])


def _told(by: Asker, row: SavedFilter, act: Act, effect: Effect) -> None:
    record(
        act,
        by=by.by,
        kind=SavedFilter.audit_kind,
        object_id=row.pk,
        effect=effect,
        compartment=row.compartment_id,
    )
