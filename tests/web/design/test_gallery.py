"""The gallery in a browser: axe finds nothing, in both themes, wide and narrow, with no script."""

import pytest

from custodes.web.design import assets, gallery
from custodes.web.design.environment import environment
from custodes.web.design.errors import WORDS
from web.design.browser import AXE, CHROMIUM, chromium, opened, violations

PLACES = [{"text": "Alerts", "href": "/", "active": True}, {"text": "Runs", "href": "/runs"}]
PICTURE = "/static/custodes/favicon.svg"
FOCUSED = "document.activeElement.outerHTML.slice(0, 120)"


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.fail("These tests need Chromium: apt-get install chromium.")
    if not AXE.exists() or assets.missing():
        pytest.fail("These tests need the assets and axe: run python hatch_build.py --tests.")
    with chromium() as started:
        yield started


def page(theme="light"):
    return (
        environment()
        .get_template("design/gallery.html")
        .render(**gallery.shown(), theme=theme, demonstration=True, navigation=PLACES)
    )


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_the_policy_refuses_nothing(browser, theme, width):
    with opened(browser, page(theme), width) as seen:
        assert violations(seen) == []
        assert seen.problems == []
        assert seen.evaluate("document.documentElement.scrollWidth") == width


def test_axe_would_find_something(browser):
    page = environment().get_template("design/error.html").render(words=WORDS[404])
    with opened(browser, page.replace("Alpha", f'<img src="{PICTURE}">'), 390) as seen:
        assert any("image-alt" in line for line in violations(seen))


def test_without_a_script_everything_is_there(browser):
    with opened(browser, page(), 390, script=False) as seen:
        for words in ("Runs", "Open alerts", "Closed alerts", "Apply filters"):
            assert seen.get_by_text(words, exact=True).first.is_visible(), words
        assert seen.problems == []


def test_the_keyboard_reaches_the_skip_link_first_and_then_the_pictures(browser):
    with opened(browser, page(), 1280) as seen:
        seen.keyboard.press("Tab")
        assert "govuk-skip-link" in seen.evaluate(FOCUSED)
        seen.keyboard.press("Enter")
        order = []
        for _ in range(8):
            seen.keyboard.press("Tab")
            order.append(seen.evaluate(FOCUSED))
        regions = [n for n, html in enumerate(order) if "custodes-picture__region" in html]
        assert regions, order
        assert "govuk-details__summary" in order[regions[0] + 1]


def test_a_picture_that_is_wider_than_the_screen_says_so_and_scrolls_by_keyboard(browser):
    hint = "Scroll sideways to see all of it."
    for width, seen_there in ((1280, False), (390, True)):
        with opened(browser, page(), width, script=False) as seen:
            wide = seen.locator(".custodes-picture--l").first
            assert wide.get_by_text(hint).is_visible() is seen_there, width
            assert not seen.locator(".custodes-picture--s").first.get_by_text(hint).is_visible()
    with opened(browser, page(), 390) as seen:
        region = seen.locator(".custodes-picture--l .custodes-picture__region").first
        assert region.get_attribute("role") == "region" and region.get_attribute("aria-label")
        region.focus()
        for _ in range(4):
            seen.keyboard.press("ArrowRight")
        seen.wait_for_timeout(500)
        assert region.evaluate("e => e.scrollLeft") > 0
        assert seen.evaluate("document.documentElement.scrollWidth") == 390


def test_a_column_sorts_by_keyboard(browser):
    with opened(browser, page(), 1280) as seen:
        table = seen.locator('[data-module="moj-sortable-table"]')
        button = table.get_by_role("button", name="Bits")
        button.focus()
        seen.keyboard.press("Enter")
        assert table.locator("tbody tr").first.inner_text().endswith("-1.0")
