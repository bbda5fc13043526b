"""Coming back: with code and words to the thread; with anything else to the same refusal."""

import time
from datetime import date

import pytest

from custodes.web.audit.models import Event
from custodes.web.intake import flood
from custodes.web.intake.actions import bring
from custodes.web.intake.models import Submission, ThreadMessage
from custodes.web.sealing.contents import Message, message_from
from custodes.web.sealing.envelope import envelope_from, opened, sealed
from web.intake.conftest import Reporter, code_of, fields_of, text_of, words_of

pytestmark = pytest.mark.django_db


def unit_writes(unit, submission, text, number=1):
    whole = opened(envelope_from(bytes(submission.envelope)), *unit.held.keys)
    keys = unit.ring.public
    return sealed(
        Message(text, date(2026, 3, 9)).to_bytes(),
        report=bytes.fromhex(submission.pk),
        part=f"from-unit/{number:04d}",
        units=[keys.intake],
        reporter=whole.reporter,
        recovery=keys.recovery,
    )


@pytest.mark.parametrize(("language", "month"), [("", "March"), ("cy", "Mawrth")])
def test_both_sides_write_and_each_reads_the_other(intake, unit, language, month):
    reporter = Reporter(language)
    page = reporter.tell("public", {"what": "He keeps ringing."})
    told = {"code": code_of(page).lower(), "words": " ".join(words_of(page)).title()}
    first = reporter.post("/come-back/", told)
    assert "He keeps ringing." in text_of(first)
    kept = Submission.objects.get()
    assert bring(envelope=unit_writes(unit, kept, "Are <you> safe?"), on=date(2026, 3, 9))
    assert not bring(envelope=unit_writes(unit, kept, "Are <you> safe?"), on=date(2026, 3, 9))
    page = reporter.post("/come-back/", told)
    assert "Are <you> safe?" in text_of(page)
    assert f"9 {month} 2026" in text_of(page)
    assert ThreadMessage.objects.get(direction="from-unit").state == "fetched"
    page = reporter.post("/reply/", {**fields_of(page), "text": "Yes, for now."})
    assert "Yes, for now." in text_of(page)
    sent = ThreadMessage.objects.get(direction="from-reporter")
    found = opened(envelope_from(bytes(sent.envelope)), *unit.held.keys, part="from-reporter/0001")
    assert message_from(found.content).text == "Yes, for now."
    page = reporter.post("/reply/", {**fields_of(page), "text": ""})
    assert page.status_code == 422


def test_a_code_that_there_is_not_and_wrong_words_are_told_the_same(reporter):
    page = reporter.tell()
    code = code_of(page)
    wrong = reporter.post("/come-back/", {"code": code, "words": "not the words"})
    nowhere = reporter.post("/come-back/", {"code": "0000-0000-0000", "words": "not the words"})
    nonsense = reporter.post("/come-back/", {"code": "?", "words": "x"})
    texts = [
        text_of(one).replace(code, "").replace("0000-0000-0000", "") for one in (wrong, nowhere)
    ]
    assert wrong.status_code == nowhere.status_code == nonsense.status_code == 422
    assert "do not fit together" in texts[0]
    assert len(set(texts)) == 1
    denied = Event.objects.filter(action="deny")
    assert [(one.object, one.outcome) for one in denied] == [("", "refused")] * 3


def test_they_take_the_same_time(reporter, monkeypatch):
    from custodes.web.intake import coming_back
    from custodes.web.sealing import reporter as of_the_reporter

    spent = []
    whole = of_the_reporter.from_words
    monkeypatch.setattr(
        of_the_reporter, "from_words", lambda *args: spent.append(args[2]) or whole(*args)
    )
    page = reporter.tell()
    spent.clear()
    for code in (code_of(page), "0000-0000-0000", "?"):
        reporter.post("/come-back/", {"code": code, "words": "not the words"})
    assert spent == [coming_back.COST] * 3


def test_guessing_is_stopped_for_that_code_and_not_for_another(reporter):
    page, other = reporter.tell(), Reporter().tell()
    for _ in range(flood.TRIES):
        assert (
            reporter.post("/come-back/", {"code": code_of(page), "words": "a"}).status_code == 422
        )
    right = {"code": code_of(page), "words": " ".join(words_of(page))}
    assert reporter.post("/come-back/", right).status_code == 429
    right = {"code": code_of(other), "words": " ".join(words_of(other))}
    assert reporter.post("/come-back/", right).status_code == 200


def test_a_quarter_of_an_hour_later_it_may_be_tried_again():
    now = [0.0]
    tries = flood.Tries(clock=lambda: now[0])
    for _ in range(flood.TRIES):
        assert tries.may("c")
        tries.missed("c")
    assert not tries.may("c")
    now[0] += flood.QUARTER + 1
    assert tries.may("c")


def test_a_flood_is_let_through_at_its_rate_and_what_was_typed_is_kept(reporter, monkeypatch):
    now = [0.0]
    gate = flood.Gate(burst=2, a_minute=60, clock=lambda: now[0])
    assert [gate.lets_through() for _ in range(3)] == [True, True, False]
    now[0] += 1.01
    assert [gate.lets_through() for _ in range(2)] == [True, False]
    monkeypatch.setattr(flood, "SENDING", flood.Gate(burst=0, a_minute=0))
    page = reporter.tell("public", {"what": "Kept."})
    assert page.status_code == 422
    assert "very busy" in text_of(page)
    assert fields_of(page)["what"] == "Kept."
    assert Submission.objects.count() == 0


def test_tries_are_forgotten_oldest_first(monkeypatch):
    monkeypatch.setattr(flood, "MOST_CODES", 3)
    tries = flood.Tries()
    for code in "abcd":
        tries.missed(code)
    assert len(tries._wrong) == 3


def test_code_and_words_go_by_post_alone(reporter):
    page = reporter.tell()
    query = f"?code={code_of(page)}&words={'+'.join(words_of(page))}"
    shown = reporter.get("/come-back/" + query)
    assert "He rings her" not in text_of(shown)
    assert reporter.get("/reply/").status_code == 405


def test_a_thread_that_was_open_too_long_gives_back_what_was_typed(reporter, monkeypatch):
    from datetime import timedelta

    from custodes.web.intake import carried

    page = reporter.tell()
    told = {"code": code_of(page), "words": " ".join(words_of(page))}
    page = reporter.post("/come-back/", told)
    monkeypatch.setitem(carried.LASTS, carried.THREAD, timedelta(seconds=-5))
    page = reporter.post("/reply/", {**fields_of(page), "text": "My long words."})
    assert page.status_code == 410
    assert "My long words." in text_of(page)
    assert ThreadMessage.objects.count() == 0


def test_one_reporters_page_does_not_open_anothers_thread(reporter):
    first, second = reporter.tell(), Reporter().tell()
    page = reporter.post(
        "/come-back/", {"code": code_of(first), "words": " ".join(words_of(second))}
    )
    assert page.status_code == 422


def test_trying_words_takes_its_time():
    """What a guess costs where the usual cost is not lowered for the tests."""
    from custodes.web.sealing import reporter
    from custodes.web.sealing.refused import WrongSecret

    began = time.perf_counter()
    with pytest.raises(WrongSecret):
        reporter.tried_in_vain("one two three")
    assert time.perf_counter() - began > 0.02
