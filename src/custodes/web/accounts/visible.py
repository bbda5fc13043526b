"""Where every look at a record starts: the rows that one user may know of, and no others."""

from datetime import datetime
from typing import Any, ClassVar, Self

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
    staff whom it concerns (empty where it can concern nobody).
    """

    sees: ClassVar[Action]
    subjects: ClassVar[tuple[str, ...]]

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
