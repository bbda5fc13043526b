"""Opening: with one's own passphrase, having proved who one is, on record, and for nobody else."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import Http404
from django.utils import timezone

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.models import Bar
from custodes.web.audit.models import Event
from custodes.web.decision import Basis, NotAllowed
from custodes.web.intake.vault import rewrap_all
from custodes.web.reports import states, vault
from custodes.web.reports.actions.opening import WRONG_AT_MOST, open_report
from custodes.web.reports.actions.receiving import take
from custodes.web.reports.actions.triaging import name_staff, step_back
from custodes.web.reports.models import Report, Sealed, every
from custodes.web.reports.queries import report_named
from custodes.web.reports.store import KeptReports
from custodes.web.sealing.envelope import envelope_from, opened
from custodes.web.sealing.keyring import only_newest, unlocked, without_reader
from custodes.web.sealing.refused import SealingRefused
from web.accounts.people import AT, asker
from web.reports.unit import ANOTHER, CANARY, DAY, PASSPHRASE, PULL, message, received

pytestmark = pytest.mark.django_db


def read(report, who, passphrase=PASSPHRASE, at=AT):
    return open_report(report=report, passphrase=passphrase, by=who, at=at)


def test_a_named_reader_opens_it_and_that_is_on_record(ours, report):
    found = read(report, ours.officer)
    assert CANARY in found.said.what
    assert found.report.state == states.OPENED
    assert bytes(found.report.reporter) == report.pair.public
    told = Event.objects.get(action="decrypt")
    assert (told.actor, told.object, told.outcome) == (
        ours.users["officer"].reference,
        str(report.pk),
        "done",
    )


def test_without_having_just_proved_who_one_is_it_stays_sealed(ours, report):
    with pytest.raises(NotAllowed, match="Prove again"):
        read(report, asker(ours.users["officer"], stepped_up=False))
    assert not Event.objects.filter(action="decrypt").exists()


def test_a_head_of_the_unit_sees_that_it_came_and_cannot_open_it(ours, report):
    assert report_named(report.reference, ours.users["head"], at=AT) == report
    with pytest.raises(NotAllowed):
        read(report, ours.head)


def test_a_wrong_passphrase_is_on_record_and_after_a_few_none_is_tried(ours, report):
    now = timezone.now()
    officer = asker(ours.users["officer"], at=now)
    for _turn in range(WRONG_AT_MOST):
        with pytest.raises(vault.WrongPassphrase):
            read(report, officer, "not these words, no", at=now)
    with pytest.raises(UserError, match="Too many"):
        read(report, officer, at=timezone.now())
    assert Event.objects.filter(action="decrypt", outcome="failed").count() == WRONG_AT_MOST
    later = timezone.now() + timedelta(minutes=16)
    assert read(report, asker(ours.users["officer"], at=later), at=later)


def test_whoever_it_concerns_never_learns_that_it_is_there(ours, report):
    colleague = ours.users["colleague"]
    colleague.staff = "PC 4172"
    colleague.save()
    assert report_named(report.reference, colleague, at=AT)
    read(report, ours.officer)
    name_staff(
        report=report, staff="PC 4172", sure="strong", because="The number.", by=ours.officer, at=AT
    )
    with pytest.raises(Http404):
        report_named(report.reference, colleague, at=AT)
    with pytest.raises(NotAllowed) as told:
        read(report, ours.colleague, ANOTHER)
    assert told.value.decision.hidden
    for model in (Report, Sealed):
        assert not model.objects.visible_to(colleague, at=AT).exists()


def test_a_declared_associate_is_kept_from_it_too(ours, report):
    Bar(
        user=ours.users["colleague"],
        subject="PC 4172",
        basis=Basis.ASSOCIATION.name,
        start=AT - DAY,
        reason="cousins",
        at=AT,
    ).save()
    read(report, ours.officer)
    name_staff(
        report=report, staff="PC 4172", sure="strong", because="The number.", by=ours.officer, at=AT
    )
    with pytest.raises(Http404):
        report_named(report.reference, ours.users["colleague"], at=AT)


def test_whoever_steps_back_sees_it_no_more_and_others_still_do(ours, report):
    step_back(report=report, because="I was at school with him.", by=ours.colleague, at=AT)
    with pytest.raises(Http404):
        report_named(report.reference, ours.users["colleague"], at=AT)
    assert report_named(report.reference, ours.users["officer"], at=AT)


def test_the_same_envelope_again_changes_nothing_and_a_message_comes_to_its_report(ours, report):
    more = {"compartment": report.compartment, "received_on": AT.date(), "by": PULL, "at": AT}
    again = take(raw=report.first.to_bytes(), **more)
    assert (again.pk, every(Report).count(), every(Sealed).count()) == (report.pk, 1, 1)
    said = message(ours.ring, report.first, report.pair, "He came back on Sunday.")
    for _turn in range(2):
        take(raw=said.to_bytes(), **more)
    (told,) = read(report, ours.officer).thread
    assert (told.said.text, told.from_unit) == ("He came back on Sunday.", False)
    for raw in (b"no envelope", report.first.to_bytes()[:-1]):
        with pytest.raises(UserError):
            take(raw=raw, **more)


def test_an_envelope_that_was_changed_shows_nothing_and_says_so(ours, report):
    row = every(Sealed).get()
    raw = bytearray(row.content)
    raw[-1] ^= 1
    row.content = bytes(raw)
    row.save()
    with pytest.raises(UserError, match="does not open as it was sealed"):
        read(report, ours.officer)
    assert Event.objects.filter(action="decrypt", reason="not-as-sealed").count() == 1


def test_a_reader_who_left_opens_nothing_after_everything_is_wrapped_anew(ours, report):
    """Not with the keyring of today, and not with the copy that they took when they left."""
    leaver = ours.users["colleague"].reference
    taken = unlocked(ours.ring, reader=leaver, passphrase=ANOTHER)
    second = received(ours)
    ring = without_reader(ours.ring, reader=leaver, on=AT.date())
    held = unlocked(ring, reader=ours.users["officer"].reference, passphrase=PASSPHRASE)
    kept = [KeptReports(by=PULL)]
    assert rewrap_all(ring, held.keys, kept) == (2, 0)
    ring = only_newest(ring)
    vault.keyring_path().write_text(str(ring), encoding="utf-8")
    with pytest.raises(UserError, match="named readers"):
        read(report, ours.colleague, ANOTHER)
    for row in every(Sealed).all():
        with pytest.raises(SealingRefused):
            opened(envelope_from(bytes(row.content)), *taken.keys)
    for one in (report, second):
        assert CANARY in read(one, ours.officer).said.what
    assert rewrap_all(ring, held.keys, kept) == (0, 0)


def test_what_an_opened_report_says_is_in_no_log_cache_temp_file_or_table(
    ours, report, caplog, tmp_path, monkeypatch
):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    found = read(report, ours.officer)
    assert CANARY in found.said.what
    assert CANARY not in repr(found) + str(found)
    assert CANARY not in caplog.text
    assert CANARY not in repr(getattr(cache, "_cache", {}))
    held = [path for path in Path(settings.CONFIG.home).rglob("*") if path.is_file()]
    held += [path for path in tmp_path.rglob("*") if path.is_file()]
    assert held and not [path for path in held if CANARY.encode() in path.read_bytes()]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                cells = [bytes(c) if isinstance(c, memoryview) else c for c in row]
                assert CANARY not in repr(cells), table
