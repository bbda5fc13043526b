"""Fixtures of the audit's tests: one log for all that only read it, and two witnesses."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

from custodes.web.audit.notes import new_signer
from web.audit.written_log import EVENTS, Written, tell


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is taken back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def written(django_db_setup: None, django_db_blocker) -> Written:
    """Records that are made, changed, read and erased, with checkpoints on the way."""
    signer = new_signer("custodes-test")
    with django_db_blocker.unblock(), undone():
        return tell(signer, EVENTS)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The folders of two witnesses."""
    made = (tmp_path / "one", tmp_path / "two")
    for folder in made:
        folder.mkdir()
    return made
