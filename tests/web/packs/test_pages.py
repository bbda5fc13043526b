"""Asking for documents: with proof of who one is, a reason, an event for each alert that leaves."""

import hashlib
import io
import re
import threading
import zipfile
from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from custodes.web.accounts.models import Bar
from custodes.web.audit.models import Event
from custodes.web.decision.roles import HeadOfCcu
from custodes.web.jobs.models import Job
from custodes.web.jobs.worker import work_one
from custodes.web.packs.actions import drop_expired
from custodes.web.packs.links import SALT, token
from custodes.web.packs.models import AlertFile
from web.accounts.people import later, member, text, user
from web.packs.conftest import BECAUSE, ask, signed_in

pytestmark = pytest.mark.django_db


def told(**more):
    return list(
        Event.objects.filter(**more).order_by("seq").values_list("action", "object", "reason")
    )


def test_a_pack_is_taken_from_the_page_of_its_alert(page, taken):
    shown = page.get(f"/alerts/{taken[0].alert_id}/").content.decode()
    assert f'href="/packs/alert/{taken[0].alert_id}/"' in shown
    answer = page.get(f"/packs/alert/{taken[0].alert_id}/")
    assert answer.status_code == 200
    assert "Evidence to keep" in answer.content.decode()
    answer = ask(page, taken[0], "pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{taken[0].alert_id}.pdf"'
    assert answer["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"%PDF")
    assert told(kind="alert_pack") == [("export", str(taken[0].pk), "pdf")]


@pytest.mark.parametrize(("document", "starts"), [("xlsx", b"PK"), ("i2", b"PK"), ("ocsf", b"[")])
def test_each_document_leaves_under_the_names_of_the_pages(page, taken, document, starts):
    answer = ask(page, taken[1], document)
    assert answer.status_code == 200
    assert answer.content.startswith(starts)
    assert taken[1].staff.encode() not in answer.content


def test_evidence_bears_references_and_is_told_as_opened(page, taken, facts):
    answer = ask(page, taken[1], "evidence")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as box:
        assert taken[1].staff in box.read(f"alerts/{taken[1].alert_id}.json").decode()
    key = str(taken[1].pk)
    assert told(kind="alert_pack") == [
        ("decrypt", key, "evidence"),
        ("export", key, "evidence"),
    ]


def test_without_a_reason_or_a_document_nothing_leaves(page, taken):
    for typed in ({"because": "  "}, {"because": "12"}, {"document": "docx"}):
        answer = ask(page, taken[0], "pdf", **typed)
        assert answer.status_code == 422
        assert "There is a problem" in answer.content.decode()
    assert not told(kind="alert_pack")


def test_whoever_has_not_just_proved_who_they_are_does_so_first(page, taken):
    later(page, 11)
    for answer in (page.get(f"/packs/alert/{taken[0].alert_id}/"), ask(page, taken[0], "pdf")):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/prove-again/")
    assert page.get("/packs/queue/").status_code == 302
    assert not told(kind="alert_pack")


def test_whose_role_does_not_take_out_is_refused_and_that_is_on_record(taken, unit):
    head = user("head")
    member(head, unit, HeadOfCcu)
    answer = ask(signed_in(head), taken[0], "pdf")
    assert answer.status_code == 403
    assert told(action="deny") == [("deny", "document-pdf", "capability")]


def test_an_alert_that_was_tampered_with_leaves_in_no_document(page, taken, home):
    path = home.path / "runs" / "R0001" / "alerts.jsonl"
    path.write_bytes(path.read_bytes().replace(b"off duty", b"on  duty"))
    answer = ask(page, taken[0], "pdf")
    assert answer.status_code == 409
    assert told(reason="not-as-written") == [("consultation", str(taken[0].pk), "not-as-written")]
    assert not told(kind="alert_pack")


@pytest.fixture
def made(page, taken):
    """A document of the whole queue, asked for and made by the worker; its link."""
    address = made_file(page)
    return address


def made_file(page, document="i2", query="", **more):
    answer = page.post(
        f"/packs/queue/{query}",
        {"document": document, "because": BECAUSE, "token": "q" * 32} | more,
    )
    assert answer.status_code == 302, answer.content.decode()
    work_one(clock=timezone.now, stop=threading.Event())
    job = Job.queue.get(pk=answer["Location"].strip("/").split("/")[-1])
    assert (job.state, job.failure) == ("done", "")
    return job.result["address"]


def test_the_queue_is_made_as_a_job_and_taken_by_a_link(page, taken, made):
    shown = page.get(made).content.decode()
    file = AlertFile.objects.get()
    assert file.sha256 in shown
    assert BECAUSE in shown
    answer = page.get(f"{made}take/")
    assert answer.status_code == 200
    assert hashlib.sha256(answer.content).hexdigest() == file.sha256
    assert zipfile.ZipFile(io.BytesIO(answer.content)).namelist()[0] == "entities.csv"
    keys = sorted(str(alert.pk) for alert in taken)
    assert sorted(key for _a, key, _r in told(kind="alert_pack")) == keys
    effects = Event.objects.filter(kind="alert-file").exclude(effect="").order_by("seq")
    assert list(effects.values_list("effect", "object")) == [
        ("made", file.pk),
        ("changed", file.pk),
    ]


def test_the_filter_of_the_address_says_which(page, taken):
    answer = page.get(made_file(page, "pdf", f"?q={taken[3].alert_id}") + "take/")
    assert answer.content.startswith(b"%PDF") or zipfile.is_zipfile(io.BytesIO(answer.content))
    assert [key for _a, key, _r in told(kind="alert_pack")] == [str(taken[3].pk)]


def test_a_form_sent_twice_is_one_file(page, taken):
    said = {"document": "i2", "because": BECAUSE, "token": "q" * 32}
    first, second = page.post("/packs/queue/", said), page.post("/packs/queue/", said)
    assert first["Location"] == second["Location"]
    assert (AlertFile.objects.count(), Job.queue.count()) == (1, 1)


def test_an_empty_list_makes_nothing(page, taken):
    said = {"document": "i2", "because": BECAUSE, "token": "q" * 32}
    answer = page.post("/packs/queue/?q=nothing-like-it", said)
    assert answer.status_code == 422
    assert "There is no alert in this list" in answer.content.decode()
    assert Job.queue.count() == 0


def forged(file):
    """Links that open nothing, and why not."""
    whole = token(file)
    return {
        "forged-link": [
            "x" + whole,
            whole[:-1] + ("A" if whole[-1] != "A" else "B"),
            signing.dumps({"file": file.pk, "for": file.asked_by_id}, salt="another"),
            signing.dumps({"file": file.pk, "for": file.asked_by_id}, key="guessed", salt=SALT),
            "%00",
        ],
        "link-of-another": [signing.dumps({"file": file.pk, "for": 999_999}, salt=SALT)],
        "gone": [signing.dumps({"file": "0" * 16, "for": file.asked_by_id}, salt=SALT)],
    }


def bare(answer):
    """A page without its own address and reference."""
    plain = re.sub(r'value="/packs/file/[^"]*"', "", text(answer))
    return re.sub("Reference: [0-9a-f]{32}", "", plain)


def test_a_forged_link_is_not_there_and_that_is_on_record(page, made):
    absent = bare(page.get("/packs/file/none/"))
    for reason, links in forged(AlertFile.objects.get()).items():
        for link in links:
            for answer in (page.get(f"/packs/file/{link}/"), page.get(f"/packs/file/{link}/take/")):
                assert answer.status_code == 404
                assert bare(answer) == absent
        assert len(told(action="deny", reason=reason)) >= 2 * len(links)
    assert not told(kind="alert_pack")


def test_the_link_of_somebody_else_is_not_there(made, colleague):
    client = signed_in(colleague)
    for path in (made, f"{made}take/"):
        assert client.get(path).status_code == 404
    assert [r for _a, _o, r in told(action="deny")] == ["link-of-another"] * 2
    assert not told(kind="alert_pack")


def test_a_link_ends_after_a_day_and_the_file_is_erased(page, made, monkeypatch):
    file = AlertFile.objects.get()
    at = timezone.now() + timedelta(hours=25)
    assert drop_expired(at=timezone.now()) == 0
    real = signing.time.time
    monkeypatch.setattr(signing.time, "time", lambda: real() + 25 * 3600)
    assert page.get(made).status_code == 404
    assert told(action="deny") == [("deny", file.pk, "stale-link")]
    monkeypatch.undo()
    assert drop_expired(at=at) == 1
    assert AlertFile.objects.count() == 0
    assert told(effect="erased") == [("erasure", file.pk, "")]
    assert page.get(made).status_code == 404


def test_a_bar_that_comes_after_ends_the_link(page, made, taken, analyst):
    now = timezone.now()
    Bar(
        user=analyst,
        subject=taken[2].staff,
        basis="ASSOCIATION",
        start=now - timedelta(minutes=1),
        reason="a friend",
        at=now,
    ).save()
    assert page.get(made).status_code == 404
    assert page.get(f"{made}take/").status_code == 404
    assert told(action="deny")[0][2] == "gone"


def test_taking_the_file_asks_for_proof_again_when_that_is_old(page, made):
    later(page, 11)
    assert page.get(made).status_code == 200
    answer = page.get(f"{made}take/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/prove-again/")
    assert not told(kind="alert_pack")


def test_a_job_of_a_tampered_run_says_so_and_makes_nothing(page, taken, home):
    (home.path / "runs" / "R0001" / "alerts.jsonl").unlink()
    said = {"document": "i2", "because": BECAUSE, "token": "q" * 32}
    page.post("/packs/queue/", said)
    work_one(clock=timezone.now, stop=threading.Event())
    job = Job.queue.get()
    assert job.state == "failed"
    assert "not as the run wrote it" in job.failure
    assert AlertFile.objects.get().content is None
