"""One person's way through the site in a browser: what they see, and what must never happen."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Route

from web.design.browser import ROOT, violations

SCREENSHOTS = ROOT / "build/screenshots"
HEIGHTS = {1280: 900, 390: 844}
PATIENCE = 10_000
"""Milliseconds for a page to come."""
SCRIPTS = re.compile(r"<script\b.*?</script>|<meta http-equiv=\"refresh\"[^>]*>", re.DOTALL)


@dataclass(frozen=True)
class Served:
    """The site as it is served: its address, who can sign in, and its log."""

    address: str
    people: dict[str, tuple[str, str]]
    log: Path

    @classmethod
    def told(cls, line: str, log: Path) -> "Served":
        """From what the serving process said of itself."""
        said = json.loads(line)
        return cls(said["address"], {k: tuple(v) for k, v in said["people"].items()}, log)


class Journey:
    """A browser of one's own; `page` is Playwright's, for whatever is not here."""

    def __init__(
        self, browser: Browser, served: Served, *, name: str, width: int, script: bool
    ) -> None:
        self.served, self.name, self.width, self.script = served, name, width, script
        self.problems: list[str] = []
        self._shots = 0
        self._browser = browser
        self._context = self._new_context(script)
        self._context.route("**/*", self._only_here)
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("response", self._answered)

    def _new_context(self, script: bool) -> BrowserContext:
        return self._browser.new_context(
            viewport={"width": self.width, "height": HEIGHTS.get(self.width, 900)},
            java_script_enabled=script,
            locale="en-GB",
            timezone_id="Europe/London",
        )

    def sign_in(self, who: str) -> None:
        """As `analyst`, `auditor` or another of the demonstration, by the form that people use."""
        email, password = self.served.people[who]
        self.open("/account/sign-in/")
        self.page.locator("[name=login]").fill(email)
        self.page.locator("[name=password]").fill(password)
        self.page.locator("main button[type=submit]").first.click()
        self.page.wait_for_url(lambda url: "sign-in" not in url)

    def open(self, path: str) -> Page:
        """Go to a path of the site."""
        self.page.goto(self.served.address.rstrip("/") + path, wait_until="load")
        return self.page

    def looks_right(self, what: str) -> None:
        """Axe finds nothing, nothing runs off the side; a picture is kept under that name."""
        self.shot(what)
        found = violations(self.page) if self.script else self._without_script()
        self.problems += [f"{what}, {self.width}: {one}" for one in found]
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > self.width:
            self.problems.append(f"{what}: {wide} wide in a window of {self.width}")

    def shot(self, what: str) -> Path:
        """Keep a picture of the whole page in build/screenshots/."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self._shots += 1
        path = SCREENSHOTS / f"{self.name}-{self._shots:02d}-{what}-{self.width}.png"
        self.page.screenshot(path=path, full_page=True)
        return path

    def _without_script(self) -> list[str]:
        """What axe finds where the page itself runs no script: axe is one, and would wait for ever.
        The same text is opened in a window that runs axe and nothing of the page's own."""
        address, html = self.page.url, SCRIPTS.sub("", self.page.content())
        context = self._new_context(True)
        try:
            page = context.new_page()
            page.route("**/*", self._only_here)
            page.route(address, lambda route: route.fulfill(content_type="text/html", body=html))
            page.goto(address, wait_until="load")
            return violations(page)
        finally:
            context.close()

    def end(self) -> list[str]:
        """Close the browser; what must not have happened and did."""
        self._context.close()
        return self.problems

    def _only_here(self, route: Route) -> None:
        if route.request.url.startswith(self.served.address):
            route.continue_()
        else:
            self.problems.append(f"left the machine: {route.request.url}")
            route.abort("blockedbyclient")

    def _said(self, message: object) -> None:
        # A page that is refused on purpose says so here too; its status is looked at below.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.problems.append(f"console: {message.text}")

    def _answered(self, answer: object) -> None:
        if answer.status >= 500:
            self.problems.append(f"{answer.status}: {answer.url}")
