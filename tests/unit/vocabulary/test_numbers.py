"""A whole number that somebody names is plain digits, and few enough of them."""

import pytest

from custodes.vocabulary.numbers import MOST_DIGITS, whole_named

LARGEST = "9" * MOST_DIGITS


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), (LARGEST, 10**15 - 1)])
def test_plain_digits_name_a_number(text, number):
    assert whole_named(text) == number


@pytest.mark.parametrize("text", ["", " 1", "-1", "1.0", "1e3", "²", "٣", "1_000", "9" * 5000])
def test_whatever_else_it_is_names_none(text):
    assert whole_named(text) is None
