"""The kinds of the tests, declared for the length of one."""

import pytest

from custodes.web.jobs.kinds import kinds
from web.jobs.kinds import BREAK, COUNT, REFUSE


@pytest.fixture(autouse=True)
def _declared(monkeypatch):
    for kind in (COUNT, REFUSE, BREAK):
        monkeypatch.setitem(kinds(), kind.id, kind)
