"""All rows of a model, whoever asks: for what arrives, is wrapped anew, linked or counted."""

from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def every(model: type[Row]) -> QuerySet[Row]:
    """All rows. No page shows a row that comes from here: a page begins at `visible_to`."""
    return QuerySet(model)
