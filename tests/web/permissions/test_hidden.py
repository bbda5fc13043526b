"""What a bar hides is hidden on every surface: pages, counts, search, files, inbox, audit. Somebody
kept from the one alert there is sees the same as somebody in a place that has none."""

import pytest
from django.utils import timezone

from custodes.web.accounts.models import Bar
from custodes.web.decision import Kind
from custodes.web.decision.roles import CcuSupervisor
from web.accounts.people import PASSWORD, member, place
from web.accounts.signed_in import signed_in
from web.permissions.conftest import person
from web.permissions.test_matrix import plain

pytestmark = pytest.mark.django_db
SURFACES = (
    "/",
    "/alerts/",
    "/alerts/?q={alert}",
    "/alerts/?q={staff}",
    "/alerts/staff/",
    "/alerts/held-back/",
    "/alerts/{alert}/",
    "/alerts/staff/{staff}/",
    "/names/{staff}/",
    "/approvals/",
    "/approvals/{asked}/",
    "/audit/of/alert/{key}/",
    "/jobs/",
    "/account/",
)


def somebody(word, where):
    """A supervisor of a place, by the name that all have, who has just signed in."""
    who = person(word)
    who.set_password(PASSWORD)
    who.save()
    member(who, where, CcuSupervisor, start=timezone.now().replace(hour=0, minute=0))
    return who


def same(answer, *words):
    """A page without the words that were asked with, and the marks of sessions."""
    import re

    text = re.sub(r"Begun [^<]*|This session|Session [0-9a-f]{6}", "", plain(answer))
    for word in (*words, "barred@", "elsewhere@"):
        text = text.replace(word, "")
    return text


@pytest.fixture(scope="module")
def two(world):
    empty = place(Kind.MONITORING, world.places[Kind.MONITORING].title)
    barred = somebody("barred", world.places[Kind.MONITORING])
    now = timezone.now()
    given = {"subject": world.alert.staff, "basis": "LINE_MANAGER", "reason": "x"}
    Bar(user=barred, start=now, at=now, **given).save()
    elsewhere = somebody("elsewhere", empty)
    sees = somebody("sees", world.places[Kind.MONITORING])
    return signed_in(barred), signed_in(elsewhere), signed_in(sees)


@pytest.mark.parametrize("surface", SURFACES)
def test_barred_and_not_there_are_one_answer(two, world, surface):
    barred, elsewhere, sees = two
    words = {
        "alert": world.alert.alert_id,
        "staff": world.staff_name,
        "asked": world.asked.pk,
        "key": world.alert.pk,
    }
    where = surface.format(**words)
    one, other = barred.get(where), elsewhere.get(where)
    assert one.status_code == other.status_code
    assert same(one) == same(other)
    assert one.headers.keys() == other.headers.keys()
    # The same surface tells somebody else, so that the comparison can fail.
    if surface in ("/alerts/", "/alerts/staff/", "/alerts/{alert}/", "/approvals/"):
        assert same(sees.get(where)) != same(one)


def test_a_file_taken_out_holds_nothing_of_it(two, world):
    barred, elsewhere, sees = two
    asked = {"because": "for the meeting", "form": "csv"}
    files = [
        b"".join(client.post("/alerts/take-out/", asked)) for client in (barred, elsewhere, sees)
    ]
    assert files[0] == files[1] != b""
    assert world.alert.alert_id.encode() in files[2]
