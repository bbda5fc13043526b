"""The register in a browser: axe finds nothing, wide and narrow, and nothing runs off the side."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from custodes.web.accounts.models import User
from custodes.web.partners.demonstration import seed
from custodes.web.partners.models import Partner
from web.design.browser import CHROMIUM, chromium, opened, violations

PAGES = (
    "/partners/",
    "/partners/?kind=lgbt",
    "/partners/figures/",
    "/partners/{}/",
    "/partners/{}/note/contact/",
    "/partners/add/",
)


@pytest.mark.django_db
def test_axe_finds_nothing_on_any_page(settings):
    if CHROMIUM is None:
        pytest.fail("This test needs Chromium: apt-get install chromium.")
    settings.SECOND_FACTOR_COMPULSORY = False
    now = timezone.now()
    seed(at=now, home=Path())
    seed(at=now, home=Path())
    user = User.objects.get(email="force-lead@demonstration.example")
    rows = Partner.objects.visible_to(user, at=now)
    assert rows.count() == 24
    client = Client()
    client.force_login(user, backend="custodes.web.accounts.adapter.Backend")
    pages = {p: client.get(p.format(rows.first().pk)).content.decode() for p in PAGES}
    pages["wrong"] = client.post("/partners/add/", {"name": ""}).content.decode()
    found = {}
    with chromium() as browser:
        for name, html in pages.items():
            for width in (1280, 390):
                with opened(browser, html, width) as seen:
                    wide = seen.evaluate("document.documentElement.scrollWidth")
                    found[name, width] = [*violations(seen), *seen.problems] + [wide] * (
                        wide > width
                    )
    assert {key: value for key, value in found.items() if value} == {}
