"""Administrator, auditor, head of unit, watcher and external verifier, each at their own work."""

import re

from web.journeys.journey import Journey


def reason(made: Journey, words: str) -> None:
    made.page.locator("[name=because]").fill(words)
    made.page.locator("main button[type=submit]").last.click()
    made.page.wait_for_load_state()


def heading(made: Journey) -> str:
    return made.page.locator("h1").first.inner_text()


def test_an_account_is_opened_handed_over_and_let_start_again_by_two(journey):
    admin = journey("administrator", width=390)
    admin.open("/accounts/open/")
    admin.looks_right("open-account")
    admin.page.locator("main button[type=submit]").click()
    admin.looks_right("open-account-faults")
    admin.page.locator("[name=email]").fill("newcomer@force.example")
    admin.page.locator("[name=name]").fill("Newcomer")
    reason(admin, "A new post in the unit")
    admin.looks_right("account")
    account = admin.page.url
    admin.page.get_by_role("link", name="Hand over a start link").click()
    reason(admin, "In person")
    admin.looks_right("start-link")
    link = re.search(r"/account/start/\S+", admin.page.locator("main").inner_text()).group(0)

    newcomer = journey()
    newcomer.open(link)
    for box in ("new_password1", "new_password2"):
        newcomer.page.locator(f"[name={box}]").fill("four-words-apart-17")
    newcomer.page.locator("main button[type=submit]").click()
    assert "/account/sign-in/" in newcomer.page.url

    admin.page.goto(account)
    admin.page.get_by_role("link", name="Let them start again").click()
    admin.looks_right("start-again")
    reason(admin, "Lost their phone")
    assert heading(admin) == "Approvals"
    admin.looks_right("asked")
    auditor = journey("auditor")
    auditor.open("/approvals/")
    auditor.looks_right("inbox")
    auditor.page.get_by_role("link", name="Let Newcomer start again").click()
    auditor.looks_right("approval")
    auditor.page.get_by_role("button", name="Approve").click()
    auditor.page.wait_for_url("**/approvals/")
    admin.open("/approvals/")
    admin.page.get_by_role("link", name="Let Newcomer start again").first.click()
    admin.looks_right("approved")
    admin.page.goto(account)
    admin.page.get_by_role("link", name="Let them start again").click()
    assert admin.page.locator("[name=because]").input_value() == "Lost their phone"
    reason(admin, "Lost their phone")
    assert admin.page.get_by_role("link", name="Hand over a start link").count() == 1
    admin.looks_right("account-history")
    admin.page.get_by_role("link", name="Correct the staff reference").click()
    admin.looks_right("correct-staff")
    admin.page.locator("[name=staff]").fill("nobody of the force")
    reason(admin, "A slip when it was opened")
    assert "holds no" in admin.page.locator(".govuk-error-summary").inner_text()
    admin.looks_right("correct-staff-faults")


def test_the_head_keeps_somebody_away_and_a_deputy_lets_them_back(journey):
    head = journey("head-of-unit", width=390)
    head.open("/memberships/")
    head.looks_right("places")
    head.page.get_by_role("link", name="Cases", exact=True).click()
    head.looks_right("place")
    head.page.get_by_role("button", name="Keep somebody away").click()
    head.looks_right("bar")
    head.page.locator("[name=email]").fill("case-officer@demonstration.example")
    head.page.locator("[name=basis][value=LINE_MANAGER]").check()
    reason(head, "Manages the team")
    head.looks_right("place-with-a-bar")
    head.page.get_by_role("link", name="Let them back").first.click()
    head.looks_right("lift")
    reason(head, "Moved to another team")
    deputy = journey("deputy-head")
    deputy.open("/approvals/")
    deputy.page.get_by_role("link", name="Let Case officer back").click()
    deputy.page.locator("[name=because]").fill("Ask again in a month")
    deputy.page.get_by_role("button", name="Decline").click()
    head.open("/approvals/")
    assert "Declined" in head.page.locator("main").inner_text()


def test_the_auditor_follows_one_event_and_has_the_whole_verified(journey):
    auditor = journey("auditor")
    auditor.open("/audit/?action=admin")
    auditor.looks_right("filtered")
    auditor.page.locator("tbody a").first.click()
    auditor.looks_right("event")
    auditor.open("/audit/checkpoints/")
    auditor.looks_right("checkpoints")
    auditor.page.get_by_role("button", name="Verify now").click()
    for _ in range(40):
        if auditor.page.locator("a[href*='/audit/verified/']").count():
            break
        auditor.page.wait_for_timeout(500)
        auditor.page.reload()
    auditor.page.locator("a[href*='/audit/verified/']").first.click()
    assert heading(auditor) == "Everything fits"
    auditor.looks_right("report")


def test_a_watcher_asks_for_a_second_and_a_verifier_sees_checkpoints_alone(journey):
    watcher = journey("watcher", width=390)
    watcher.open("/memberships/")
    watcher.page.get_by_role("link", name="Watch over the unit").click()
    watcher.page.get_by_role("button", name="Make somebody a member").click()
    watcher.looks_right("grant")
    watcher.page.locator("[name=email]").fill("auditor-2@demonstration.example")
    watcher.page.locator("[name=role]").first.check()
    reason(watcher, "Covers the summer")
    assert heading(watcher) == "Approvals"
    watcher.open("/memberships/")
    watcher.page.get_by_role("link", name="Watch over the unit").click()
    watcher.page.get_by_role("button", name="Keep somebody away").click()
    watcher.looks_right("bar-in-the-watch")
    outside = journey("verifier", width=390)
    outside.open("/audit/checkpoints/")
    outside.looks_right("checkpoints-outside")
    listed = outside.page.locator(".govuk-service-navigation__link").all_text_contents()
    places = {text.strip() for text in listed}
    assert "Checkpoints" in places
    assert not {"Audit", "Alerts", "Accounts"} & places
