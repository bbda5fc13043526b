"""Pictures: legible, described, the same each time, and never wider than their frame."""

import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from custodes.web.design import gallery
from custodes.web.design.pictures import (
    heat_map,
    network,
    palette,
    shares,
    sparkline,
    tile_map,
    timeline,
    waterfall,
)
from custodes.web.design.pictures.network import MOST_LINKS, Link, lay_out, positions
from custodes.web.design.pictures.tile_map import FORCES

SVG = "{http://www.w3.org/2000/svg}"
SCSS = Path(__file__).parents[3] / "src/custodes/web/design/assets/_pictures.scss"
DARK = dict(re.findall(r"\"(#[0-9a-f]{6})\": (#[0-9a-f]{6})", SCSS.read_text(encoding="utf-8")))
PICTURES = gallery.shown()["pictures"]
HOSTILE = "</text><script>alert(1)</script>\x00\x1b"


def contrast(one, other):
    """The ratio of WCAG 2.2 between two colours."""

    def luminance(colour):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def row(at, what="view", duty="duty", word="explained", person="P1"):
    table = "contacts" if " " in what else "accesses"
    return {
        "row": f"r-{at}",
        "table": table,
        "at": at,
        "what": what,
        "duty": duty,
        "word": word,
        "person": person,
    }


@pytest.fixture(params=["light", "dark"])
def theme(request):
    return (lambda c: c) if request.param == "light" else DARK.__getitem__


def test_words_can_be_read_on_what_is_behind_them(theme):
    for behind in (palette.PAPER, palette.WASH):
        for colour in palette.WORDS:
            assert contrast(theme(colour), theme(behind)) >= 4.5, (colour, behind)
    for ink, step in zip(palette.ON_STEP, palette.STEPS, strict=True):
        assert contrast(theme(ink), theme(step)) >= 4.5, step


def test_marks_stand_out_from_the_paper(theme):
    for colour in palette.MARKS:
        assert contrast(theme(colour), theme(palette.PAPER)) >= 3, colour


@pytest.mark.parametrize("name", PICTURES)
def test_every_colour_used_is_declared_and_has_a_dark_value(name):
    used = set(re.findall(r"(?:fill|stroke)=\"(#[0-9a-fA-F]+)\"", PICTURES[name].svg))
    assert used <= set(DARK)


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_has_a_title_a_description_and_a_table(name):
    shown = PICTURES[name]
    root = ET.fromstring(shown.svg)
    assert root.get("role") == "img"
    ids = {e.get("id"): e.text for e in root if e.tag in (f"{SVG}title", f"{SVG}desc")}
    named = root.get("aria-labelledby").split()
    assert [ids[i] for i in named] == [shown.title, shown.description]
    assert all(len(r) == len(shown.columns) for r in shown.rows)


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_is_drawn_outside_the_frame(name):
    root = ET.fromstring(PICTURES[name].svg)
    width, height = float(root.get("width")), float(root.get("height"))
    for element in root.iter():
        x, y = element.get("x") or element.get("cx"), element.get("y") or element.get("cy")
        if x is not None:
            assert 0 <= float(x) <= width and -1 <= float(y) <= height, ET.tostring(element)
            assert float(x) + float(element.get("width") or 0) <= width + 0.1


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_needs_no_style_sheet_or_script(name):
    assert not re.search(r"style=|<style|<script|href|url\(", PICTURES[name].svg)


def test_the_same_rows_make_the_same_picture():
    assert gallery.shown()["pictures"] == PICTURES


def test_hostile_words_stay_words():
    alert = {"timeline": [row("2026-02-02T10:00:00Z", what=HOSTILE, person=HOSTILE)]}
    for shown in (
        timeline(alert),
        shares([(HOSTILE, 1)], HOSTILE),
        network(lay_out([Link(HOSTILE, "b", 1, HOSTILE)], frozenset(), HOSTILE)),
        waterfall({"waterfall": [{"name": HOSTILE, "bits": 1}], "bits": 1, "reasons": []}),
        sparkline([1], [HOSTILE], HOSTILE, HOSTILE),
    ):
        ET.fromstring(shown.svg)
        assert "<script>" not in shown.svg


def test_shape_says_duty_without_colour():
    rows = [
        row("2026-02-02T10:00:00Z"),
        row("2026-02-03T10:00:00Z", duty="sick"),
        row("2026-02-04T10:00:00Z", duty="unknown"),
    ]
    drawn = timeline({"timeline": rows}).svg.split("E-mail and messages")[0]
    assert drawn.count(f'fill="{palette.RED}"') == 2  # its own lane and the duty lane
    assert drawn.count(f'stroke="{palette.QUIET}"') == 2
    assert [r[3] for r in timeline({"timeline": rows}).rows] == [
        "on duty",
        "off duty",
        "duty unknown",
    ]


def test_times_are_those_of_a_london_clock_in_summer_too():
    shown = timeline({"timeline": [row("2026-07-01T22:30:00Z"), row("2026-07-01T23:30:00Z")]})
    assert [r[0] for r in shown.rows] == ["1 Jul 2026, 23:30", "2 Jul 2026, 00:30"]
    by_day = heat_map([row("2026-07-01T23:30:00Z")]).rows
    assert by_day[3] == ("Thursday", 1, 0, 0, 0)


def test_a_range_of_dates_shows_only_what_lies_in_it():
    rows = [row(f"2026-02-{d:02d}T10:00:00Z") for d in range(1, 29)]
    assert len(timeline({"timeline": rows}, date(2026, 2, 5), date(2026, 2, 7)).rows) == 3


def test_the_last_day_of_a_range_is_in_it_to_its_end_on_a_london_clock():
    rows = [row("2026-07-01T22:59:00Z"), row("2026-07-01T23:01:00Z")]
    day = date(2026, 7, 1)
    assert [r[0] for r in timeline({"timeline": rows}, day, day).rows] == ["1 Jul 2026, 23:59"]


def test_marks_that_would_cover_each_other_are_counted():
    rows = [row("2026-02-02T10:00:00Z") for _ in range(9)]
    svg = timeline({"timeline": [*rows, row("2026-03-02T10:00:00Z")]}).svg
    assert svg.count(">6</text>") == 3  # duty, purposes and look-ups: three drawn, six counted


def test_declared_spans_take_the_place_of_the_states_of_rows():
    alert = {
        "timeline": [row("2026-02-02T10:00:00Z")],
        "duties": [
            {"start": "2026-02-02T08:00:00Z", "end": "2026-02-02T16:00:00Z", "status": "duty"}
        ],
        "purposes": [{"start": "2026-02-01T08:00:00Z", "end": None, "kind": "officer_in_case"}],
    }
    drawn = timeline(alert).svg
    assert "officer in case" in drawn
    assert "Bars: the roster" in drawn
    assert "Bars: the roster" not in timeline({"timeline": alert["timeline"]}).svg
    assert drawn.count(f'r="4.5" fill="{palette.BLUE}"') == 2  # the look-up and the legend


def test_purposes_are_said_in_words_too():
    span = {"start": "2026-02-01T08:00:00Z", "end": "2026-02-05T08:00:00Z", "kind": "Task"}
    shown = timeline({"timeline": [row("2026-02-02T10:00:00Z")], "purposes": [span]})
    assert "Purposes on record: Task, from 1 Feb 2026 to 5 Feb 2026." in shown.description


def test_only_purposes_of_the_time_shown_are_said_and_open_ones_as_open():
    purposes = [
        {"start": "2026-01-01T08:00:00Z", "end": "2026-01-05T08:00:00Z", "kind": "Task"},
        {"start": "2026-02-01T08:00:00Z", "end": None, "kind": "Case"},
    ]
    day = date(2026, 2, 2)
    alert = {"timeline": [row("2026-02-02T10:00:00Z")], "purposes": purposes}
    said = timeline(alert, day, day).description
    assert "Purposes on record: Case, from 1 Feb 2026 on." in said
    assert "Task" not in said


def test_the_waterfall_ends_where_the_alert_does():
    shown = PICTURES["waterfall"]
    assert shown.rows[-1] == ("In all", "8.3")
    assert [r[1] for r in shown.rows[:-1]] == ["+6.1", "+4.4", "-2.2"]


def test_an_alert_without_evidence_has_a_waterfall_of_nothing():
    shown = waterfall({"waterfall": [], "bits": 0, "reasons": []})
    assert shown.rows == (("In all", "0.0"),)


def test_a_gap_in_a_sparkline_is_said_and_not_drawn_over():
    shown = sparkline([1, None, 3], ["a", "b", "c"], "Figures", "alerts")
    assert shown.rows[1] == ("b", "not known")
    assert "polyline" not in shown.svg


def test_a_network_keeps_the_strongest_links_and_says_what_it_left_out():
    links = [Link("A-1", f"P{n}", float(n), "look-ups") for n in range(1, 81)]
    shown = network(lay_out(links, frozenset({"A-1"}), "A-1"))
    assert len(shown.rows) == MOST_LINKS
    assert shown.rows[0][1] == "P80"
    assert "20 weaker or farther links are left out" in shown.description


def test_nobody_in_a_network_covers_another():
    places = list(positions([Link("A-1", f"P{n}", 1.0, "x") for n in range(20)], "A-1").values())
    least = min(
        abs(a[0] - b[0]) + abs(a[1] - b[1]) for i, a in enumerate(places) for b in places[:i]
    )
    assert least > 30


def test_the_map_has_43_forces_each_in_a_place_of_its_own():
    assert len(FORCES) == 43
    assert len({(column, line) for column, line, _name in FORCES.values()}) == 43


def test_the_map_refuses_what_is_not_a_force_or_a_state():
    with pytest.raises(ValueError, match="Atlantis"):
        tile_map({"Atlantis": "Planned"}, gallery.STATES, "Forces")
    with pytest.raises(ValueError, match="Begun"):
        tile_map({"Kent": "Begun"}, gallery.STATES, "Forces")


def test_shares_of_nothing_are_said():
    assert shares([("a", 0)], "Parts").rows == (("a", "0", "none"),)
    assert shares([], "Parts").description == "Nothing to show."
