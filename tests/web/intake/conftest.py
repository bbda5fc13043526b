"""The intake as it is served: its own settings, a unit's public keys, and a reporter's browser."""

import re
from html import unescape

import pytest
from django.test import Client

from custodes.web.intake import coming_back, flood, sending
from custodes.web.site.intake_settings import intake_settings
from web.sealing.sealed import CHEAP, Unit

HELD_BY_THE_PROCESS = {"AREAS", "INSTALLED_APPS", "AUTHENTICATION_BACKENDS"}
"""Settings that Django reads once, when it starts."""


@pytest.fixture(scope="session")
def unit():
    return Unit()


@pytest.fixture
def intake(settings, unit, tmp_path, monkeypatch):
    """The settings of the intake, with a unit whose keys the test holds."""
    for name, value in intake_settings().items():
        if name not in HELD_BY_THE_PROCESS:
            setattr(settings, name, value)
    keys = tmp_path / "public.json"
    keys.write_text(str(unit.ring.public))
    settings.INTAKE_PUBLIC_KEYS = keys
    settings.INTAKE_LEAST_SECONDS = 0
    monkeypatch.setattr(sending, "COST", CHEAP)
    monkeypatch.setattr(coming_back, "COST", CHEAP)
    monkeypatch.setattr(flood, "SENDING", flood.Gate(burst=10_000, a_minute=1))
    monkeypatch.setattr(flood, "BYTES", flood.Gate(burst=10**12, a_minute=1))
    monkeypatch.setattr(flood, "COMING_BACK", flood.Gate(burst=10_000, a_minute=1))
    monkeypatch.setattr(flood, "WRONG", flood.Tries())
    return settings


@pytest.fixture
def reporter(intake, db):
    return Reporter()


FIRST = {"danger": "no", "about": "somebody else", "manner": "anonymous"}


class Reporter:
    """Somebody at a browser that keeps no cookie, filling in what the pages ask."""

    def __init__(self, language="", **headers):
        self.client = Client(headers=headers, raise_request_exception=True)
        self.base = f"/{language}" if language else ""

    def get(self, path):
        return self.client.get(f"{self.base}{path}")

    def post(self, path, fields):
        return self.client.post(f"{self.base}{path}", fields)

    def tell(self, channel="public", answers=(), files=(), form=None):
        """Through every page of the form to its end; the last answer."""
        told = {**FIRST, "what": "He rings her every night.", **dict(answers)}
        page = self.get(f"/tell/{channel}/")
        for step in range(5):
            shown = fields_of(page)
            mine = {name: told[name] for name in visible(page) if name in told}
            page = self.post(f"/tell/{channel}/", {**shown, **mine, "go": "next"})
            assert page.status_code == 200, (step, page.status_code, text_of(page))
        shown = fields_of(page)
        if form:
            shown["form"] = form
        self.sent_with = shown
        return self.post(f"/tell/{channel}/", {**shown, "files": list(files), "go": "send"})

    def again(self, channel="public"):
        """The last page sent once more."""
        return self.post(f"/tell/{channel}/", {**self.sent_with, "go": "send"})


def fields_of(page):
    """The hidden fields of the first form of a page, and their values."""
    html = page.content.decode()
    form = html[html.index("<form") : html.index("</form>")]
    return {
        unescape(name): unescape(value)
        for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form)
    }


def visible(page):
    """The names of the questions of a page."""
    html = page.content.decode()
    return set(re.findall(r'<(?:input(?! type="hidden")|textarea)[^>]*? name="(\w+)"', html))


def text_of(page):
    """What somebody reads on a page."""
    html = page.content.decode()
    body = html[html.index("<main") : html.index("</main>")]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))).strip()


def code_of(page):
    return re.search(r'id="code">([^<]+)<', page.content.decode()).group(1)


def words_of(page):
    html = page.content.decode()
    listed = html[html.index('id="words"') :]
    return re.findall(r"<strong>(\w+)</strong>", listed[: listed.index("</ol>")])
