"""A whole round: 43 letters issued by the pages, every sentence traced, and the overview made."""

import json
import threading
import time

import pytest
from django.utils import timezone

from custodes.web.assessment.made_up import made_up_findings
from custodes.web.jobs.models import Job
from custodes.web.jobs.worker import work_one
from custodes.web.letters.models import Letter
from web.assessment.rounds import client, seeded

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(settings):
    """The demonstration's round, with the last forces moderated."""
    settings.SECOND_FACTOR_COMPULSORY = False
    seeded()
    lead, inspector = client("inspection-lead"), client("inspector-2")
    kent = {"stands-links": "1", "because-links": "Nothing was sent."}
    assert lead.post("/assessment/made-up/kent/moderate/", kent).status_code == 302
    assert inspector.post("/assessment/made-up/sussex/hand-in/").status_code == 302
    assert lead.post("/assessment/made-up/sussex/moderate/", {}).status_code == 302
    return lead, inspector


def test_once_all_findings_stand_the_overview_is_made_and_sums(whole):
    _lead, inspector = whole
    page = inspector.get("/letters/made-up/overview/").content.decode()
    assert "43 forces were assessed" in page
    for kind in ("pdf", "docx"):
        assert inspector.get(f"/letters/made-up/overview/file/{kind}/").status_code == 200


def test_43_letters_are_issued_and_every_sentence_of_them_traces(whole):
    lead, second = whole
    first = client("inspector")
    at = "/letters/made-up/all/"
    assert second.post(at + "ask/").status_code == 302
    assert lead.post(at + "approve/").status_code == 302
    # Each issues what they asked for, and not what the other did.
    assert second.post(at + "issue/").status_code == 302
    assert Letter.objects.filter(state="issued").count() == 41
    assert first.post(at + "issue/").status_code == 302
    rows = Letter.objects.filter(state="issued").select_related("assessed")
    assert rows.count() == 43
    assert len({row.assessed.force for row in rows}) == 43
    for row in rows:
        said = json.loads(bytes(row.frozen))
        keys = {finding["key"] for finding in said["findings"]}
        assert len(keys) == 4
        told = set()
        for sentence in said["sentences"]:
            assert (sentence["origin"] == "FINDING") == bool(sentence["findings"])
            assert keys.issuperset(sentence["findings"])
            told |= set(sentence["findings"])
        assert told == keys == {f.key for f in made_up_findings()[row.assessed.force]}


def test_all_documents_of_a_round_are_made_in_under_a_minute(whole):
    _lead, inspector = whole
    inspector.post("/letters/made-up/documents/", {"token": "once"})
    begun = time.perf_counter()
    work_one(clock=timezone.now, stop=threading.Event())
    assert time.perf_counter() - begun < 60
    job = Job.queue.get()
    assert job.state == "done", job.failure
    assert job.done == job.of == 44
    assert inspector.get(job.result["address"]).status_code == 200
