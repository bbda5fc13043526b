"""The threat assessment: counts, trends that are more than chance, and what is left out."""

import time
from datetime import date
from math import comb

import pytest

from custodes.web.capability.threat import (
    CHANCE,
    FALLING,
    MOST_SUMMED,
    NO_CLEAR_TREND,
    RISING,
    Category,
    Item,
    Priority,
    assess,
    chance_of,
    due,
    left_out,
    trend,
)

TO = date(2026, 4, 1)
SEXUAL, DRUGS = Category.SEXUAL_MISCONDUCT, Category.DRUGS


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (0, 0, NO_CLEAR_TREND),
        (0, 5, NO_CLEAR_TREND),  # two-sided 0.0625
        (0, 6, RISING),  # two-sided 0.03125
        (6, 0, FALLING),
        (10, 12, NO_CLEAR_TREND),
        (10, 25, RISING),
    ],
)
def test_a_trend_is_more_than_chance(before, now, told):
    assert trend(before, now) == told


def test_counts_beyond_what_is_summed_are_told_as_the_sum_would_tell_them():
    """The normal approximation begins where it agrees with the exact sum to four places."""
    for both in (MOST_SUMMED + 1, MOST_SUMMED + 2):
        for apart in range(60 + both % 2, 130, 2):
            before, now = (both - apart) // 2, (both + apart) // 2
            exact = 2 * sum(comb(both, few) for few in range(before + 1)) / (1 << both)
            assert chance_of(before, now) == pytest.approx(exact, abs=1e-4)
            assert (chance_of(before, now) > CHANCE) is (exact > CHANCE)


def test_as_many_items_as_a_form_takes_are_told_in_no_time():
    began = time.monotonic()
    assert trend(999_999, 997_000) == FALLING
    assert trend(999_999, 999_999) == NO_CLEAR_TREND
    assert trend(998_500, 999_999) == NO_CLEAR_TREND
    assert trend(0, 999_999) == RISING
    assert time.monotonic() - began < 0.5


def test_items_count_in_each_of_their_categories_and_in_their_own_year():
    items = [
        Item(date(2026, 3, 31), frozenset({SEXUAL, DRUGS})),
        Item(date(2025, 4, 1), frozenset({SEXUAL})),
        Item(date(2025, 3, 31), frozenset({SEXUAL})),
        Item(date(2026, 4, 1), frozenset({SEXUAL})),
        Item(date(2024, 3, 31), frozenset({SEXUAL})),
    ]
    seen = assess(items, {SEXUAL: 5}, to=TO)
    assert len(seen) == len(Category)
    assert (seen[0].category, seen[0].before, seen[0].now, seen[0].harm) == (SEXUAL, 1, 2, 5)
    assert (seen[1].category, seen[1].now) == (DRUGS, 1)


def test_a_grave_or_rising_category_without_a_priority_is_told():
    items = [Item(date(2026, 1, n), frozenset({DRUGS})) for n in range(1, 8)]
    seen = assess(items, {SEXUAL: 4, Category.THEFT: 3}, to=TO)
    assert set(left_out(seen, [])) == {SEXUAL, DRUGS}
    assert left_out(seen, [Priority(SEXUAL, {}), Priority(DRUGS, {})]) == ()


def test_harm_has_five_steps_and_the_next_is_due_in_a_year():
    with pytest.raises(ValueError, match="1 to 5"):
        assess([], {SEXUAL: 6}, to=TO)
    assert due(date(2024, 2, 29)) == date(2025, 2, 28)
    assert due(TO) == date(2027, 4, 1)
