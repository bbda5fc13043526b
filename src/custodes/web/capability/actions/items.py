"""Items of intelligence as the threat assessment counts them: brought in, each once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import Told, record_all
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.capability.models import ThreatItem
from custodes.web.capability.threat import Category
from custodes.web.decision import Action


@dataclass(frozen=True)
class Brought:
    """One item: the number by which the force knows it, its day and categories."""

    ref: str
    on: date
    categories: frozenset[Category]


def bring_in(
    items: Iterable[Brought], *, origin: str, compartment: Compartment, by: Asker, at: datetime
) -> int:
    """Keep the items that are not there yet; how many were new."""
    check_may(by, Action.EDIT_CAPABILITY, compartment, at=at)
    with one_act():
        rows = ThreatItem.objects.visible_to(by.user, at=at).filter(compartment=compartment)
        held = set(rows.values_list("ref", flat=True))
        new = [
            ThreatItem(
                compartment=compartment,
                ref=one.ref,
                on=one.on,
                categories=sorted(category.name for category in one.categories),
                origin=origin,
                by=by.user,
                at=at,
            )
            for one in {one.ref: one for one in items}.values()
            if one.ref not in held
        ]
        made = ThreatItem.objects.bulk_create(new)
        record_all(
            [
                Told(
                    Act.COLLECTION,
                    ThreatItem.audit_kind,
                    str(row.pk),
                    Effect.MADE,
                    compartment.key,
                    reason=origin,
                )
                for row in made
            ],
            by=by.by,
        )
    return len(made)
