"""What was carried over from the intake is taken in once, and answers are put out once."""

import os

import pytest

from custodes.web.decision import Kind
from custodes.web.reports import collecting
from custodes.web.reports.actions.opening import open_report
from custodes.web.reports.actions.replying import reply
from custodes.web.reports.collecting import collect, in_the_inbox, inbox, outbox
from custodes.web.reports.models import Report, Sealed, every
from custodes.web.sealing.envelope import envelope_from
from web.accounts.people import AT
from web.reports.unit import PASSPHRASE, PULL, content, message, received, sealed

pytestmark = pytest.mark.django_db


def test_the_inbox_is_emptied_reports_before_messages_and_the_outbox_filled(ours):
    first, pair = sealed(ours.ring, content())
    said = message(ours.ring, first, pair, "He came again.")
    inbox().mkdir(parents=True)
    for one in (said, first):
        (inbox() / f"{one.name}.envelope").write_bytes(one.to_bytes())
    (inbox() / "broken.envelope").write_bytes(b"no envelope")
    more = {"compartment": ours.places[Kind.INTAKE], "by": PULL, "at": AT}
    done = collect(**more)
    assert (done.taken, done.refused, done.given) == (2, 1, 0)
    assert (in_the_inbox(), every(Report).count(), every(Sealed).count()) == (1, 1, 2)
    (inbox() / f"{first.name}.envelope").write_bytes(first.to_bytes())
    assert collect(**more).taken == 1
    assert (every(Report).count(), every(Sealed).count()) == (1, 2)
    report = every(Report).get()
    open_report(report=report, passphrase=PASSPHRASE, by=ours.officer, at=AT)
    report.refresh_from_db()
    said = {"text": "Is she safe?", "token": "t", "version": report.version}
    reply(report=report, by=ours.officer, at=AT, **said)
    assert (collect(**more).given, collect(**more).given) == (1, 0)
    (path,) = outbox().glob("*.envelope")
    assert envelope_from(path.read_bytes()).first == "from-unit/0001"
    assert b"Is she safe" not in path.read_bytes()


def test_two_who_take_in_at_once_do_not_stumble_over_each_other(ours, monkeypatch):
    envelopes = [sealed(ours.ring, content())[0] for _turn in range(2)]
    inbox().mkdir(parents=True)
    for one in envelopes:
        (inbox() / f"{one.name}.envelope").write_bytes(one.to_bytes())
    whole, more = collecting.take, {"compartment": ours.places[Kind.INTAKE], "by": PULL, "at": AT}

    def meanwhile(**given):
        """While the first is taken in, somebody else takes in all there is."""
        monkeypatch.setattr(collecting, "take", whole)
        assert collect(**more).taken == 2
        return whole(**given)

    monkeypatch.setattr(collecting, "take", meanwhile)
    done = collect(**more)
    assert (done.taken, done.refused) == (1, 0)
    assert (in_the_inbox(), every(Report).count(), every(Sealed).count()) == (0, 2, 2)


def test_two_who_put_answers_out_at_once_leave_one_whole_file(ours, monkeypatch):
    report = received(ours)
    open_report(report=report, passphrase=PASSPHRASE, by=ours.officer, at=AT)
    report.refresh_from_db()
    said = {"text": "Is she safe?", "token": "t", "version": report.version}
    reply(report=report, by=ours.officer, at=AT, **said)
    whole = os.fsync

    def meanwhile(handle):
        monkeypatch.setattr(os, "fsync", whole)
        assert collecting.give_out(by=PULL) == 1
        whole(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    assert collecting.give_out(by=PULL) == 1
    (path,) = outbox().iterdir()
    assert envelope_from(path.read_bytes()).first == "from-unit/0001"
