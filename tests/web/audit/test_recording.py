"""Recording: one chain without gaps, in the transaction of what it tells of, changed by nobody."""

import itertools
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction

from custodes.web.audit import leaves
from custodes.web.audit.actions import LONGEST, By, Told, erase_salt, record, record_all
from custodes.web.audit.models import Checkpoint, Event, Salt
from custodes.web.audit.words import Action, Effect, Outcome

pytestmark = pytest.mark.django_db

BY = By("u1", "analyst", "0" * 32, "r1")
NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


def add(**more):
    return record(Action.CONSULTATION, by=BY, kind="alert", object_id="R0001-01", **more)


def test_an_event_names_who_did_what_to_what():
    event = record(
        Action.ALTERATION,
        by=BY,
        kind="alert",
        object_id="R0001-01",
        effect=Effect.CHANGED,
        compartment="C1",
        reason="triage",
        changes={"state": ("new", "read")},
        clock=lambda: NOON,
    )
    kept = Event.objects.get(seq=event.seq)
    assert leaves.written(kept) == leaves.written(event)
    assert (kept.actor, kept.role, kept.request) == ("u1", "analyst", "r1")
    assert (kept.action, kept.effect, kept.outcome) == ("alteration", "changed", "done")
    assert kept.fields == ["state"]
    assert kept.leaf == leaves.leaf_of(kept)


def test_events_are_a_chain():
    first, second, third = add(), add(), add()
    assert (second.seq, third.seq) == (first.seq + 1, first.seq + 2)
    assert (second.prev, third.prev) == (first.leaf, second.leaf)


def test_values_are_kept_as_keyed_hashes_that_fall_blind_with_the_salt():
    event = record(
        Action.ALTERATION,
        by=BY,
        kind="note",
        object_id="7",
        changes={"text": ("", "the secret words")},
    )
    salt = bytes(Salt.objects.get(kind="note", object="7").salt)
    assert event.commitments["text"][1] == leaves.commitment(salt, "text", "the secret words")
    assert "secret" not in str(leaves.written(event))
    erase_salt("note", 7)
    assert not Salt.objects.filter(kind="note", object="7").exists()
    again = record(
        Action.ALTERATION,
        by=BY,
        kind="note",
        object_id="7",
        changes={"text": ("", "the secret words")},
    )
    assert again.commitments != event.commitments


def test_the_log_never_goes_back_in_time_and_says_when_the_clock_did():
    add(clock=lambda: NOON)
    later = add(clock=lambda: NOON - timedelta(days=1))
    assert later.at == NOON
    assert later.clock == "2026-03-30T12:00:00.000000Z"


def test_an_event_is_undone_with_what_it_tells_of():
    before = Event.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        add()
        raise RuntimeError
    assert Event.objects.count() == before


def test_hostile_text_is_recorded_and_not_refused():
    event = record(Action.DENY, by=BY, kind="alert", object_id="\x00\ud800\u202e" + "x" * 900)
    kept = Event.objects.get(seq=event.seq)
    assert len(kept.object) == LONGEST["object"]
    assert kept.leaf == leaves.leaf_of(kept)
    assert kept.object.isprintable()


def test_what_was_refused_has_no_effect():
    told = Told(Action.ERASURE, "alert", "7", effect=Effect.ERASED, outcome=Outcome.REFUSED)
    with pytest.raises(ValueError, match="only what was done"):
        record_all([told], by=BY)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET actor = 'nobody'",
        "DELETE FROM audit_event",
        "UPDATE audit_checkpoint SET root = ''",
        "DELETE FROM audit_checkpoint",
    ],
)
def test_the_database_refuses_to_change_the_log(statement):
    add()
    Checkpoint.objects.create(size=1, at=NOON, root="", frontier=[], note="")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.latest("seq").actor == "u1"


def test_the_triggers_refuse_by_themselves(database):
    add()
    if database == "sqlite":
        connection.connection.set_authorizer(None)
    try:
        for statement in ("UPDATE audit_event SET actor = ''", "DELETE FROM audit_event"):
            with (
                pytest.raises(DatabaseError, match="only added to"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)
    finally:
        if database == "sqlite":
            from custodes.web.audit.sqlite.base import authorize

            connection.connection.set_authorizer(authorize)


@pytest.mark.parametrize("step", [0, 2])
def test_the_database_refuses_a_gap_and_a_number_twice(step):
    last = add()
    wrong = Event(
        **{f.name: getattr(last, f.name) for f in Event._meta.concrete_fields}
        | {"seq": last.seq + step, "prev": last.leaf}
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.bulk_create([wrong])


def test_the_database_refuses_a_broken_chain():
    last = add()
    wrong = Event(
        **{f.name: getattr(last, f.name) for f in Event._meta.concrete_fields}
        | {"seq": last.seq + 1, "prev": leaves.FIRST}
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.bulk_create([wrong])


def test_the_connection_refuses_ways_around(database):
    statements = {
        "sqlite": [
            "PRAGMA writable_schema = ON",
            "PRAGMA recursive_triggers = OFF",
            "DROP TRIGGER audit_event_no_update",
            "DROP TABLE audit_event",
            "ALTER TABLE audit_event RENAME TO other",
        ],
        "postgresql": ["TRUNCATE audit_event", "TRUNCATE audit_checkpoint"],
    }
    add()
    for statement in statements[database]:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Event.objects.exists()


def test_a_replace_cannot_take_the_place_of_an_event(database):
    if database != "sqlite":
        pytest.skip("REPLACE is SQLite's")
    last = add()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event WHERE seq = %s",
            [last.seq],
        )


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_leave_no_gap():
    before = Event.objects.count()
    wrong: list[Exception] = []

    def write():
        try:
            for _ in range(10):
                add()
        except Exception as error:
            wrong.append(error)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert wrong == []
    events = list(Event.objects.order_by("seq"))
    assert [event.seq for event in events] == list(range(1, before + 81))
    assert all(after.prev == one.leaf for one, after in itertools.pairwise(events))


def test_the_session_is_told_apart_and_not_told():
    from custodes.web.audit.looks import session_mark

    assert session_mark("abc") != session_mark("abd")
    assert "abc" not in session_mark("abc")
