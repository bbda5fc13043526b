"""The keyring: who joins reads what there is, who left reads nothing that is wrapped anew."""

from dataclasses import replace

import pytest

from custodes.web.sealing import envelope, keyring
from custodes.web.sealing.keyring import keyring_from, unlocked
from custodes.web.sealing.keys import Cost
from custodes.web.sealing.public import public_keys_from
from custodes.web.sealing.refused import SealingRefused, WrongSecret
from web.sealing.sealed import CHEAP, ON, OTHER_PASSPHRASE, PASSPHRASE, REPORT


@pytest.fixture(scope="module")
def two(unit):
    return keyring.with_reader(
        unit.ring, unit.held, reader="reader-2", passphrase=OTHER_PASSPHRASE, on=ON, cost=CHEAP
    )


def test_it_is_kept_as_a_file_and_read_again(two):
    assert keyring_from(str(two)) == two
    assert public_keys_from(str(two.public)) == two.public
    assert len(two.public.fingerprint) == 39


def test_a_passphrase_opens_it_and_another_does_not(unit):
    assert unlocked(unit.ring, reader="reader-1", passphrase=PASSPHRASE) == unit.held
    with pytest.raises(WrongSecret):
        unlocked(unit.ring, reader="reader-1", passphrase=OTHER_PASSPHRASE)
    with pytest.raises(SealingRefused, match="no reader"):
        unlocked(unit.ring, reader="reader-9", passphrase=PASSPHRASE)


def test_the_public_file_opens_nothing(unit):
    text = str(unit.ring.public)
    assert unit.held.keys[0].private.hex() not in text
    assert "reader" not in text


def test_whoever_joins_reads_what_was_sealed_before(unit, two):
    held = unlocked(two, reader="reader-2", passphrase=OTHER_PASSPHRASE)
    assert envelope.opened(unit.envelope, *held.keys).content == REPORT.to_bytes()
    with pytest.raises(SealingRefused, match="already"):
        keyring.with_reader(
            two, held, reader="reader-2", passphrase=OTHER_PASSPHRASE, on=ON, cost=CHEAP
        )


def test_a_reader_who_left_opens_nothing_that_was_wrapped_anew(unit, two):
    gone = unlocked(two, reader="reader-2", passphrase=OTHER_PASSPHRASE)
    after = keyring.without_reader(two, reader="reader-2", on=ON)
    with pytest.raises(SealingRefused, match="no reader"):
        unlocked(after, reader="reader-2", passphrase=OTHER_PASSPHRASE)
    held = unlocked(after, reader="reader-1", passphrase=PASSPHRASE)
    assert len(held.keys) == 2
    again = envelope.rewrapped(unit.envelope, *held.keys, publics=[after.public.intake])
    new = unit.seal(b"later")
    later = envelope.rewrapped(new, *held.keys, publics=[after.public.intake])
    for sealed in (again, later):
        with pytest.raises(SealingRefused):
            envelope.opened(sealed, *gone.keys)
    done = keyring.only_newest(after)
    newest = unlocked(done, reader="reader-1", passphrase=PASSPHRASE)
    assert envelope.opened(again, *newest.keys).content == REPORT.to_bytes()
    with pytest.raises(SealingRefused):
        envelope.opened(unit.envelope, *newest.keys)


def test_the_last_reader_cannot_leave(unit):
    with pytest.raises(SealingRefused, match="last reader"):
        keyring.without_reader(unit.ring, reader="reader-1", on=ON)


def test_a_passphrase_is_changed_by_whoever_knows_the_old_one(unit):
    changed = keyring.with_passphrase(
        unit.ring, reader="reader-1", old=PASSPHRASE, new=OTHER_PASSPHRASE, cost=CHEAP
    )
    assert unlocked(changed, reader="reader-1", passphrase=OTHER_PASSPHRASE) == unit.held
    with pytest.raises(WrongSecret):
        unlocked(changed, reader="reader-1", passphrase=PASSPHRASE)
    with pytest.raises(WrongSecret):
        keyring.with_passphrase(
            unit.ring, reader="reader-1", old="not this one at all", new=OTHER_PASSPHRASE
        )


def test_a_short_passphrase_and_a_nameless_reader_are_refused(unit):
    for name, phrase in (("reader-3", "too short"), ("", PASSPHRASE), ("a\nb", PASSPHRASE)):
        with pytest.raises(SealingRefused):
            keyring.with_reader(
                unit.ring, unit.held, reader=name, passphrase=phrase, on=ON, cost=CHEAP
            )


def test_an_old_passphrase_typed_another_way_in_unicode_is_the_same():
    ring = keyring.new_keyring(
        unit="U", reader="r", passphrase="caf\u00e9 au bord du lac", recovery=bytes(32), on=ON,
        cost=CHEAP,
    )  # fmt: skip
    assert unlocked(ring, reader="r", passphrase="cafe\u0301 au bord du lac").keys


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"format": 1', '"format": 2'),
        lambda text: text.replace('"mebibytes": 8', '"mebibytes": 999999'),
        lambda text: text.replace('"name": "reader-1"', '"name": "reader-7"'),
        lambda text: text.replace('"wrap": "', '"wrap": "!'),
        lambda text: "[]",
        lambda text: "{}",
    ],
)
def test_a_damaged_keyring_is_refused(unit, damage):
    with pytest.raises(SealingRefused):
        keyring_from(damage(str(unit.ring)))


def test_a_wrap_moved_to_another_reader_opens_nothing(two):
    first, second = two.readers
    moved = replace(two, readers=(first, replace(second, wrap=first.wrap, salt=first.salt)))
    with pytest.raises(WrongSecret):
        unlocked(moved, reader="reader-2", passphrase=PASSPHRASE)


def test_a_key_put_in_anothers_place_is_noticed(unit):
    other = keyring.rotated(unit.ring, on=ON)
    forged = replace(unit.ring, keys=(replace(unit.ring.keys[0], public=other.keys[0].public),))
    with pytest.raises(SealingRefused, match="another key than it says"):
        unlocked(forged, reader="reader-1", passphrase=PASSPHRASE)


def test_costs_have_bounds():
    for passes, mebibytes in ((0, 64), (3, 4), (3, 4096), (99, 64)):
        with pytest.raises(SealingRefused):
            Cost(passes, mebibytes)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": 1, "unit": "x", "intake": "!"}'])
def test_a_damaged_file_of_public_keys_is_refused(text):
    with pytest.raises(SealingRefused):
        public_keys_from(text)
