"""The network around an alert: what is near and strong, and a look told at what is drawn alone."""

import re

import pytest
from django.db.models import Q

from custodes.web.alerts.beside import beside
from custodes.web.alerts.models import Alert
from custodes.web.alerts.names import colleagues_in
from custodes.web.alerts.queries import around
from custodes.web.audit.models import Event
from custodes.web.design.pictures import network
from custodes.web.design.pictures.network import MOST_LINKS, Link, lay_out
from custodes.web.pseudonyms.actions import name_for
from custodes.web.pseudonyms.kinds import Subject

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


def test_a_pair_by_itself_is_told_with_the_reason_and_where_to_look_next(page, taken):
    alone = next(alert for alert in taken if alert.person and not others_of(alert, taken))
    html = page.get(f"/alerts/{alone.alert_id}/network/").content.decode()
    assert "No other alert is linked with this one" in html and "That is no finding" in html
    name = name_for(Subject.STAFF, alone.staff)
    assert f'href="/alerts/staff/{name}/"' in html.partition("Where to look next")[2]
    assert f'href="/alerts/{alone.alert_id}/"' in html.partition("The alerts that are drawn")[2]


def others_of(alert, taken) -> list[Alert]:
    return [
        other
        for other in taken
        if other.pk != alert.pk
        and other.person
        and (other.staff == alert.staff or other.person == alert.person)
    ]


def test_colleagues_with_a_purpose_and_people_in_the_rows_are_drawn_dashed():
    content = {
        "staff": "A-1",
        "person": "P1",
        "would_explain": [
            {"text": "2 of the same unit had a purpose with this person (such as A-2, A-3): cover."}
        ],
        "timeline": [{"person": "P1"}, {"person": "P2"}, {"person": "P2"}],
    }
    assert [(one.staff, one.person, one.what) for one in beside(content)] == [
        ("A-2", "P1", "a purpose on record"),
        ("A-3", "P1", "a purpose on record"),
        ("A-1", "P2", "2 rows of this alert"),
    ]
    many = {**content, "person": None, "would_explain": []}
    assert [(one.person, one.what) for one in beside(many)] == [
        ("P1", "1 row of this alert"),
        ("P2", "2 rows of this alert"),
    ]
    links = [Link("A-1", "P1", 9.0, "alert"), Link("A-2", "P1", 0.0, "a purpose on record")]
    shown = network(lay_out(links, frozenset({"A-1", "A-2"}), "A-1"))
    assert shown.svg.count("stroke-dasharray") == 1
    assert shown.rows[1][2:] == ("a purpose on record", "-")


def test_the_network_names_the_colleagues_whom_the_alert_names(page, taken):
    found = next(alert for alert in taken if colleagues_in(alert.content))
    html = page.get(f"/alerts/{found.alert_id}/network/").content.decode()
    for colleague in colleagues_in(found.content):
        assert name_for(Subject.STAFF, colleague) in html and colleague not in html


def test_nothing_is_drawn_of_an_alert_that_is_not_as_its_run_wrote_it(page, taken):
    first = taken[0]
    Alert.objects.bulk_update([first_changed(first)], ["content"])
    answer = page.get(f"/alerts/{first.alert_id}/network/")
    assert answer.status_code == 409 and b"<svg" not in answer.content


def first_changed(alert) -> Alert:
    alert.content = {**alert.content, "bits": 99.0}
    return alert
