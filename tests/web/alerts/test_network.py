"""The network around an alert: what is near and strong, and a look told at what is drawn alone."""

import re

import pytest
from django.db.models import Q

from custodes.web.alerts.models import Alert
from custodes.web.alerts.queries import around
from custodes.web.audit.models import Event
from custodes.web.design.pictures.network import MOST_LINKS

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(taken):
    """Somebody with alerts about a hundred people, of whom each has one with somebody else; of the
    first person there are two alerts."""
    first = next(alert for alert in taken if alert.person)
    made = [linked(first, first.staff, f"P{n:03d}", bits=n / 10) for n in range(100)]
    made += [linked(first, f"S{n:03d}", f"P{n:03d}", bits=50 + n) for n in range(100)]
    made.append(linked(first, first.staff, "P099", bits=1, again=1))
    Alert.objects.bulk_create(made)
    return first


def linked(like, staff, person, *, bits, again=0) -> Alert:
    return Alert(
        compartment=like.compartment,
        alert_id=f"X{again}-{staff}-{person}",
        run="X",
        staff=staff,
        person=person,
        kind="pair",
        pattern=like.pattern,
        drawn="rank",
        bits=bits,
        sentence=like.sentence,
        raised_at=like.raised_at,
        updated_at=like.updated_at,
        content=like.content,
        sha256=like.sha256,
    )


def test_at_most_so_many_near_before_far_and_strong_first(
    crowd, analyst, now, django_assert_max_num_queries
):
    rows = Alert.objects.visible_to(analyst, at=now).exclude(person="")
    own = rows.filter(Q(staff=crowd.staff) | Q(person=crowd.person))
    pairs = own.values("staff", "person").distinct().count()
    near, left_out = around(crowd, 1, analyst, most=60, at=now)
    assert len(near) == 60 and left_out == pairs - 60
    assert crowd.person in {alert.person for alert in near}
    weakest = min(alert.bits for alert in near if alert.person != crowd.person)
    assert weakest > 3.5, "the strongest of the hundred"
    strong = next(alert for alert in near if alert.person == "P099")
    assert strong.bits == pytest.approx(9.9), "the stronger of the two"
    with django_assert_max_num_queries(20):
        far, more_left_out = around(crowd, 3, analyst, most=150, at=now)
    reached = {alert.person for alert in far if alert.staff == crowd.staff}
    assert len(far) == 150 and more_left_out > 0
    assert {alert.person for alert in far} <= reached, "each hangs together with the alert's own"


def test_a_look_is_told_at_what_is_drawn_alone(crowd, page):
    html = page.get(f"/alerts/{crowd.alert_id}/network/?steps=3").content.decode()
    last = Event.objects.order_by("-seq").values_list("request", flat=True).first()
    told = Event.objects.filter(request=last, kind="alert_list")
    assert told.count() == MOST_LINKS
    drawn = re.search(r"<table.*?</table>", html, re.S)[0]
    assert drawn.count("<tr") == MOST_LINKS + 1
    assert re.search(r"[1-9]\d* weaker or farther links are left out", html)
