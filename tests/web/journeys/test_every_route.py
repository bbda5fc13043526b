"""Every route of the site is opened by somebody of the demonstration, and looks right there.

Each log-in follows the links of the pages, as people do; the first who comes to a route looks at it
in a browser. A route that nobody comes to is named below with its reason, or the build fails.
"""

import os
import re
from collections import deque
from html import unescape
from urllib.parse import urldefrag, urlsplit
from zlib import crc32

import pytest
from django.urls import Resolver404, resolve

from web.permissions.needs import NEEDS, POSTED_ONLY
from web.permissions.test_matrix import routes

WHOLE = os.environ.get("CUSTODES_MATRIX") == "whole"
"""Whether axe looks at every page at both widths; else at one of them, a different one by route."""
WIDTHS = (1280, 390)
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"]*)"')
FIRST = ("analyst", "head-of-unit", "administrator", "auditor", "inspection-lead", "force-lead")
"""Who goes first: those who come to most."""
BY_POST = {name for name, need in NEEDS.items() if getattr(need, "method", "GET") == "POST"}
NOT_LINKED = {
    "account_start": "opened by the link that an administrator hands over",
    "account_reauthenticate": "where somebody is sent whose proof is stale",
    "account_inactive": "asked for by name inside the sign-in library; there is no such page",
    "account_reset_password": "the same",
    "account_set_password": "the same",
    "account_email": "the same",
    "mfa_authenticate": "part of signing in with a second factor",
    "mfa_reauthenticate": "where somebody is sent whose proof is stale",
    "mfa_reauthenticate_webauthn": "the same, with a passkey",
    "mfa_trust": "the sign-in library's; nothing is trusted here",
    "mfa_signup_webauthn": "the sign-in library's; nobody signs up",
    "mfa_login_webauthn": "asked by the page of sign-in for a passkey",
    "mfa_deactivate_totp": "for whoever has one-time codes, which the demonstration asks of nobody",
    "mfa_download_recovery_codes": "the same",
    "mfa_view_recovery_codes": "the same",
    "mfa_generate_recovery_codes": "the same",
    "mfa_list_webauthn": "for whoever has a passkey, which the demonstration asks of nobody",
    "mfa_edit_webauthn": "the same",
    "mfa_remove_webauthn": "the same",
    "account_provider": "there where an identity provider is named",
    "account_provider_back": "the same",
    "healthz": "answers machines",
    "audit:report": "comes of a verification that was asked for: the auditor's journey",
    "letters:bundle": "comes of a job that makes all letters",
    "assessment:sent": "comes of a package that was taken in: the journey of the assessors",
    "jobs:job": "comes of a job that was asked for",
    "approvals:asked": "comes of a question that was asked: the administrator's journey",
    "memberships:lift": "comes of somebody who is kept away: the journey of the head of unit",
}
"""Routes to which no link of the demonstration leads, and why."""


def links(html):
    """The addresses of this site in a page, each once, in their order."""
    found = (urldefrag(unescape(href))[0] for href in LINK.findall(html))
    return list(dict.fromkeys(href for href in found if not href.startswith(("//", "/static/"))))


def route_of(address):
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


def walk(made, who, visited):
    """Follow links from the start page; every route that is new is looked at in the browser."""
    request = made.page.context.request
    home = made.served.address.rstrip("/")
    waiting, seen = deque(["/", "/account/"]), set()
    while waiting:
        address = waiting.popleft()
        name = route_of(address)
        if name is None or name in seen or name in BY_POST or name == "account_logout":
            continue
        seen.add(name)
        new = name not in visited
        answer = request.get(home + address, max_redirects=0)
        if answer.status in (301, 302, 404):
            continue
        assert answer.status == 200, f"{who}: {address} answered {answer.status}"
        visited.setdefault(name, who)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        if new:
            look(made, name, address)
        waiting.extend(links(answer.text()))


def look(made, name, address):
    """One page at both widths: a heading, nothing off the side, nothing refused; axe."""
    word = name.replace(":", "-").replace("_", "-")
    turn = crc32(name.encode()) % 2
    made.open(address)
    assert made.page.locator("h1").count() == 1, address
    for number, width in enumerate(WIDTHS):
        made.page.set_viewport_size({"width": width, "height": 900})
        made.width = width
        if WHOLE or number == turn:
            made.looks_right(word)
        else:
            made.shot(word)
            wide = made.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{address}: {wide} wide in a window of {width}"


def everybody(people):
    return [*FIRST, *sorted(set(people) - set(FIRST))]


@pytest.mark.soak
def test_every_route_is_opened_by_somebody_and_looks_right(journey, served):
    visited: dict[str, str] = {}
    for who in everybody(served.people):
        walk(journey(who), who, visited)
    reached = set(visited)
    expected = {name for name in set(routes()) if name not in BY_POST and name not in POSTED_ONLY}
    missing = sorted(expected - reached - set(NOT_LINKED) - {"account_login", "account_logout"})
    assert missing == [], "link to them, or say in NOT_LINKED why nobody comes there"
    assert sorted(set(NOT_LINKED) & reached) == [], "somebody comes there now"


def test_without_a_script_the_pages_say_the_same(journey):
    """The theme is chosen by a form, and kept; print and narrow pages need no script either."""
    made = journey("auditor", width=390, script=False)
    made.open("/audit/")
    assert made.page.locator("h1").inner_text() == "Audit"
    made.page.get_by_role("button", name="Use dark colours").click()
    assert made.page.locator("html.custodes-dark").count() == 1
    made.open("/account/")
    assert made.page.locator("html.custodes-dark").count() == 1
    made.page.emulate_media(media="print")
    assert made.page.locator("h1").is_visible()
    made.page.emulate_media(media="screen")
    made.page.get_by_role("button", name="Use light colours").click()
    assert made.page.locator("html.custodes-dark").count() == 0


def test_what_is_not_there_is_a_page_that_looks_right(journey):
    made = journey("analyst", width=390)
    made.open("/alerts/R9999-99/")
    made.looks_right("not-found")
    made.open("/audit/")
    made.looks_right("not-there-for-this-role")
