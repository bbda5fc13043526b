"""What a user sees of the records is what the decision lets them know of, and nothing else."""

import random
from datetime import timedelta

import pytest
from django.db import connection, models

from custodes.web.accounts.models import Bar, BarEnd, MembershipEnd
from custodes.web.accounts.standing import account_of
from custodes.web.accounts.visible import Record
from custodes.web.decision import ROLES, Action, Basis, Kind, Question, may_know_of
from custodes.web.decision.roles import HeadOfCcu, MonitoringAnalyst
from web.accounts.people import AT, DAY, member, place, user

pytestmark = pytest.mark.django_db


class Note(Record):
    """A record of the tests: an alert with one member of staff."""

    sees = Action.SEE_ALERTS
    subjects = ("staff",)

    staff = models.CharField(max_length=64, null=True)

    class Meta:
        app_label = "accounts"
        managed = False
        db_table = "tests_note"


@pytest.fixture(autouse=True)
def _table(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE tests_note (id bigint PRIMARY KEY, compartment_id varchar(16), "
            "staff varchar(64))"
        )


def notes(*rows) -> None:
    for key, (where, staff) in enumerate(rows, start=1):
        Note(id=key, compartment=where, staff=staff).save(force_insert=True)


def seen(who, at=AT) -> set[int]:
    return set(Note.objects.visible_to(who, at=at).values_list("id", flat=True))


def test_a_member_sees_what_is_in_the_compartment_and_nothing_elsewhere():
    who, here, there = user(), place(), place()
    notes((here, "S1"), (there, "S1"), (here, None))
    assert seen(who) == set()
    member(who, here, MonitoringAnalyst)
    assert seen(who) == {1, 3}


def test_dates_count():
    who, here = user(), place()
    notes((here, "S1"))
    member(who, here, MonitoringAnalyst, start=AT, end=AT + DAY)
    assert [seen(who, at) for at in (AT - timedelta(seconds=1), AT, AT + DAY)] == [
        set(),
        {1},
        set(),
    ]


def test_an_early_end_counts_from_its_moment():
    who, here, head = user(), place(), user("head")
    notes((here, "S1"))
    row = member(who, here, MonitoringAnalyst)
    MembershipEnd(membership=row, at=AT, ended_by=head, reason="moved").save()
    assert (seen(who, AT - DAY), seen(who, AT)) == ({1}, set())


def test_what_is_barred_cannot_be_told_from_what_is_not_there():
    who, here, head, deputy = user(), place(), user("head"), user("deputy")
    notes((here, "S1"), (here, "S2"))
    member(who, here, MonitoringAnalyst)
    bar = Bar(user=who, subject="S1", basis="ASSOCIATION", start=AT, reason="declared", at=AT)
    bar.save()
    rows = Note.objects.visible_to(who, at=AT)
    assert rows.count() == 1
    told = set()
    for key in (1, 99):
        with pytest.raises(Note.DoesNotExist) as absent:
            rows.get(pk=key)
        told.add(str(absent.value))
    assert len(told) == 1
    BarEnd(bar=bar, at=AT + DAY, lifted_by=head, approved_by=deputy, reason="ended").save()
    assert seen(who, AT + DAY) == {1, 2}


def test_nobody_sees_what_is_about_themselves_and_nobody_had_to_say_so():
    who, here = user(staff="S1"), place()
    notes((here, "S1"), (here, "S2"), (here, None))
    member(who, here, HeadOfCcu)
    assert seen(who) == {2, 3}


def test_a_bar_from_the_compartment_hides_all_of_it():
    who, here = user(), place()
    notes((here, "S1"))
    member(who, here, MonitoringAnalyst)
    Bar(user=who, compartment=here, basis="RECUSED", start=AT, reason="asked", at=AT).save()
    assert (seen(who, AT - DAY), seen(who, AT)) == ({1}, set())


def test_suspended_or_expired_sees_nothing():
    here = place()
    notes((here, "S1"))
    gone = user("gone", is_active=False, suspended_at=AT, suspended_because="left")
    over = user("over", expires_at=AT)
    for who in (gone, over):
        member(who, here, MonitoringAnalyst)
        assert seen(who) == set()


def test_a_look_takes_a_fixed_number_of_questions_to_the_database(django_assert_num_queries):
    who, here = user(), place()
    notes(*[(here, f"S{n}") for n in range(40)])
    member(who, here, MonitoringAnalyst)
    with django_assert_num_queries(4):
        assert len(seen(who)) == 40


def test_the_rows_seen_are_those_that_the_decision_shows():
    draw = random.Random(7)
    places = [place(kind) for kind in (Kind.MONITORING, Kind.CASE, Kind.CCU_WATCH)]
    subjects = ["S1", "S2", None]
    notes(*[(where, staff) for where in places for staff in subjects])
    times = [AT - 2 * DAY, AT - DAY, AT, AT + DAY]
    found = set()
    for number in range(80):
        who = user(f"u{number}", staff=draw.choice(["", "", "S1"]))
        for _ in range(draw.randint(0, 3)):
            start = draw.choice(times)
            member(who, draw.choice(places), draw.choice(ROLES[4:13]), start, start + 2 * DAY)
        if draw.random() < 0.4:
            where, subject = draw.choice([(draw.choice(places), ""), (None, "S2")])
            start = draw.choice(times)
            basis = draw.choice(list(Basis)).name
            Bar(
                user=who, compartment=where, subject=subject, basis=basis, start=start,
                end=start + DAY, reason="drawn", at=start,
            ).save()  # fmt: skip
        account = account_of(who, at=AT)
        shown = {
            note.pk
            for note in Note.objects.all()
            if may_know_of(
                Question(
                    account,
                    Action.SEE_ALERTS,
                    note.compartment_id,
                    Kind[note.compartment.kind],
                    AT,
                    subjects=frozenset({note.staff} - {None}),
                )
            )
        }
        assert seen(who) == shown
        found.add(frozenset(shown))
    assert len(found) >= 5
