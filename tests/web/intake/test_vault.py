"""Keys that change: everything opens to who is there, nothing that is wrapped anew to who left."""

from datetime import date

import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.intake import vault
from custodes.web.intake.hand_over import held, keep
from custodes.web.intake.notices import write_notice
from custodes.web.sealing import keyring, recovery
from custodes.web.sealing.envelope import envelope_from, new_id, opened
from custodes.web.sealing.refused import SealingRefused
from web.sealing.sealed import CHEAP, ON, OTHER_PASSPHRASE, PASSPHRASE, Unit


@pytest.fixture
def kept(tmp_path):
    """A unit with two readers and five envelopes."""
    unit = Unit()
    unit.path, unit.inbox = tmp_path / "keyring.json", tmp_path / "inbox"
    unit.ring = keyring.with_reader(
        unit.ring, unit.held, reader="reader-2", passphrase=OTHER_PASSPHRASE, on=ON, cost=CHEAP
    )
    vault.save(unit.path, str(unit.ring))
    for number in range(5):
        one = unit.seal(f"report {number}".encode(), report=new_id())
        keep(unit.inbox, one.name, one.to_bytes())
    unit.stores = [vault.Folder(unit.inbox)]
    return unit


def contents(unit, *keys):
    return sorted(opened(envelope_from(raw), *keys).content for raw in held(unit.inbox).values())


def test_a_leaver_opens_nothing_and_a_change_that_was_broken_off_goes_on(kept, monkeypatch):
    gone = keyring.unlocked(kept.ring, reader="reader-2", passphrase=OTHER_PASSPHRASE)
    everything = contents(kept, *gone.keys)
    fresh = keyring.without_reader(kept.ring, reader="reader-2", on=ON)
    vault.save(kept.path, str(fresh))
    stays = keyring.unlocked(fresh, reader="reader-1", passphrase=PASSPHRASE)
    whole, left = vault.Folder.replace, [2]

    def stopped(self, name, raw):
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        whole(self, name, raw)

    monkeypatch.setattr(vault.Folder, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        vault.rewrap_all(fresh, stays.keys, kept.stores)
    assert contents(kept, *stays.keys) == everything
    monkeypatch.setattr(vault.Folder, "replace", whole)
    assert vault.finish(kept.path, fresh, stays, kept.stores) == (3, 0)
    ring = vault.load(kept.path)
    assert len(ring.keys) == 1
    newest = keyring.unlocked(ring, reader="reader-1", passphrase=PASSPHRASE)
    assert contents(kept, *newest.keys) == everything
    for raw in held(kept.inbox).values():
        with pytest.raises(SealingRefused):
            opened(envelope_from(raw), *gone.keys)


def test_older_keys_stay_while_something_does_not_open(kept):
    stranger = Unit().envelope
    keep(kept.inbox, stranger.name, stranger.to_bytes())
    fresh = keyring.rotated(kept.ring, on=ON)
    held_ = keyring.unlocked(fresh, reader="reader-1", passphrase=PASSPHRASE)
    vault.save(kept.path, str(fresh))
    assert vault.finish(kept.path, fresh, held_, kept.stores) == (5, 1)
    assert len(vault.load(kept.path).keys) == 2


def test_two_shares_open_everything_again_and_the_old_ones_then_nothing(kept, tmp_path):
    everything = contents(kept, *kept.held.keys)
    kept.path.unlink()
    ring, done, closed = vault.recovered(
        kept.path,
        shares=(kept.shares[2], kept.shares[0]),
        unit="Cambria",
        reader="reader-3",
        passphrase=OTHER_PASSPHRASE,
        new_shares=tmp_path / "new",
        stores=kept.stores,
        on=ON,
        cost=CHEAP,
    )
    assert (done, closed) == (5, 0)
    own = keyring.unlocked(ring, reader="reader-3", passphrase=OTHER_PASSPHRASE)
    assert contents(kept, *own.keys) == everything
    new = [recovery.share_from((tmp_path / "new" / f"share-{n}.txt").read_text()) for n in (1, 2)]
    assert contents(kept, recovery.recovered(*new)) == everything
    old = recovery.recovered(*kept.shares[:2])
    with pytest.raises(SealingRefused):
        contents(kept, old)
    with pytest.raises(UserError, match="empty folder"):
        vault.save_shares(tmp_path / "new", kept.shares)


def test_key_files_are_their_owners_alone_and_damage_is_told(kept):
    assert kept.path.stat().st_mode & 0o777 == 0o600
    kept.path.write_text("{}")
    with pytest.raises(UserError, match="cannot be used"):
        vault.load(kept.path)
    kept.path.unlink()
    with pytest.raises(UserError, match="keys make"):
        vault.load(kept.path)


def test_a_notice_says_nothing_of_what_there_is(tmp_path):
    one = write_notice(tmp_path, on=date(2026, 3, 2)).read_text()
    other = write_notice(tmp_path, on=date(2026, 3, 3)).read_text()
    assert one.replace("2026-03-02", "2026-03-03") == other
    assert not any(word in other.lower() for word in ("new", "report from", "partner", "count"))
