"""Every page of the alerts in a browser: wide and narrow, and nothing that axe finds."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from custodes.web.alerts.actions.deciding import decide
from custodes.web.alerts.actions.holding import ask_to_hold
from custodes.web.pseudonyms.actions import name_for
from custodes.web.pseudonyms.kinds import Subject
from web.accounts.people import asker
from web.alerts.conftest import signed_in
from web.design.browser import chromium, opened, violations

PICTURES = os.environ.get("CUSTODES_PICTURES")
"""A folder for pictures of the pages, to be looked at."""


@pytest.fixture
def pages(taken, page, analyst, colleague, supervisor, now):
    """Each page and state by name, as the site sent it."""
    first, second, third = taken[:3]
    drawn = next(alert for alert in taken if alert.drawn == "random")
    hold = ask_to_hold(
        alert=third,
        only_pair=True,
        only_pattern=False,
        until=now + timedelta(days=28),
        token="t",
        by=asker(analyst, at=now),
        because="A known family matter.",
        at=now,
    )
    decide(
        alert=second,
        verdict="explained",
        explained_by="dispatched",
        version=1,
        by=asker(colleague, at=now),
        because="She was sent to the address twice that week; the log was wrong.",
        at=now,
    )
    page.post("/alerts/filters/", {"name": "Mine and open", "query": "whose=mine"})
    name = name_for(Subject.STAFF, first.staff)
    typed = {"version": 1, "verdict": "not_enough", "because": "No answer from the duty desk."}
    one = f"/alerts/{first.alert_id}/"
    asked = {
        "queue": page.get("/alerts/"),
        "queue-filtered": page.get("/alerts/?state=all&drawn=random&q=random"),
        "queue-empty": page.get("/alerts/?state=held"),
        "queue-faults": page.post("/alerts/together/", {"act": "close"}),
        "alert": page.get(one),
        "alert-decided": page.get(f"/alerts/{second.alert_id}/"),
        "alert-random": page.get(f"/alerts/{drawn.alert_id}/"),
        "alert-faults": page.post(f"{one}decide/", {"version": 1}),
        "alert-conflict": page.post(f"/alerts/{second.alert_id}/decide/", typed),
        "alert-hold": page.get(f"{one}hold-back/"),
        "held-back": signed_in(supervisor).get("/alerts/held-back/"),
        "held-back-faults": page.post(f"/alerts/held-back/{hold.pk}/end/", {"because": "1"}),
        "network": page.get(f"{one}network/?steps=2"),
        "staff": page.get("/alerts/staff/"),
        "member": page.get(f"/alerts/staff/{name}/"),
        "raise": page.get("/alerts/raise/"),
        "raise-faults": page.post("/alerts/raise/", {}),
        "take-out": page.get("/alerts/take-out/"),
        "take-out-staff": page.post("/alerts/staff/take-out/", {}),
        "reveal": page.get(f"/names/{name}/?next={one}"),
        "revealed": page.post(f"/names/{name}/?next={one}", {"because": "To ask her sergeant"}),
    }
    return {word: answer.content.decode() for word, answer in asked.items()}


@pytest.mark.one_database
@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_any_page(pages, width):
    found = {}
    with chromium() as browser:
        for word, html in pages.items():
            with opened(browser, html, width) as seen:
                if wrong := [*violations(seen), *seen.problems]:
                    found[word] = wrong
                if seen.evaluate("document.documentElement.scrollWidth") > width:
                    found[f"{word} scrolls sideways"] = [str(width)]
                if PICTURES:
                    where = Path(PICTURES) / f"{word}-{width}.png"
                    seen.screenshot(path=where, full_page=True)
    assert found == {}


@pytest.mark.one_database
@pytest.mark.django_db
def test_the_keys_go_from_alert_to_alert_and_can_be_switched_off(pages, taken):
    with chromium() as browser, opened(browser, pages["queue"], 1280) as seen:
        focused = "document.activeElement.closest('tr')?.id || ''"
        seen.keyboard.press("j")
        seen.keyboard.press("j")
        assert seen.evaluate(focused) == taken[1 + 1].alert_id  # The second is decided.
        seen.keyboard.press("k")
        assert seen.evaluate(focused) == taken[0].alert_id
        seen.keyboard.press("?")
        seen.get_by_role("button", name="Switch the keys off").click()
        seen.get_by_role("button", name="Close").click()
        seen.evaluate("document.activeElement.blur()")
        seen.keyboard.press("j")
        assert seen.evaluate(focused) == ""
