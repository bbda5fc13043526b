"""The inspectorate's pages in a browser: axe finds nothing, wide and narrow, and nothing runs off
the side."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from custodes.web.assessment.models import DrawnSample, Question
from custodes.web.letters.models import Totals
from web.assessment import test_pages as assessment
from web.assessment.rounds import client, seeded
from web.design.browser import CHROMIUM, chromium, opened, violations
from web.letters import test_pages as letters

SHOTS = os.environ.get("CUSTODES_SHOTS")
"""A folder for pictures of the pages, for whoever wants to look at them."""
SEEN = ("/assessment/", *assessment.PAGES, "/letters/totals/", *letters.PAGES)
NUMBERED = {
    "/assessment/questions/{}/": Question,
    "/assessment/samples/{}/": DrawnSample,
    "/letters/totals/{}/": Totals,
}
TO_APPROVE = "/letters/made-up/durham/"
TYPED = {"version": "0", "text-0": "Typed.", "was-0": "0", "added": "Mine."}
WRONG = {
    "a finding without a status": ("/assessment/made-up/essex/amend/links/", {"status": ""}),
    "a class without a reason": (
        "/assessment/made-up/essex/class/",
        {"version": "1", "force_class": "INSUFFICIENT"},
    ),
    "nothing asked": ("/assessment/made-up/essex/ask/", {"token": "t"}),
    "nothing decided": ("/assessment/made-up/kent/moderate/", {}),
    "two editors": ("/letters/made-up/gwent/", TYPED),
    "an element without a finding": ("/letters/2017/west-yorkshire/step/ask/", {}),
    "no package": ("/assessment/made-up/packages/", {"token": "t"}),
}
NAMES = (*SEEN, *NUMBERED, "to approve", *WRONG)


@pytest.fixture(scope="module")
def pages(database, django_db_setup, django_db_blocker):
    """Every page and state of both areas, as an inspector and the lead see them."""
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(settings, "SECOND_FACTOR_COMPULSORY", False)
        seeded()
        inspector, lead = client("inspector"), client("inspection-lead")
        found = {address: inspector.get(address) for address in SEEN}
        for address, model in NUMBERED.items():
            found[address] = inspector.get(address.format(model.objects.get().pk))
        found["to approve"] = lead.get(TO_APPROVE)
        for name, (address, sent) in WRONG.items():
            who = lead if "moderate" in address or "amend" in address else inspector
            found[name] = who.post(address, sent)
            assert found[name].status_code in (409, 422), name
        transaction.set_rollback(True)
    return {name: answer.content.decode() for name, answer in found.items()}


@pytest.fixture(scope="module")
def browser(pages):
    """Chromium, once the pages are made."""
    if CHROMIUM is None:
        pytest.fail("This test needs Chromium: apt-get install chromium.")
    with chromium() as made:
        yield made


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_and_nothing_runs_off_the_side(name, pages, browser):
    for width in (1280, 390):
        with opened(browser, pages[name], width) as seen:
            wide = seen.evaluate("document.documentElement.scrollWidth")
            assert [*violations(seen), *seen.problems] == []
            assert wide <= width
            if SHOTS:
                file = "".join(c if c.isalnum() else "-" for c in name.strip("/"))
                seen.screenshot(path=Path(SHOTS) / f"{file}-{width}.png", full_page=True)
