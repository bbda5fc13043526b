"""The reporter's code and words: 90 bits, said once, typed back however they are typed."""

import math
from dataclasses import replace

import pytest

from custodes.web.sealing import reporter
from custodes.web.sealing.keys import Cost
from custodes.web.sealing.refused import SealingRefused, WrongSecret
from custodes.web.sealing.reporter import code_from, lock_from, secret_from, unlocked, word_list
from web.sealing.sealed import CHEAP


def test_seven_words_hold_ninety_bits():
    words = word_list()
    assert len(set(words)) == len(words)
    assert math.log2(len(words)) * reporter.WORDS >= 90
    assert all(word.isascii() and word.islower() and 4 <= len(word) <= 8 for word in words)


def test_no_word_would_hurt_whoever_is_told_it():
    unfit = "rape abuse victim killer dead hate slut whore naked breast kiss police officer jail"
    assert not set(unfit.split()) & set(word_list())


def test_the_same_seed_gives_the_same_and_another_gives_another():
    seed = reporter.new_seed()
    assert secret_from(seed) == secret_from(seed)
    many = [secret_from(reporter.new_seed()) for _ in range(300)]
    assert len({one.code for one in many}) == len({one.words for one in many}) == 300
    assert len({word for one in many for word in one.words}) > 1_500
    assert len({one.report for one in many}) == 300
    with pytest.raises(SealingRefused):
        secret_from(b"short")


def test_words_open_their_own_report_alone(unit):
    assert unlocked(unit.lock, unit.words, report=unit.secret.report) == unit.reporter
    with pytest.raises(WrongSecret):
        unlocked(unit.lock, unit.words, report=bytes(16))
    with pytest.raises(WrongSecret):
        unlocked(unit.lock, " ".join(reversed(unit.secret.words)), report=unit.secret.report)


def test_two_reports_with_the_same_words_have_different_locks(unit):
    _pair, other = reporter.locked(unit.words, report=unit.secret.report, cost=CHEAP)
    assert other.salt != unit.lock.salt
    assert other.wrap != unit.lock.wrap


def test_words_count_however_they_are_typed(unit):
    typed = "  " + ",  ".join(word.title() for word in unit.secret.words) + ".\n"
    assert unlocked(unit.lock, typed, report=unit.secret.report) == unit.reporter


def test_a_lock_is_kept_and_read_again(unit):
    assert lock_from(unit.lock.to_bytes()) == unit.lock
    raw = unit.lock.to_bytes()
    for wrong in (raw[:-1], b"\x02" + raw[1:], raw[:2] + b"\x0b" + raw[3:], b""):
        with pytest.raises(SealingRefused):
            lock_from(wrong)
    with pytest.raises(SealingRefused, match="power of two"):
        replace(unit.lock, cost=Cost(3, 60)).to_bytes()


def test_a_code_is_read_however_it_is_spaced_and_mistaken_letters_are_put_right():
    code = secret_from(bytes(32)).code
    assert code_from(code.lower().replace("-", " ")) == code
    assert code_from(code.replace("0", "O").replace("1", "l")) == code
    for wrong in ("", "ABCD", code + "A", "!" * 12, "ÀBCD-EFGH-JKMN"):
        assert code_from(wrong) == ""


def test_a_code_that_there_is_not_takes_a_real_try():
    with pytest.raises(WrongSecret):
        reporter.tried_in_vain("seven words that there are not", CHEAP)


def test_nothing_secret_is_in_a_repr(unit):
    for thing in (unit.secret, unit.held, unit.reporter, unit.shares[0]):
        text = repr(thing)
        assert unit.secret.words[0] not in text
        assert "private=" not in text
        assert "secret=b" not in text
