"""Recovery: any two of the three shares, and never one."""

from itertools import combinations

import pytest

from custodes.web.sealing import envelope, keys, recovery
from custodes.web.sealing.recovery import PAIRS, recovered, share_from
from custodes.web.sealing.refused import SealingRefused
from web.sealing.sealed import REPORT


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_with_any_one_share_lost_the_other_two_open_everything(unit, lost):
    left = [share_from(str(s)) for n, s in enumerate(unit.shares) if n != lost]
    for one, other in (left, left[::-1]):
        key = recovered(one, other)
        assert envelope.opened(unit.envelope, key).content == REPORT.to_bytes()


def test_one_share_opens_none_of_the_wraps(unit):
    share = unit.shares[0]
    for a, b in PAIRS:
        for guess in (share.secret, recovery._both(share.secret, share.secret), bytes(32)):
            with pytest.raises(SealingRefused):
                keys.unwrapped(
                    share.wraps[PAIRS.index((a, b))],
                    guess,
                    recovery._context(share.public, a, b),
                )


def test_the_same_share_twice_or_of_another_set_is_refused(unit):
    _public, others = recovery.new_recovery()
    with pytest.raises(SealingRefused, match="same share twice"):
        recovered(unit.shares[0], unit.shares[0])
    with pytest.raises(SealingRefused, match="different recovery keys"):
        recovered(unit.shares[0], others[1])


def test_a_doctored_share_is_refused(unit):
    from dataclasses import replace

    _public, others = recovery.new_recovery()
    wrong = replace(unit.shares[1], secret=others[1].secret)
    with pytest.raises(SealingRefused, match="do not open"):
        recovered(unit.shares[0], wrong)


def test_each_mistyped_line_is_noticed(unit):
    text = str(unit.shares[2])
    for number, line in enumerate(text.splitlines()):
        changed = line[:-2] + ("A" if line[-2] != "A" else "B") + line[-1]
        lines = text.splitlines()
        lines[number] = changed
        with pytest.raises(SealingRefused):
            share_from("\n".join(lines))
    with pytest.raises(SealingRefused, match="whole share"):
        share_from("\n".join(text.splitlines()[:-1]))
    assert share_from("\n\n  " + text.replace("\n", "\r\n\r\n ")) == unit.shares[2]


def test_no_two_shares_hold_the_same_secret(unit):
    for one, other in combinations(unit.shares, 2):
        assert one.secret != other.secret
        assert one.wraps == other.wraps
