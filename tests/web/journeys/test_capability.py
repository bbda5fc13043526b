"""The unit reviewed: its head writes, the chief officer signs, the force lead publishes."""

import pytest

WIDTHS = (1280, 390)
PAGES = (
    ("", "overview"),
    ("register/", "register"),
    ("register/add/", "add"),
    ("devices/", "devices"),
    ("files/register/", "file"),
    ("skills/", "skills"),
    ("test/", "test"),
    ("reviews/", "reviews"),
    ("threats/", "threats"),
    ("panel/", "panels"),
    ("panel/publish/", "publish"),
)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_looks_right(journey, width):
    made = journey("head-of-unit", width=width)
    for path, name in PAGES:
        made.open(f"/capability/{path}")
        assert made.page.locator("h1").count() == 1, path
        made.looks_right(name)
    for listed, first, name in (
        ("/capability/reviews/", "Review 1 of", "review-signed"),
        ("/capability/reviews/", "Review 2 of", "review-draft"),
        ("/capability/threats/", "Strategic threat assessment 1", "threat"),
        ("/capability/panel/", "Ethics panel", "panel"),
        ("/capability/skills/", "Intelligence analyst 1", "post"),
        ("/capability/register/", "Vetting", "item"),
    ):
        made.open(listed)
        made.page.get_by_role("link", name=first).first.click()
        made.page.wait_for_load_state("load")
        made.looks_right(name)


def test_the_head_writes_and_the_chief_officer_signs_without_a_script(journey):
    head = journey("head-of-unit", width=390, script=False)
    head.open("/capability/reviews/")
    head.page.get_by_role("link", name="Go on with review 2").click()
    draft = head.page.url
    head.page.locator("#work").get_by_role("link", name="Cases").first.click()
    head.page.locator("[name=a_week]").fill("0.9")
    head.looks_right("work")
    head.page.get_by_role("button", name="Save").click()
    assert "0.9" in head.page.locator("#work").inner_text()
    head.page.locator("#people").get_by_role("link", name="Change").click()
    head.page.locator("[name=vacancies]").fill("99")
    head.page.get_by_role("button", name="Save").click()
    head.looks_right("people-wrong")
    assert "No more posts are vacant than there are." in head.page.inner_text("body")
    head.page.locator("[name=vacancies]").fill("1")
    head.page.get_by_role("button", name="Save").click()
    head.page.get_by_role("link", name="What if there were more posts").click()
    head.page.locator("[name=posts]").fill("1")
    head.page.get_by_role("button", name="Try it").click()
    head.looks_right("what-if")
    head.page.get_by_role("button", name="Keep it").click()
    assert "Another way" in head.page.inner_text("main")
    head.page.goto(draft)
    assert head.page.get_by_role("button", name="Read once more and sign").count() == 0
    chief = journey("chief-officer")
    chief.page.goto(draft)
    assert chief.page.get_by_role("link", name="Change").count() == 0
    chief.page.get_by_role("button", name="Read once more and sign").click()
    chief.looks_right("sign")
    chief.page.get_by_role("button", name="Sign it").click()
    chief.looks_right("signed")
    assert "SHA-256 of what was signed" in chief.page.inner_text("main")


def test_the_force_lead_begins_a_threat_assessment_and_publishes_figures(journey):
    lead = journey("force-lead")
    lead.open("/capability/threats/")
    lead.page.get_by_role("button", name="Begin an assessment").click()
    lead.looks_right("threat-draft")
    lead.page.locator("#strategy").get_by_role("link", name="Change").click()
    lead.looks_right("strategy-form")
    lead.page.get_by_role("button", name="Save").click()
    lead.page.locator("#harm").get_by_role("link", name="Change").click()
    lead.looks_right("harm-form")
    lead.open("/capability/panel/publish/")
    lead.page.locator("[name=title]").fill("The commissioner, this quarter")
    lead.page.get_by_role("button", name="Publish").click()
    assert "The commissioner, this quarter" in lead.page.inner_text("main")
