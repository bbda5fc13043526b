"""A report from its sealed envelope to safeguarding and intelligence, wide, and narrow without a
script; and what a force lead sees of it."""

import pytest

from custodes.web.reports.demonstration import PASSPHRASE

ORIGINAL = "He rings her at night from his own phone since her case was closed."
CLEAN = "An officer is said to contact a person met on duty by a private telephone."


def labelled(page, text):
    return page.get_by_label(text, exact=False).first


def opened(made, number, then):
    """Open the report in that place of the queue, and go on with what is asked."""
    made.open("/reports/?state=received" if then == "Open and triage" else "/reports/")
    made.page.locator("main table a").nth(number).click()
    made.page.locator("[name=passphrase]").first.fill(PASSPHRASE)
    made.page.get_by_role("button", name=then).click()


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)])
def test_a_report_is_opened_triaged_matched_and_safeguarded(journey, width, script):
    officer = journey("intake-officer", width=width, script=script)
    page = officer.page
    officer.open("/reports/")
    officer.looks_right("queue")
    opened(officer, 0, "Open and triage")
    assert page.locator("#opened-title").is_visible()
    officer.looks_right("opened")
    page.locator("[name=risk][value=danger]").check(force=True)
    page.locator("[name=possible_victim][value=yes]").check(force=True)
    page.locator("[name=route]").select_option("public")
    page.locator("[name=partner]").select_option("")
    page.get_by_role("button", name="Save the triage").click()
    assert "safeguarding lead must know" in page.locator(".govuk-error-summary").inner_text()
    officer.looks_right("triage-wrong")
    page.locator("[name=told]").fill("Somebody may be at risk. Reach them through the service.")
    page.get_by_role("button", name="Save").click()
    assert "Safeguarding has begun" in page.locator("main").inner_text()
    officer.looks_right("triaged")
    page.get_by_role("link", name="Look among staff").click()
    page.locator("[name=called]").fill("Gaz")
    page.locator("[name=number]").fill("4172")
    page.get_by_role("button", name="Look").click()
    assert "Gareth Holme" in page.locator("main").inner_text()
    officer.looks_right("match")
    officer.open("/reports/figures/")
    officer.looks_right("clocks")
    lead = journey("safeguarding-lead", width=width, script=script)
    lead.open("/reports/safeguarding/")
    lead.looks_right("safeguarding")
    lead.page.locator("main table a").first.click()
    lead.page.locator("[name=decision][value=plan]").check(force=True)
    lead.page.locator("[name=because]").fill("A safety plan is begun with the service.")
    lead.looks_right("safeguarding-one")
    lead.page.get_by_role("button", name="Save").click()
    assert "The clock has stopped" in lead.page.locator("main").inner_text()


def test_a_draft_that_gives_its_source_away_is_mended_and_read_by_intelligence(journey):
    officer = journey("intake-officer")
    page = officer.page
    officer.open("/reports/?state=triaged")
    page.locator("main table a").first.click()
    page.locator("[name=passphrase]").first.fill(PASSPHRASE)
    page.get_by_role("button", name="Open and hand over").click()
    page.locator("[name=text]").fill("I heard that he calls on our clients.")
    page.locator("[name=provenance]").fill("Heard from a third person.")
    for name, value in (("source", "2"), ("assessment", "C"), ("handling", "P")):
        page.locator(f"[name={name}][value='{value}']").check(force=True)
    page.locator("[name=categories][value=sexual-misconduct]").check(force=True)
    hand_over = page.locator("form[action$='hand-over/']")
    hand_over.locator("[name=passphrase]").fill(PASSPHRASE)
    officer.looks_right("hand-over")
    page.get_by_role("button", name="Hand over").click()
    assert "speaks for themselves" in page.locator(".custodes-conflict").inner_text()
    officer.looks_right("gives-away")
    page.locator("[name=text]").fill(CLEAN)
    page.locator("form[action$='hand-over/'] [name=passphrase]").fill(PASSPHRASE)
    page.get_by_role("button", name="Hand over").click()
    assert "Handed over as D-" in page.locator("main").inner_text()
    reader = journey("intelligence-officer", width=390)
    reader.open("/reports/drafts/")
    reader.looks_right("drafts")
    reader.page.locator("main table a").first.click()
    assert CLEAN in reader.page.locator("main").inner_text()
    reader.looks_right("draft")
    custodian = journey("source-custodian")
    custodian.open("/reports/sources/")
    custodian.looks_right("sources")


def test_a_supervisor_sees_the_queue_and_a_force_lead_figures_alone(journey):
    supervisor = journey("supervisor", width=390)
    supervisor.open("/reports/")
    assert supervisor.page.locator("main table a").count() > 0, supervisor.page.inner_text("main")
    lead = journey("force-lead", width=390, script=False)
    answer = lead.page.goto(lead.served.address.rstrip("/") + "/reports/")
    assert answer.status == 404
    lead.open("/partners/figures/")
    assert "1 to 4" in lead.page.locator("main").inner_text()
    lead.looks_right("figures")
