"""Pictures: places on their axes, names for everything, and no meaning by colour alone."""

import itertools
import re
import xml.etree.ElementTree as ET

import pytest

from custodes.proving.report.pictures.canvas import DARK, DASHES, LIGHT, SHAPES, WIDTH, contrast
from custodes.proving.report.pictures.curves import Curve, curves
from custodes.proving.report.pictures.days import Trials, days
from custodes.proving.report.pictures.intervals import (
    LEFT,
    RIGHT,
    SHARES,
    Axis,
    Row,
    intervals,
    shares_up_to,
)

SVG = "{http://www.w3.org/2000/svg}"
WIDE = WIDTH - LEFT - RIGHT


def test_the_contrast_of_black_and_white_is_twenty_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("paint", sorted(set(LIGHT) - {"paper", "grid", "band"}))
def test_what_is_read_stands_out_from_paper_and_band(palette, paint):
    assert contrast(palette[paint], palette["paper"]) >= 4.5
    assert contrast(palette[paint], palette["band"]) >= 4.5


def test_kinds_differ_in_shape_and_dash_and_not_in_colour_alone():
    assert len(set(SHAPES.values())) == len(SHAPES)
    assert len(set(DASHES.values())) == len(DASHES) == len(SHAPES)
    assert set(LIGHT) == set(DARK)


def test_a_mark_lies_where_its_value_is():
    drawn = intervals("n", "T", "D", [Row("a", "product", 0.25, 0.0, 1.0, "0.25")])
    [circle] = ET.fromstring(drawn).iter(f"{SVG}circle")
    assert float(circle.get("cx")) == pytest.approx(LEFT + WIDE / 4, abs=0.1)
    ends = re.search(
        r'points="([\d.]+),[\d.]+ ([\d.]+),[\d.]+" fill="none" class="line product"', drawn
    )
    assert [float(x) for x in ends.groups()] == pytest.approx([LEFT, LEFT + WIDE], abs=0.1)


def test_an_axis_of_ratios_puts_one_in_the_middle_and_keeps_what_is_outside_at_its_edge():
    axis = Axis(0.25, 4, (), "ratio", by_ratio=True)
    assert axis.place(1) == pytest.approx(0.5)
    assert (axis.place(0.01), axis.place(99)) == (0, 1)
    assert SHARES.place(0.4) == 0.4


@pytest.mark.parametrize(("top", "end"), [(0.15, 0.15 + 0.05), (0.032, 0.035), (0.99, 1.0)])
def test_an_axis_of_small_shares_reaches_past_the_top(top, end):
    axis = shares_up_to(top, "share")
    assert axis.end >= top
    assert axis.end == pytest.approx(end, abs=0.051)
    assert len(axis.ticks) <= 9


def test_a_row_with_nothing_to_count_has_words_and_no_mark():
    drawn = ET.fromstring(
        intervals("n", "T", "D", [Row("a", "product", None, None, None, "nothing to count")])
    )
    assert list(drawn.iter(f"{SVG}circle")) == []
    assert "nothing to count" in [text.text for text in drawn.iter(f"{SVG}text")]


def test_trials_that_never_found_it_are_counted_in_words():
    drawn = days("n", "T", "D", [Trials("case", "product", (3, None, 9, None))], (14,))
    root = ET.fromstring(drawn)
    assert len(list(root.iter(f"{SVG}circle"))) == 2
    assert "2 of 4" in [text.text for text in root.iter(f"{SVG}text")]


def test_names_at_the_ends_of_curves_do_not_lie_on_each_other():
    lines = [Curve(f"line {n}", "rival", [(30, 0.5, 0.4, 0.6)]) for n in range(6)]
    root = ET.fromstring(curves("n", "T", "D", lines))
    places = [float(text.get("y")) for text in root.iter(f"{SVG}text") if "line" in text.text]
    assert len(places) == 6
    assert min(b - a for a, b in itertools.pairwise(places)) >= 16


def test_every_picture_has_its_title_and_says_what_it_shows():
    for drawn in (
        intervals("n", "A < B", "D & E", [Row("a", "product", 0.1, None, None, "x")]),
        curves("n", "A < B", "D & E", [Curve("a", "product", [(7, 0.1, None, None)])]),
        days("n", "A < B", "D & E", [Trials("a", "product", (1,))]),
    ):
        root = ET.fromstring(drawn)
        assert root.get("aria-labelledby") == "n-title n-desc"
        assert root.find(f"{SVG}title").text == "A < B"
        assert root.find(f"{SVG}desc").text == "D & E"
        assert 'style="' not in drawn
