"""Telling: page by page, nothing kept before it is sent, sealed when it is kept."""

import re

import pytest
from django.utils import timezone

from custodes.web.audit.models import Event
from custodes.web.intake.models import Submission
from custodes.web.sealing.contents import About, Channel, Danger, Manner, report_from
from custodes.web.sealing.envelope import envelope_from, opened
from web.intake.conftest import FIRST, Reporter, code_of, fields_of, text_of, visible, words_of

pytestmark = pytest.mark.django_db


def only_report(unit):
    kept = Submission.objects.get()
    return report_from(opened(envelope_from(bytes(kept.envelope)), *unit.held.keys).content)


@pytest.mark.parametrize("language", ["", "cy"])
@pytest.mark.parametrize("channel", list(Channel))
def test_each_reporter_gets_a_code_and_seven_words(intake, unit, channel, language):
    told = {"what": "He came back <b>twice</b>.", "officer_number": "1042", "under_18": "no"}
    page = Reporter(language).tell(channel, told)
    assert page.status_code == 200, text_of(page)
    assert len(words_of(page)) == 7
    assert Submission.objects.get().code == code_of(page)
    report = only_report(unit)
    assert report.what == "He came back <b>twice</b>."
    assert report.channel is channel
    assert report.manner is Manner.ANONYMOUS
    assert report.about is About.SOMEBODY
    assert report.danger is Danger.NO
    assert report.officer.number == "1042"
    assert report.language == (language or "en")
    assert report.sent_on == timezone.now().date()


def test_nothing_is_kept_before_it_is_sent(reporter):
    page = reporter.get("/tell/public/")
    page = reporter.post("/tell/public/", {**fields_of(page), **FIRST, "go": "next"})
    page = reporter.post("/tell/public/", {**fields_of(page), "what": "So.", "go": "next"})
    assert "The person from the police" in text_of(page)
    assert Submission.objects.count() == 0
    assert Event.objects.count() == 0


def test_answers_are_carried_on_back_and_to_a_change(reporter):
    page = reporter.get("/tell/public/")
    page = reporter.post("/tell/public/", {**fields_of(page), **FIRST, "go": "next"})
    page = reporter.post("/tell/public/", {**fields_of(page), "what": "“So” & so", "go": "next"})
    page = reporter.post("/tell/public/", {**fields_of(page), "officer_name": "Daf", "go": "back"})
    assert "“So” &amp; so" in page.content.decode()
    assert fields_of(page)["officer_name"] == "Daf"
    page = reporter.post("/tell/public/", {**fields_of(page), "what": "Else.", "go": "to-5"})
    assert "Else." in text_of(page)
    assert "Daf" in text_of(page)


def test_what_is_missing_is_said_and_what_was_typed_is_kept(reporter):
    page = reporter.get("/tell/public/")
    page = reporter.post("/tell/public/", {**fields_of(page), "danger": "no", "go": "next"})
    assert page.status_code == 422
    assert "Choose who this is about." in text_of(page)
    page = reporter.post("/tell/public/", {**fields_of(page), **FIRST, "go": "next"})
    page = reporter.post("/tell/public/", {**fields_of(page), "when": "May", "go": "next"})
    assert page.status_code == 422
    assert 'value="May"' in page.content.decode()


def test_danger_comes_first(reporter):
    start = text_of(reporter.get("/"))
    assert start.index("call 999") < start.index("I am a member of the public")
    page = reporter.get("/tell/public/")
    urgent = {**FIRST, "danger": "yes", "go": "next"}
    page = reporter.post("/tell/public/", {**fields_of(page), **urgent})
    assert "call 999" in text_of(page)
    page = reporter.post("/tell/public/", {**fields_of(page), "go": "next"})
    assert "What happened" in text_of(page)


def test_a_name_is_asked_of_whoever_wants_to_give_one_and_of_nobody_else(reporter, unit):
    reporter.tell("public", {"sender_name": "Ann"})
    assert only_report(unit).sender.name == ""
    Submission.objects.all().delete()
    reporter.tell("partner", {"manner": "confidential", "sender_name": "Ann",
                              "sender_organisation": "A refuge"})  # fmt: skip
    assert only_report(unit).sender.name == "Ann"
    assert only_report(unit).sender.organisation == "A refuge"


def test_about_oneself_nobody_else_is_asked_for(reporter):
    page = reporter.get("/tell/public/")
    page = reporter.post("/tell/public/", {**fields_of(page), **FIRST, "about": "me", "go": "to-3"})
    assert "consent" not in visible(page)
    assert "What may we call you?" in text_of(page)


def test_a_form_that_is_sent_twice_is_kept_once_and_told_the_same(reporter):
    first = reporter.tell()
    second = reporter.again()
    assert (code_of(first), words_of(first)) == (code_of(second), words_of(second))
    assert "We have this report already" in text_of(second)
    assert Submission.objects.count() == 1
    assert Event.objects.filter(kind="submission").count() == 1


def test_a_form_that_is_old_or_not_ours_is_asked_to_be_sent_again(reporter):
    page = reporter.tell(form="x" * 60)
    assert page.status_code == 422
    assert "press send again" in text_of(page)
    assert Submission.objects.count() == 0
    again = reporter.post("/tell/public/", {**fields_of(page), "go": "send"})
    assert again.status_code == 200


def test_a_form_that_is_sent_faster_than_anybody_types_is_asked_again(reporter, intake):
    intake.INTAKE_LEAST_SECONDS = 60
    page = reporter.tell()
    assert page.status_code == 422
    assert Submission.objects.count() == 0


def test_two_words_are_typed_back(reporter):
    page = reporter.tell()
    words = words_of(page)
    closed = fields_of(page)["closed"]
    numbers = [int(n) for n in re.findall(r"Word (\d)", text_of(page))][:2]
    right = {"closed": closed, "first": words[numbers[0] - 1].upper(),
             "second": f" {words[numbers[1] - 1]} "}  # fmt: skip
    wrong = reporter.post("/words/", {**right, "first": "nonsense"})
    assert wrong.status_code == 422
    assert words_of(wrong) == words
    done = reporter.post("/words/", right)
    assert "Your words are right" in text_of(done)
    assert reporter.post("/words/", {**right, "closed": closed[:-4]}).status_code == 410
    assert reporter.get("/words/").status_code == 405


def test_a_receipt_is_offered_to_partners_and_staff_and_not_to_the_public(reporter):
    assert "receipt" not in text_of(reporter.tell("public")).lower()
    assert "Your receipt" in text_of(reporter.tell("partner"))
    assert "Your receipt" in text_of(reporter.tell("staff"))


def test_a_channel_that_there_is_not(reporter):
    assert reporter.get("/tell/press/").status_code == 404
    assert "There is no such page" in text_of(reporter.get("/nowhere/"))


def test_every_row_has_its_event_and_the_day_alone(reporter):
    reporter.tell()
    kept = Submission.objects.get()
    event = Event.objects.get(kind="submission", object=kept.pk)
    assert event.effect == "made"
    assert event.at.isoformat().endswith("T00:00:00+00:00")
    assert (event.actor, event.session, event.request) == ("reporter", "", "")
