"""Every place of the navigation, for each log-in of the demonstration, wide, narrow, no script."""

import pytest

WIDTHS = (1280, 390)


def places(page):
    """Where the navigation leads."""
    links = page.locator(".govuk-service-navigation__link")
    return [links.nth(n).get_attribute("href") for n in range(links.count())]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("who", ["analyst", "force-lead", "inspector"])
def test_each_place_opens_or_says_why_not(journey, who, width):
    made = journey(who, width=width)
    made.open("/")
    found = [path for path in places(made.page) if path != "/design/"]
    assert "/" in found
    for path in found:
        made.open(path)
        assert made.page.locator("h1").count() == 1, path
        made.looks_right(f"{who}{path.rstrip('/').replace('/', '-') or '-home'}")


@pytest.mark.parametrize("who", ["analyst", "force-lead"])
def test_without_a_script_one_gets_as_far(journey, who):
    made = journey(who, width=390, script=False)
    made.open("/")
    for path in places(made.page):
        made.open(path)
        assert made.page.locator("h1").count() == 1, path
    made.open("/account/")
    assert made.page.locator("h1").is_visible()


def test_the_page_of_sign_in_looks_right(journey):
    for width in WIDTHS:
        made = journey(width=width)
        made.open("/account/sign-in/")
        made.looks_right("sign-in")


def test_what_would_leave_the_machine_is_caught(journey, browser, served):
    made = journey()
    made.open("/account/sign-in/")
    made.page.evaluate("fetch('https://elsewhere.example/').catch(() => 0)")
    made.page.evaluate("document.body.append(document.createElement('style'))")
    made.page.evaluate("document.body.lastChild.textContent = 'p {color: red}'")
    made.page.wait_for_timeout(200)
    caught, made.problems = made.problems, []
    assert any("elsewhere.example" in problem for problem in caught), caught
    assert any("Content Security Policy" in problem for problem in caught), caught
