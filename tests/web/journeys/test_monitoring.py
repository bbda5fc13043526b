"""An analyst, a supervisor and a head of unit through alerts, runs, coverage, budget and a watch.

In the order of the file: what one does another meets.
"""

import re
from datetime import date, timedelta

import pytest

WIDTHS = (1280, 390)


def by_day(page, name, day):
    for part in ("day", "month", "year"):
        page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))


def pages_of(made, paths):
    """Open each of these, look at it, and keep its picture."""
    for word, path in paths.items():
        made.open(path)
        assert made.page.locator("h1").count() == 1, path
        made.looks_right(word)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_an_analyst_looks_right(journey, width):
    made = journey("analyst", width=width)
    made.open("/alerts/top/")
    alert = made.page.url.partition("/alerts/")[2].partition("/")[0]
    member = made.page.get_by_role("link", name="All of this member of staff")
    name = member.get_attribute("href").rstrip("/").rpartition("/")[2]
    pages_of(
        made,
        {
            "start": "/",
            "queue": "/alerts/?state=all",
            "alert": f"/alerts/{alert}/",
            "network": f"/alerts/{alert}/network/?steps=2",
            "member": f"/alerts/staff/{name}/",
            "watch-ask": f"/alerts/staff/{name}/watch/",
            "watches": "/alerts/watches/",
            "runs": "/runs/",
            "run": "/runs/R0001/",
            "start-run": "/runs/start/",
            "coverage": "/runs/coverage/",
            "budget": "/runs/budget/",
        },
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_the_network_can_be_moved_and_says_who_is_linked(journey, width):
    made = journey("analyst", width=width)
    page = made.open("/alerts/top/")
    made.open("/" + page.url.split("#")[0].removeprefix(made.served.address) + "network/")
    page.get_by_role("button", name="Move and zoom it").click()
    room = page.locator("[data-room]")
    room.locator("canvas").first.wait_for()
    for name in ("Nearer", "Farther", "The whole again"):
        page.get_by_role("button", name=name).click()
    page.wait_for_timeout(400)  # until it has come to rest
    made.looks_right("network-moving")
    said = page.locator("[data-said]")
    room.press("ArrowRight")
    assert ": " in said.inner_text()
    room.press("Escape")
    assert not said.inner_text()
    page.get_by_role("button", name="Move and zoom it").click()
    assert page.locator(".custodes-picture__region").is_visible()


def test_the_top_alert_is_understood_and_decided_in_three_clicks(journey):
    made = journey("analyst", width=1280, script=False)
    page = made.open("/")
    page.get_by_role("button", name="Look at the top alert").click()  # 1
    assert page.get_by_role("heading", name="Reasons", exact=True).is_visible()
    assert page.get_by_role("heading", name="What would explain this").is_visible()
    page.get_by_label("Not enough to say").check()  # 2
    page.locator("#id_because").fill("The radio log does not say, and nobody remembers.")
    page.get_by_role("button", name="Save the decision").click()  # 3
    assert page.get_by_text("is saved.").is_visible()


def reach(page, there):
    """Press Tab until the focus is where it should be."""
    for _turn in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(there):
            return
    pytest.fail(f"keys do not reach it: {there}")


@pytest.mark.parametrize("width", WIDTHS)
def test_keys_alone_lead_from_the_start_page_to_an_alert(journey, width):
    made = journey("analyst", width=width)
    page = made.open("/alerts/?state=open")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/alerts/R0001-*/**")
    reach(page, "document.activeElement.hash === '#decide'")
    page.keyboard.press("Enter")
    # Of a group of choices Tab reaches one; the arrows go on from there.
    reach(page, "document.activeElement.name === 'verdict'")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.locator("[name=verdict]:checked").count() == 1
    page.go_back()  # from the form to the head of the page
    page.go_back()
    assert "state=open" in page.url


def test_a_run_is_started_watched_and_cancelled(journey):
    made = journey("analyst", width=390, script=False)
    page = made.open("/runs/start/")
    page.get_by_role("button", name="Start it").click()
    assert page.get_by_role("heading", name="A run of the engine").is_visible()
    made.looks_right("job")
    page.get_by_role("button", name="Cancel this job").click()
    made.open("/runs/")
    made.looks_right("runs-at-work")


def test_a_watch_is_asked_for_by_one_authorised_by_another_and_seen(journey):
    analyst = journey("analyst", width=1280)
    analyst.open("/alerts/top/")
    analyst.page.get_by_role("link", name="All of this member of staff").click()
    analyst.page.get_by_role("link", name="Ask for a closer watch").click()
    page = analyst.page
    page.get_by_role("button", name="Ask for it").click()
    analyst.looks_right("watch-ask-faults")
    page.get_by_label("Law enforcement processing").check()
    page.get_by_label("Contacts:").check()
    today = date.fromisoformat(page.evaluate("new Date().toISOString().slice(0, 10)"))
    by_day(page, "end", today + timedelta(days=7))
    page.get_by_label("Reason").fill("Contact at night with a witness, and no purpose for it.")
    page.get_by_role("button", name="Ask for it").click()
    assert page.get_by_text("It waits for the head of the unit").is_visible()
    analyst.looks_right("watch-asked")
    head = journey("head-of-unit", width=390, script=False)
    page = head.open("/")
    head.looks_right("start-head")
    page.get_by_role("link", name="Waiting for your word").click()
    head.looks_right("approvals-waiting")
    page.get_by_role("link", name=re.compile("^Watch .* more closely$")).click()
    page.locator("#id_because").fill("Proportionate for a week.")
    page.get_by_role("button", name="Authorise").click()
    assert page.get_by_text("Authorised.").is_visible()
    head.looks_right("watch-authorised")
    page.get_by_role("link", name="The page of this member of staff").click()
    assert page.get_by_text("Watched until the end of").is_visible()
    head.looks_right("member-watched")


def test_a_supervisor_changes_the_budget_with_a_reason(journey):
    made = journey("supervisor", width=1280, script=False)
    page = made.open("/")
    made.looks_right("start-supervisor")
    page.get_by_role("link", name="Review budget").first.click()
    page.get_by_role("button", name="Change").click()
    assert page.get_by_role("alert").is_visible()
    made.looks_right("budget-faults")
    page.get_by_label("Alerts a week that the unit can read").fill("8")
    page.get_by_label("Reason").fill("One analyst is on a course until June.")
    page.get_by_role("button", name="Change").click()
    assert page.get_by_text("The unit can read 8 alerts a week.").is_visible()
