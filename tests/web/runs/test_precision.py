"""Shares with their intervals, against values worked out elsewhere."""

import pytest

from custodes.web.runs.precision import ceiling, drawn_share, wilson


def test_wilson_gives_the_interval_of_the_published_example():
    """Newcombe 1998, Statistics in Medicine 17:857, method 3: 81 of 263, and 0 of 20."""
    found = wilson(81, 263)
    assert (found.share, found.low, found.high) == pytest.approx((0.3080, 0.2553, 0.3662), abs=5e-5)
    none = wilson(0, 20)
    assert (none.low, none.high) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(0, 0) is None


def test_equal_chances_weigh_alike():
    drawn = [(0.01, True)] + [(0.01, False)] * 9
    found, plain = drawn_share(drawn), wilson(1, 10)
    assert (found.share, found.low, found.high) == pytest.approx(
        (plain.share, plain.low, plain.high)
    )


def test_what_was_rarely_drawn_stands_for_more_and_widens_the_interval():
    found = drawn_share([(0.5, True), (0.1, False)])
    assert found.share == pytest.approx(2 / 12)
    assert found.of == pytest.approx(144 / 104)
    assert found.high - found.low > wilson(1, 2).high - wilson(1, 2).low - 0.2
    assert drawn_share([]) is None
    for chance in (0, -0.1, 1.5):
        with pytest.raises(ValueError, match="a chance"):
            drawn_share([(chance, True)])


def test_the_ceiling_is_cases_over_alerts_read():
    """2 cases a year among 1,000 staff, 26 alerts read a year (2 of them theirs): 0.077."""
    assert ceiling(1_000, 26 / (365.25 / 7), 2.0) == pytest.approx(0.077, abs=5e-4)
    assert ceiling(1_000_000, 1, 2.0) == 1.0
    assert ceiling(300, 0, 2.0) is None
