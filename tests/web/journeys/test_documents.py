"""An analyst takes an alert out, has the queue made into a file, and makes a token."""

import hashlib

import pytest


@pytest.mark.parametrize("width", [1280, 390])
def test_from_the_alert_to_the_file(journey, width):
    made = journey("analyst", width=width, script=width == 1280)
    page = made.open("/alerts/")
    page.locator("[id^=R0] a").first.click()
    page.get_by_role("link", name="Print the pack").click()
    made.looks_right("pack")
    page.get_by_role("button", name="Take it out").click()
    assert page.locator(".govuk-error-summary").count() == 1
    made.looks_right("pack-wrong")
    page.get_by_label("Reason").fill("For the weekly meeting.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Take it out").click()
    assert download.value.suggested_filename.endswith(".pdf")
    made.open("/alerts/")
    page.get_by_role("link", name="Documents").click()
    made.looks_right("queue")
    page.get_by_label("The rows, as Excel").check()
    page.get_by_label("Reason").fill("For the yearly count.")
    page.get_by_role("button", name="Make it").click()
    for _ in range(60):
        if page.get_by_role("button", name="Go to the result").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.get_by_role("button", name="Go to the result").click()
    made.looks_right("file")
    shown = page.locator(".govuk-summary-list").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Take the file").click()
    content = download.value.path().read_bytes()
    assert hashlib.sha256(content).hexdigest() in shown


@pytest.mark.parametrize("width", [1280, 390])
def test_a_token_for_a_program(journey, width):
    made = journey("analyst", width=width)
    page = made.open("/account/")
    page.get_by_role("link", name="Tokens").click()
    made.looks_right("tokens-none")
    page.get_by_role("button", name="Make it").click()
    made.looks_right("tokens-wrong")
    page.get_by_label("What it is for").fill("Dashboard of the control room")
    page.get_by_role("button", name="Make it").click()
    made.looks_right("tokens-made")
    page.get_by_role("button", name="Take it back").first.click()
    made.looks_right("tokens-taken-back")
    made.open("/api/docs")
    made.looks_right("api")
