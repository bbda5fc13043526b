"""Days that are named on the pages of alerts: whole, and within our time."""

import re

import pytest

from custodes.web.design.showing import clock, moment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("asked", ["to=9999-12-31", "from=9999-12-31", "from=0001-01-01"])
def test_a_day_outside_our_time_is_passed_over_like_what_is_no_day(page, taken, asked):
    answer = page.get(f"/alerts/{taken[0].alert_id}/?{asked}")
    assert answer.status_code == 200
    assert asked.partition("=")[2] not in answer.content.decode()


def test_the_last_day_of_the_timeline_is_shown(page, taken):
    rows = taken[0].content["timeline"]
    last = moment(rows[-1]["at"])
    there = [row for row in rows if moment(row["at"]).date() == last.date()]
    html = page.get(f"/alerts/{taken[0].alert_id}/?from={last:%Y-%m-%d}&to={last:%Y-%m-%d}")
    drawn = re.search(r"Timeline of duty.*?</details>", html.content.decode(), re.S)[0]
    assert clock(rows[-1]["at"]) in drawn
    assert f"{len(there)} rows from" in drawn


@pytest.mark.parametrize("day", ["9999-12-31", "2101-01-01", "0001-01-01"])
def test_a_hold_cannot_end_outside_our_time_and_the_form_says_so(page, taken, day):
    asked = {"token": "t", "scope": "pair", "until": day, "because": "A known family matter."}
    answer = page.post(f"/alerts/{taken[0].alert_id}/hold-back/", asked)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Choose a day within the next 90 days." in html
    assert "A known family matter." in html
