"""Chromium looking at pages that were rendered here, under the policy that the site sends."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from custodes.web.design import assets

ROOT = Path(__file__).parents[3]
AXE = ROOT / "build/assets/node_modules/axe-core/axe.min.js"
HOST = "http://design.test"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'"
)
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, html: str, width: int, script: bool = True) -> Iterator[Page]:
    """A page at a width in pixels; `page.problems` gathers what the policy or a script refused."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=script
    )
    page = context.new_page()
    page.problems = []
    page.on("console", lambda said: page.problems.append(said.text) if said.type == "error" else 0)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("requestfailed", lambda asked: page.problems.append(f"not served: {asked.url}"))
    page.route("**/*", lambda route: _serve(route, html))
    page.goto(HOST + "/", wait_until="load")
    yield page
    context.close()


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA and its best practices, a line for each element."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', "
        "'best-practice'], resultTypes: ['violations'], preload: false})"
    )
    return [
        f"{rule['id']}: {node['html'][:160]} {json.dumps(node['any'][:1])[:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def _serve(route: Route, html: str) -> None:
    path = route.request.url.removeprefix(HOST)
    if path == "/":
        headers = {"Content-Security-Policy": POLICY}
        route.fulfill(status=200, content_type="text/html", body=html, headers=headers)
        return
    file = assets.BUILT / path.removeprefix(assets.BASE)
    if path.startswith(assets.BASE) and file.is_file():
        route.fulfill(status=200, content_type=KINDS[file.suffix], body=file.read_bytes())
    else:
        route.abort()
