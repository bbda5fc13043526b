"""The threat assessment: counts, trends that are more than chance, and what is left out."""

from datetime import date

import pytest

from custodes.web.capability.threat import (
    FALLING,
    NO_CLEAR_TREND,
    RISING,
    Category,
    Item,
    Priority,
    assess,
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
