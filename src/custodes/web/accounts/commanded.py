"""Rows for whoever owns the machine and asks by a command, where no account is there to ask."""

from typing import Any

from django.db import models

from custodes.web.accounts.visible import Record


def rows_for_command(record: type[Record]) -> models.QuerySet[Any]:
    """All rows of a record. The command records what it takes out; a page never asks here, and a
    test lists who does."""
    return record._default_manager.all()
