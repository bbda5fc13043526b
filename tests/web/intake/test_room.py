"""Floods of bytes: no more is kept than the disk holds, and one envelope is in memory at a time."""

import gc
import shutil
import tracemalloc
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.db.models import QuerySet

from custodes.vocabulary.errors import UserError
from custodes.web.intake import actions, flood, room
from custodes.web.intake.actions import bring, purge
from custodes.web.intake.coming_back import thread
from custodes.web.intake.files.uploading import MOST_BYTES, MOST_FILES
from custodes.web.intake.hand_over import OneAtATime, held, keep, read, write
from custodes.web.intake.models import Submission, ThreadMessage
from custodes.web.intake.states import MOST_MESSAGES
from custodes.web.sealing.contents import Message
from custodes.web.sealing.envelope import message_part, new_id
from custodes.web.sealing.streams import BUCKETS, bucket
from web.design.browser import chromium, violations
from web.design.browser import opened as shown
from web.intake.conftest import Reporter, code_of, fields_of, text_of, words_of
from web.intake.test_hand_over import INTAKE, ON, Sides

pytestmark = pytest.mark.django_db
LARGE = 2**20
"""Bytes of an envelope of these tests, far above what else a step of theirs needs."""


def opened(reporter, page):
    """The thread of a report that was just sent, and what its reporter comes in with."""
    told = {"code": code_of(page), "words": " ".join(words_of(page))}
    return reporter.post("/come-back/", told)


def test_what_is_sent_is_counted_in_bytes_too(reporter, monkeypatch):
    now = [0.0]
    gate = flood.Gate(burst=3_000_000, a_minute=60_000, clock=lambda: now[0])
    assert [gate.lets_through(2_000_000) for _ in range(2)] == [True, False]
    assert gate.lets_through(900_000), "what is smaller still goes through"
    now[0] += 3_000
    assert gate.lets_through(2_500_000)
    monkeypatch.setattr(flood, "BYTES", flood.Gate(burst=200_000, a_minute=0))
    file = SimpleUploadedFile("a.txt", b"So. " * 100_000)
    page = reporter.tell("public", {"what": "Kept."}, files=[file])
    assert page.status_code == 422
    assert "very busy" in text_of(page) and "choose your files again" in text_of(page)
    assert fields_of(page)["what"] == "Kept."
    assert Submission.objects.count() == 0
    page = reporter.post("/tell/public/", {**fields_of(page), "go": "send"})
    assert page.status_code == 200, "without its large file it goes through"
    thread = opened(reporter, page)
    sent = {**fields_of(thread), "text": "More.", "files": [file]}
    file.seek(0)
    answer = reporter.post("/reply/", sent)
    assert answer.status_code == 429 and "very busy" in text_of(answer)
    assert ThreadMessage.objects.count() == 0


def test_the_largest_report_fits_into_what_is_let_in_at_once():
    """Three files and their clean copies, which may be larger: a picture is written out whole."""
    most = MOST_FILES * (bucket(MOST_BYTES) + BUCKETS[-1]) + bucket(20_000 * 4)
    assert 2 * most <= flood.AT_ONCE
    assert room.FLOOR >= 2 * flood.AT_ONCE


@pytest.fixture
def full(monkeypatch):
    """A disk that has less than the floor, until told otherwise."""
    free = [room.FLOOR - 1]
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=free[0]))
    return free


def test_where_there_is_no_room_it_is_said_and_nothing_typed_is_lost(reporter, full):
    if connection.vendor != "sqlite":
        assert room.is_room(), "another database looks after its own disk"
        return
    assert reporter.get("/tell/public/").status_code == 503
    full[0] = room.FLOOR
    page = reporter.get("/tell/public/")
    assert page.status_code == 200
    full[0] = room.FLOOR
    reporter.tell("public", {"what": "Typed."}, form="x" * 60)
    fields = reporter.sent_with
    full[0] = room.FLOOR - 1
    fields["form"] = fields_of(page)["form"]
    page = reporter.post("/tell/public/", {**fields, "go": "send"})
    assert page.status_code == 503
    assert "Nothing was saved." in text_of(page)
    assert 'href="/help-now/"' in page.content.decode()[page.content.decode().index("<main") :]
    assert Submission.objects.count() == 0
    back = reporter.post("/tell/public/", {**fields_of(page), "go": "to-5"})
    assert "Typed." in text_of(back)
    full[0] = room.FLOOR
    page = reporter.post("/tell/public/", {**fields_of(back), "go": "send"})
    assert page.status_code == 200
    thread = opened(reporter, page)
    full[0] = room.FLOOR - 1
    answer = reporter.post("/reply/", {**fields_of(thread), "text": "My long words."})
    assert answer.status_code == 503
    assert "My long words." in text_of(answer)
    assert ThreadMessage.objects.count() == 0


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["", "cy"])
def test_the_page_of_no_room_looks_right(intake, full, language):
    reporter = Reporter(language)
    full[0] = room.FLOOR
    thread = opened(reporter, reporter.tell())
    fields = reporter.sent_with
    full[0] = room.FLOOR - 1
    answers = {
        "start": reporter.get("/tell/public/"),
        "report": reporter.post("/tell/public/", {**fields, "go": "send"}),
        "message": reporter.post("/reply/", {**fields_of(thread), "text": "Long " * 300}),
    }
    assert {one.status_code for one in answers.values()} == {503}
    found = {}
    with chromium() as browser:
        for name, answer in answers.items():
            for width in (1280, 320):
                with shown(browser, answer.content.decode(), width) as seen:
                    wide = seen.evaluate("document.documentElement.scrollWidth")
                    found[name, width] = [
                        *violations(seen),
                        *seen.problems,
                        *[wide] * (wide > width),
                    ]
    assert {key: value for key, value in found.items() if value} == {}


def test_a_page_sent_twice_is_one_message_and_other_words_are_another(reporter):
    thread = opened(reporter, reporter.tell())
    sent = {**fields_of(thread), "text": "He came again."}
    for _turn in range(2):
        page = reporter.post("/reply/", sent)
        assert page.status_code == 200
        assert "We have your message" in text_of(page)
        assert text_of(page).count("He came again.") == 1
    (kept,) = ThreadMessage.objects.all()
    assert "He came again" not in kept.mark
    file = SimpleUploadedFile("a.txt", b"So.")
    reporter.post("/reply/", {**sent, "text": "And once more."})
    reporter.post("/reply/", {**sent, "files": [file]})
    page = reporter.post("/reply/", {**fields_of(page), "text": "He came again."})
    assert ThreadMessage.objects.count() == 4
    assert len(set(ThreadMessage.objects.values_list("mark", flat=True))) == 4


def test_a_thread_is_bounded_and_says_how_to_go_on(reporter, monkeypatch):
    assert MOST_MESSAGES <= 9_999
    page = opened(reporter, reporter.tell())
    monkeypatch.setattr(actions, "MOST_MESSAGES", 1)
    page = reporter.post("/reply/", {**fields_of(page), "text": "One."})
    page = reporter.post("/reply/", {**fields_of(page), "text": "Two, and long."})
    assert page.status_code == 422
    assert "Please send a new report" in text_of(page)
    assert "Two, and long." in page.content.decode()
    assert ThreadMessage.objects.count() == 1
    monkeypatch.setattr(actions, "MOST_MESSAGES", 9)
    monkeypatch.setattr(actions, "MOST_BYTES", 100)
    page = reporter.post("/reply/", {**fields_of(page), "text": "Three."})
    assert page.status_code == 422


def sealed_reports(unit, count, first=0):
    """Large reports that the unit has not pulled yet."""
    for number in range(first, first + count):
        one = unit.seal(b"x" * LARGE, report=new_id())
        Submission.objects.create(
            report=one.report.hex(),
            code=f"0000-0000-{number:04d}",
            received_on=ON,
            lock=b"lock",
            envelope=one.to_bytes(),
        )


def peak(work):
    """The bytes that are held at one time while something is done."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_hand_over_has_one_envelope_in_memory_at_a_time(intake, unit, tmp_path):
    sides, later = Sides(tmp_path), ON + timedelta(days=30)
    few, many = [], []
    for found, first, count in ((few, 0, 1), (many, 1, 12)):
        sealed_reports(unit, count, first)
        found += [peak(sides.out), peak(sides.pull)]
        sides.out()
        found.append(peak(lambda: purge(on=later)))
    assert len(held(sides.inbox)) == 13
    assert not Submission.objects.exclude(state="purged").exists()
    for before, after in zip(few, many, strict=True):
        assert LARGE < after < before + 3 * LARGE


def test_a_thread_has_one_envelope_in_memory_at_a_time(intake, unit):
    report = unit.envelope
    kept = Submission.objects.create(
        report=report.report.hex(),
        code="0000-0000-0000",
        received_on=ON,
        lock=b"lock",
        envelope=report.to_bytes(),
    )
    found = []
    for first, last in ((1, 2), (2, 14)):
        for number in range(first, last):
            part = message_part("from-unit", number)
            files = {"file/1/original": b"x" * LARGE}
            one = unit.seal(Message("So.", ON).to_bytes(), part=part, files=files)
            bring(envelope=one, on=ON)
        found.append(peak(lambda: thread(submission=kept, key=unit.reporter, on=ON)))
    assert LARGE < found[1] < found[0] + 3 * LARGE


def test_a_folder_that_is_changed_while_it_is_read_is_refused(unit, tmp_path):
    one = unit.envelope
    write(tmp_path, envelopes={one.name: one.to_bytes()}, kept=(), signer=INTAKE)
    brought = read(tmp_path, key=INTAKE.key)
    assert brought.envelopes[one.name] == one
    (tmp_path / f"{one.name}.envelope").write_bytes(b"another")
    with pytest.raises(UserError, match="while it was read"):
        brought.envelopes[one.name]


def test_envelopes_are_read_when_they_are_asked_for(tmp_path):
    asked = []
    lazy = OneAtATime(["b", "a"], lambda name: asked.append(name) or name.encode())
    assert (list(lazy), len(lazy), "a" in lazy, "c" in lazy) == (["b", "a"], 2, True, False)
    assert asked == []
    assert lazy["a"] == b"a" and asked == ["a"]
    with pytest.raises(KeyError):
        lazy["c"]
    keep(tmp_path, "x", b"1")
    assert held(tmp_path) == {"x": b"1"}
    assert held(tmp_path / "nowhere") == {}


def test_what_had_gone_over_before_days_were_counted_is_emptied_too(intake, unit):
    sealed_reports(unit, 1)
    report = Submission.objects.get()
    for number, (way, state) in enumerate(
        (("from-reporter", "pulled"), ("from-unit", "fetched"), ("from-reporter", "queued")), 1
    ):
        ThreadMessage.objects.create(
            submission=report, direction=way, number=number, on=ON, state=state, envelope=b"x"
        )
    Submission.objects.update(state="pulled")
    migration = import_module("custodes.web.intake.migrations.0003_marked_and_moved")
    migration.moved_when_it_came(apps, None)
    assert purge(on=ON + timedelta(days=29)) == 0
    assert purge(on=ON + timedelta(days=30)) == 3
    assert ThreadMessage.objects.get(state="queued").moved_on is None


def test_what_the_database_refuses_is_not_told_as_sent_before(reporter, monkeypatch):
    page = reporter.tell()
    kept = Submission.objects.get()
    whole = actions.Submission.objects.create

    def taken(**given):
        return whole(**given | {"code": kept.code})

    monkeypatch.setattr(actions.Submission.objects, "create", taken)
    with pytest.raises(IntegrityError):
        reporter.tell()
    assert Submission.objects.count() == 1
    assert code_of(page) == kept.code


def test_the_same_form_at_the_same_moment_is_told_as_sent_before(reporter, monkeypatch):
    """Where somebody is quicker between the look and the row, as two processes can be."""
    reporter.tell()

    blind, whole = [True], QuerySet.exists

    def exists(rows):
        if rows.model is Submission and blind:
            blind.clear()
            return False
        return whole(rows)

    monkeypatch.setattr(QuerySet, "exists", exists)
    second = reporter.again()
    assert "We have this report already" in text_of(second)
    assert Submission.objects.count() == 1
