"""Coverage on its page and in its files: whom they name, and by what."""

import pytest

from custodes.web.accounts.models import Bar
from custodes.web.audit.models import Event
from custodes.web.capability.holdings import Holding
from custodes.web.capability.register_sections import coverage_section
from custodes.web.pseudonyms.actions import name_for, reveal
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import named
from custodes.web.runs.models import Coverage
from web.accounts.people import asker, text

pytestmark = pytest.mark.django_db
STAFF = ("PC 101", "PC 102")


@pytest.fixture
def measured(light, unit, now):
    """A measurement by which two members of staff hold no device."""
    none = {"listed": [], "rows": 0, "references": 0}
    counted = ("unknown_logins", "unknown_devices", "logins_without_staff", "overlapping_duties")
    agreed = dict.fromkeys((*counted, "devices_without_holder"), none)
    agreed |= {"staff_without_device": {"listed": list(STAFF), "rows": 2, "references": 2}}
    agreed |= {name: [] for name in ("silent", "gaps", "skew")}
    content = {"covered": [], "feeds": [], "not_held": [], "agreed": agreed}
    made = {"compartment": unit, "as_of": now, "staff": 60, "content": content, "at": now}
    return Coverage.objects.create(**made)


def looked_behind(reference, who, unit, at):
    row, _subject, _reference = named(name_for(Subject.STAFF, reference))
    reveal(pseudonym=row, compartment=unit, by=asker(who, at=at), because="the meeting", at=at)


def test_a_file_holds_pseudonyms_also_while_a_look_behind_a_name_lasts(
    page, measured, analyst, unit, now
):
    looked_behind(STAFF[0], analyst, unit, now)
    assert STAFF[0] in text(page.get("/runs/coverage/")), "the page shows whom one looked behind"
    file = page.get("/runs/coverage/csv/").content.decode("utf-8-sig")
    for reference in STAFF:
        assert name_for(Subject.STAFF, reference) in file
        assert reference not in file
    assert page.get("/runs/coverage/xlsx/").content[:2] == b"PK"
    assert Event.objects.filter(kind="coverage", action="export").count() == 2


def test_whoever_is_kept_from_somebody_finds_them_in_neither(page, measured, analyst, now):
    since = {"start": now, "at": now, "reason": "x", "basis": "OTHER"}
    Bar(user=analyst, subject=STAFF[0], **since).save()
    there, hidden = (name_for(Subject.STAFF, reference) for reference in reversed(STAFF))
    for path in ("", "csv/"):
        said = page.get(f"/runs/coverage/{path}").content.decode("utf-8-sig")
        assert there in said and hidden not in said


def test_both_figures_say_what_they_count(page, measured):
    said = text(page.get("/runs/coverage/"))
    assert "once its audit trail showed one login" in said
    assert "need not be a gap" in said
    assert "Held is what the exports name" in said
    held = [Holding("system", "rms", held=2, monitored=1, known=True)]
    assert any("counts as monitored once" in line for line in coverage_section(held, None).text)
