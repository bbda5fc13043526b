"""From the plan to the letter in a browser: who writes it, who signs it, who assesses it."""

import pytest

PLAN = {
    "lines": "/plan/",
    "filtered": "/plan/?state=late&order=due",
    "line": "/plan/lines/5/",
    "line-by-hand": "/plan/lines/3/",
    "add": "/plan/add/",
    "change": "/plan/lines/5/change/",
    "on-a-figure": "/plan/lines/5/figure/",
    "asked": "/plan/asked/",
    "figures": "/plan/figures/",
    "documents": "/plan/documents/",
    "good": "/plan/good/",
    "over-time": "/plan/time/",
    "check": "/plan/check/",
    "example": "/submission/example/",
    "submissions": "/submission/",
    "sent": "/submission/1/",
    "waits": "/submission/2/",
    "prepare": "/submission/prepare/",
}


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_of_the_plan_looks_right(journey, width):
    made = journey("plan-owner", width=width)
    for name, path in PLAN.items():
        made.open(path)
        assert made.page.locator("h1").count() == 1, path
        made.looks_right(name)


def test_a_line_is_written_rested_and_checked_without_a_script(journey):
    made = journey("plan-owner", width=390, script=False)
    page = made.open("/plan/add/")
    page.locator("main button[type=submit]").click()
    made.looks_right("add-with-faults")
    assert page.locator(".govuk-error-summary").is_visible()
    page.get_by_label("What is done, or will be").fill("Speak at each partner's team meeting")
    page.get_by_label("Links with support organisations").check()
    page.get_by_label("Commenced", exact=True).check()
    page.get_by_label("Owner").fill("Head of safeguarding")
    page.locator("main button[type=submit]").click()
    page.get_by_role("link", name="L12: Speak").click()
    page.get_by_role("button", name="Rest it on a document").click()
    page.get_by_label("Document", exact=True).select_option(index=1)
    page.get_by_label("What it shows there").fill("which meetings were attended")
    page.get_by_label("How often is there contact?").check()
    page.locator("main button[type=submit]").click()
    assert "which meetings were attended" in page.locator("main").inner_text()
    page.goto(made.served.address.rstrip("/") + "/plan/check/")
    assert "Over-stated" in page.locator("main").inner_text()


def test_a_chief_officer_reads_signs_and_takes_the_package_out(journey):
    made = journey("chief-officer")
    page = made.open("/submission/2/")
    page.get_by_role("button", name="Read and sign it").click()
    made.looks_right("sign")
    page.get_by_label("Post in which you sign").fill("Deputy chief constable")
    page.get_by_label("I have read the plan").check()
    page.locator("main button[type=submit]").click()
    assert "Signed and frozen" in page.locator("main").inner_text()
    made.looks_right("signed")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take the package out").click()
    assert taken.value.suggested_filename == "submission-made-up.zip"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_lead_of_an_inspection_and_a_reader_see_their_pages(journey, width):
    made = journey("inspection-lead", width=width)
    for name, path in {
        "round": "/assessment/made-up/",
        "force": "/assessment/made-up/kent/",
        "moderate": "/assessment/made-up/kent/moderate/",
        "letters": "/letters/made-up/",
        "letter": "/letters/made-up/durham/",
        "overview": "/letters/made-up/overview/",
        "record": "/letters/2017/overview/",
        "years": "/assessment/forces/north-yorkshire/",
    }.items():
        made.open(path)
        made.looks_right(f"lead-{name}")
    made = journey("reader", width=width)
    page = made.open("/letters/totals/")
    page.locator("main table a").first.click()
    made.looks_right("totals")
    assert "left out" in page.locator("main").inner_text()
    made.open("/assessment/made-up/")
    assert page.locator("h1").inner_text() != "Made-up round: no force sent what is in it"
