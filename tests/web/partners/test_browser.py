"""The register in a browser: axe finds nothing, wide and narrow, and nothing runs off the side."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from custodes.web.accounts.models import User
from custodes.web.partners.demonstration import PARTNERS, seed
from custodes.web.partners.maturity import Level, maturity
from custodes.web.partners.models import Partner, Question
from custodes.web.partners.queries import register
from web.design.browser import CHROMIUM, ROOT, chromium, opened, violations

PAGES = (
    "/partners/materials/briefing-pack/?language=cy",
    "/partners/{partner}/",
    "/partners/questions/{question}/",
)
"""Those that the journeys do not come to, and those of the most different shapes."""
LIST = "Name,Kind,Areas\nHaven,Refuge,Coast\nOutreach,Castle,Coast\n"


@pytest.mark.one_database
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
    assert rows.count() == PARTNERS
    whole = register(user, compartment=rows.first().compartment_id, at=now)
    assert {maturity(link, now.date()).level for link in whole.links} == set(Level)
    named = {
        "partner": rows.order_by("pk")[5].pk,
        "question": Question.objects.visible_to(user, at=now).order_by("pk").first().pk,
    }
    client = Client()
    client.force_login(user, backend="custodes.web.accounts.adapter.Backend")
    answers = {path: client.get(path.format(**named)) for path in PAGES}
    assert {path: one.status_code for path, one in answers.items()} == dict.fromkeys(PAGES, 200)
    pages = {path: one.content.decode() for path, one in answers.items()}
    stale = {"name": "Haven", "kind": "refuge", "every_days": "30", "version": "0"}
    changed = client.post(f"/partners/{named['partner']}/change/", stale | {"version": "99"})
    assert changed.status_code == 409
    pages["conflict"] = changed.content.decode()
    pages["taken in"] = client.post("/partners/take-in/", {"list_": upload()}).content.decode()
    shots = ROOT / "build/screenshots"
    shots.mkdir(parents=True, exist_ok=True)
    found = {}
    with chromium() as browser:
        for name, html in pages.items():
            for width in (1280, 390):
                with opened(browser, html, width) as seen:
                    wide = seen.evaluate("document.documentElement.scrollWidth")
                    word = name.strip("/").replace("/", "-").replace("?", "-").replace("{", "")
                    seen.screenshot(
                        path=shots / f"partners-{word.replace('}', '')}-{width}.png", full_page=True
                    )
                    found[name, width] = [*violations(seen), *seen.problems] + [wide] * (
                        wide > width
                    )
    assert {key: value for key, value in found.items() if value} == {}


def upload():
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("partners.csv", LIST.encode(), content_type="text/csv")
