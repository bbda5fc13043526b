"""The key of the home: one file that only its owner reads, and nothing opens without it."""

import stat

import pytest
from cryptography.exceptions import InvalidTag

from custodes.web.accounts.keys import derived, opened, sealed


@pytest.fixture(autouse=True)
def key(settings, tmp_path):
    settings.ACCOUNTS_KEY = tmp_path / "web" / "accounts.key"
    return settings.ACCOUNTS_KEY


def test_the_file_is_made_once_and_is_its_owners(key):
    assert derived("a") == derived("a") != derived("b")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert [path.name for path in key.parent.iterdir()] == ["accounts.key"]


def test_what_is_sealed_opens_here_for_its_purpose_and_nowhere_else(key):
    box = sealed("S-1042", "a")
    assert "S-1042" not in box
    assert opened(box, "a") == "S-1042"
    assert sealed("S-1042", "a") != box
    with pytest.raises(InvalidTag):
        opened(box, "b")
    with pytest.raises(InvalidTag):
        opened(box[:-6] + ("AAAA==" if box[-6:] != "AAAA==" else "BBBB=="), "a")
    key.unlink()
    with pytest.raises(InvalidTag):
        opened(box, "a")
