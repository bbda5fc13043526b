"""Where every look at a record starts: the rows that one user may know of, and no others."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models

from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.standing import account_of, compartments_seen, subjects_hidden
from custodes.web.decision import Action


class VisibleQuerySet(models.QuerySet[Any]):
    """Rows of a record; `visible_to` is the only way in, and a test keeps it so."""

    def visible_to(self, user: User, *, at: datetime) -> Self:
        """The rows that the user may know of at that moment.

        Lists, counts, search, feeds and exports all start here, so that a row that is hidden
        and one that is not there cannot be told apart.
        """
        record: type[Record] = self.model
        account = account_of(user, at=at)
        rows = self.filter(compartment__in=compartments_seen(account, record.sees, at=at))
        hidden = subjects_hidden(account, at=at)
        for field in record.subjects:
            rows = rows.exclude(**{f"{field}__in": hidden})
        return rows


class Record(models.Model):
    """The base of whatever holds content: it lies in a compartment, and says whom it concerns.

    `sees` is the act that shows it, `subjects` the look-ups that lead to the references of the
    staff whom it concerns (empty where it can concern nobody). `also_looked_at_as` are the kinds,
    beside its own, under which a look at it is told.
    """

    sees: ClassVar[Action]
    subjects: ClassVar[tuple[str, ...]]
    also_looked_at_as: ClassVar[tuple[str, ...]] = ()

    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        """A base, not a table."""

        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse at import a record that does not say what shows it and whom it concerns."""
        super().__init_subclass__(**kwargs)
        if missing := [name for name in ("sees", "subjects") if not hasattr(cls, name)]:
            raise TypeError(f"{cls.__name__} does not declare {', '.join(missing)}.")


@dataclass(frozen=True)
class Kept:
    """Records of one model that concern certain staff, as the audit names them."""

    kinds: tuple[str, ...]
    ids: list[str]
    compartments: list[str]


def kept_from(references: Collection[str]) -> Iterator[Kept]:
    """The records of every model that concern one of these members of staff: for the audit, which
    hides from somebody what tells of them."""
    for model in apps.get_models():
        # One that is not managed has no table of ours.
        if not issubclass(model, Record) or not model.subjects or not model._meta.managed:
            continue
        concerned = models.Q()
        for field in model.subjects:
            concerned |= models.Q(**{f"{field}__in": list(references)})
        rows = list(model._base_manager.filter(concerned))
        if rows:
            kind = getattr(model, "audit_kind", "")
            ids = {str(row.pk) for row in rows} | {str(row) for row in rows}
            places = {row.compartment_id for row in rows}
            kinds = (kind, *model.also_looked_at_as)
            yield Kept(kinds, sorted(ids), sorted(places))
