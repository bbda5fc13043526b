"""An alert's page says what the run wrote, under the names that the page gives."""

import re
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from custodes.web.alerts import presenters
from custodes.web.alerts.presenters import present, under_names
from custodes.web.design.environment import environment
from custodes.web.design.showing import moment

TEMPLATES = Path(presenters.__file__).parent / "jinja2"


@pytest.fixture(scope="module")
def page():
    return environment(loader=FileSystemLoader(TEMPLATES)).get_template("alerts/alert.html")


@pytest.fixture
def top(alerts):
    return alerts[0]


def test_every_alert_of_a_run_has_a_page(alerts, page):
    for alert in alerts:
        html = page.render(alert=present(alert))
        assert alert["alert"] in html
        assert alert["rows_sha256"] in html
        assert "no score is a verdict" in html


def test_every_reason_is_there_with_every_row_it_rests_on(alerts):
    for alert in alerts:
        shown = present(alert)
        assert [r.title for r in shown.reasons] == [r["title"] for r in alert["reasons"]]
        for reason, given in zip(shown.reasons, alert["reasons"], strict=True):
            assert [row[-1] for row in reason.rows] == given["rows"]
            assert all(row[0] for row in reason.rows), "a row that the timeline does not hold"


def test_every_explanation_tested_is_shown_or_named(alerts):
    for alert in alerts:
        shown = present(alert)
        assert len(shown.tested) + len(shown.not_recorded) == len(alert["explanations_tested"])


def test_no_reference_is_left_where_names_are_given(alerts, page):
    for alert in alerts:
        references = {alert["staff"], *(row["person"] for row in alert["timeline"])}
        references |= {alert["person"]} - {None}
        names = {reference: f"name{n}x" for n, reference in enumerate(sorted(references))}
        html = page.render(alert=present(alert, names))
        for reference in references:
            assert not re.search(rf"(?<![\w-]){re.escape(reference)}(?![\w-])", html), reference


def test_a_name_is_exchanged_whole_or_not_at_all(top):
    alert = top | {"sentence": "P1, P12 and A-P1: P1's record"}
    assert under_names(alert, {"P1": "x"})["sentence"] == "x, P12 and A-P1: x's record"


def test_ids_of_runs_and_rows_hashes_are_not_renamed(top):
    renamed = under_names(top, {top["alert"]: "x", top["run"]: "y"})
    assert renamed["alert"] == top["alert"]
    assert renamed["run"] == top["run"]


def test_an_alert_drawn_at_random_says_so(alerts, page):
    drawn = next(a for a in alerts if a["drawn"] == "random")
    assert "Drawn at random" in page.render(alert=present(drawn))


def test_a_pair_of_which_no_indicator_speaks_says_so_and_why(silent, page):
    html = page.render(alert=present(silent))
    assert "No indicator spoke" in html
    assert "How the bits add up" not in html


def test_a_range_of_dates_cuts_the_timeline_and_nothing_else(top):
    middle = moment(top["timeline"][len(top["timeline"]) // 2]["at"]).date()
    whole, cut = present(top), present(top, start=middle)
    assert 0 < len(cut.pictures["timeline"].rows) < len(whole.pictures["timeline"].rows)
    assert cut.reasons == whole.reasons
    assert cut.shown_from == f"{middle:%Y-%m-%d}"


def test_harm_is_said_to_be_no_evidence(top):
    shown = present(top | {"flags": ["da", "mental_health"], "priority": top["bits"] + 1})
    assert "(domestic abuse, mental health)" in shown.harm
    assert shown.harm.endswith("that is no evidence.")
    assert present(top | {"flags": []}).harm == ""


def test_hostile_words_stay_words(top, page):
    html = page.render(alert=present(top | {"sentence": "<script>alert(1)</script>"}))
    assert "<script>alert" not in html
