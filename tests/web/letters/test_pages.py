"""The letters and the overview in use: worded, approved by another, issued once, made in bulk."""

import hashlib
import io
import json
import re
import threading
import zipfile

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.conflict import Conflict
from custodes.web.audit.models import Event
from custodes.web.decision import Kind, NotAllowed
from custodes.web.decision.roles import MonitoringAnalyst, NationalReader
from custodes.web.jobs.models import Job
from custodes.web.jobs.worker import work_one
from custodes.web.letters import states
from custodes.web.letters.actions import issuing, wording
from custodes.web.letters.letter import silent
from custodes.web.letters.models import Bundle, Letter, Totals, Wording, WordTemplate
from custodes.web.letters.queries import letter_to
from custodes.web.letters.sentences import Origin, Sentence
from custodes.web.letters.template import built_in
from web.accounts.people import member, place, user
from web.assessment.rounds import asking, client, force, person, seeded

pytestmark = pytest.mark.django_db
PAGES = (
    "/letters/made-up/",
    "/letters/made-up/?state=issued",
    "/letters/made-up/overview/",
    "/letters/2017/overview/",
    "/letters/made-up/overview/figures/class-insufficient/",
    "/letters/made-up/overview/example/",
    "/letters/made-up/overview/publish/",
    "/letters/made-up/template/",
    "/letters/made-up/gwent/",
    "/letters/made-up/cleveland/",
    "/letters/made-up/durham/",
    "/letters/2017/west-yorkshire/",
    "/letters/2017/north-yorkshire/",
)


@pytest.fixture(autouse=True)
def _rounds(settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    seeded()


def stranger(role, kind):
    who = user("stranger")
    member(who, place(kind), role, start=timezone.now() - timezone.timedelta(days=1))
    made = Client()
    made.force_login(who, backend="custodes.web.accounts.adapter.Backend")
    return made


def now_of(key, name):
    return letter_to(force(key, name), person("inspector"), at=timezone.now())


def test_each_page_opens_for_an_inspector_and_tells_a_look():
    inspector = client("inspector")
    for address in (*PAGES, "/letters/totals/"):
        before = Event.objects.count()
        assert inspector.get(address).status_code == 200, address
        assert Event.objects.count() > before, address


def test_each_page_is_not_there_for_an_analyst():
    analyst = stranger(MonitoringAnalyst, Kind.MONITORING)
    totals = Totals.objects.get()
    pages = (*PAGES, f"/letters/totals/{totals.pk}/")
    assert [a for a in pages if analyst.get(a).status_code != 404] == []


def test_a_letter_goes_out_by_two_people_frozen_and_hashed():
    inspector, lead = client("inspector"), client("inspection-lead")
    at = "/letters/made-up/dorset/"
    assert inspector.post(at + "step/issue/").status_code == 409
    assert inspector.post(at + "step/ask/").status_code == 302
    assert inspector.post(at + "step/approve/").status_code == 409
    assert inspector.post(at + "step/issue/").status_code == 409
    assert lead.post(at + "step/approve/").status_code == 302
    assert lead.post(at + "step/issue/").status_code == 403
    assert inspector.post(at + "step/issue/").status_code == 302
    row = now_of("made-up", "Dorset").row
    kept = bytes(Letter.objects.get(pk=row.pk).frozen)
    assert hashlib.sha256(kept).hexdigest() == row.sha256
    assert json.loads(kept)["force"] == "Dorset"
    assert inspector.post(at + "step/ask/").status_code == 409
    assert inspector.post(at, {"version": "1", "text-0": "Else.", "was-0": "0"}).status_code == 422
    for kind in ("pdf", "docx"):
        files = [inspector.get(f"{at}file/{kind}/").content for _turn in range(2)]
        assert files[0] == files[1]
    with pikepdf.open(io.BytesIO(inspector.get(at + "file/pdf/").content)) as paper:
        assert paper.Root.MarkInfo.Marked
        assert "Dorset" in str(paper.docinfo["/Title"])
        assert str(paper.Root.Lang) == "en-GB"


def test_issuing_asks_for_proof_of_who_one_is():
    asked = client("inspector", stepped_up=False).post("/letters/made-up/cumbria/step/issue/")
    assert asked.status_code == 302 and asked["Location"].startswith("/account/prove-again/")
    # Whoever has proved it comes back to the letter, and nothing was done meanwhile.
    back = client("inspector").get("/letters/made-up/cumbria/step/issue/")
    assert back["Location"] == "/letters/made-up/cumbria/"
    assert now_of("made-up", "Cumbria").row.state == states.APPROVED


def test_a_letter_is_refused_while_an_element_has_no_finding():
    refused = client("inspector").post("/letters/2017/west-yorkshire/step/ask/")
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "there is no finding yet on" in page
    assert now_of("2017", "West Yorkshire").row is None


def test_two_editors_at_once_lose_nothing():
    first, second = client("inspector"), client("inspector-2")
    at = "/letters/made-up/gwent/"
    now = now_of("made-up", "Gwent")
    boxes = {f"was-{n}": str(n) for n in range(len(now.letter.body[now.letter.own]))}
    boxes |= {f"text-{n}": s.text for n, s in enumerate(now.letter.body[now.letter.own])} | {
        f"keeps-{n}": "yes" for n in range(len(now.letter.body[now.letter.own]))
    }
    mine = boxes | {"version": str(now.version), "added": "The first editor wrote this."}
    theirs = boxes | {"version": str(now.version), "added": "The second editor wrote that."}
    assert first.post(at, mine).status_code == 302
    refused = second.post(at, theirs)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "The first editor wrote this." in page and "The second editor wrote that." in page
    after = now_of("made-up", "Gwent")
    assert after.version == now.version + 1
    assert f'name="version" value="{after.version}"' in page
    rows = Wording.objects.filter(letter=after.row).order_by("version")
    assert [row.version for row in rows] == [1, 2]


@pytest.mark.parametrize("digits", ["9" * 5000, "²", "१", "-1", ""])
def test_numbers_that_no_page_would_send_are_no_fault(digits):
    inspector = client("inspector")
    for at in ("/letters/made-up/gwent/", "/letters/made-up/dorset/"):
        assert inspector.post(at, {"version": digits, "text-0": "Else."}).status_code == 422
        sent = {"version": "0", "text-0": "Else.", "was-0": digits}
        assert inspector.post(at, sent).status_code == 422
        assert inspector.post(at + "again/", {"version": digits}).status_code == 409


def test_a_reworded_sentence_keeps_its_link_or_is_the_inspectors_own():
    at, inspector = "/letters/made-up/dorset/", client("inspector")
    before = now_of("made-up", "Dorset").letter
    own = before.body[before.own]
    sent = {"version": "0", "text-0": "Said otherwise.", "was-0": "0", "keeps-0": "yes"}
    sent |= {f"text-{n}": s.text for n, s in enumerate(own) if n}
    sent |= {f"was-{n}": str(n) for n in range(1, len(own))}
    assert inspector.post(at, sent).status_code == 302
    now = now_of("made-up", "Dorset").letter
    assert now.body[now.own][0] == Sentence("Said otherwise.", Origin.FINDING, own[0].findings)
    assert now.body[now.own][1:] == own[1:]
    sent |= {"version": "1", "text-0": "Mine alone."}
    del sent["keeps-0"]
    assert inspector.post(at, sent).status_code == 302
    now = now_of("made-up", "Dorset").letter
    assert now.body[now.own][0] == Sentence("Mine alone.", Origin.OWN)


def test_a_finding_that_no_sentence_names_is_told_before_the_letter_goes_out():
    at, inspector = "/letters/made-up/dorset/", client("inspector")
    warns = "No sentence comes from the finding on"
    assert warns not in inspector.get(at).content.decode()
    letter = now_of("made-up", "Dorset").letter
    links = {s.text for s in letter.body[letter.own] if "Dorset/links" in s.findings}
    sent = {"version": "0", "added": "Your partners know you."}
    for n, sentence in enumerate(letter.body[letter.own]):
        left = "" if sentence.text in links else sentence.text
        sent |= {f"text-{n}": left, f"was-{n}": str(n), f"keeps-{n}": "yes"}
    assert inspector.post(at, sent).status_code == 302
    for who in ("inspector", "inspection-lead"):
        page = client(who).get(at).content.decode()
        assert f"{warns}: Links with support organisations." in page
    assert [one.key for one in silent(now_of("made-up", "Dorset").letter)] == ["Dorset/links"]


def test_a_changed_wording_needs_approval_again():
    by, now = asking("inspector"), now_of("made-up", "Cumbria")
    own = now.letter.body[now.letter.own]
    more = (*own, Sentence("One more.", Origin.OWN))
    at = timezone.now()
    wording.word(assessed=now.assessed, sentences=more, version=now.version, by=by, at=at)
    assert now_of("made-up", "Cumbria").row.state == states.DRAFT
    with pytest.raises(UserError):
        issuing.issue(forces=[now.assessed], by=by, at=at)
    with pytest.raises(Conflict):
        wording.word(assessed=now.assessed, sentences=own, version=now.version, by=by, at=at)


def test_an_approval_is_of_one_wording_on_one_set_of_findings():
    from custodes.web.assessment.actions.moderating import amend
    from custodes.web.plan.elements import Status

    now, lead = now_of("made-up", "Cumbria"), asking("inspection-lead")
    finding = now.findings[0]
    other = (
        Status.NOT_IN_PLAN if finding.status is not Status.NOT_IN_PLAN else Status.NO_INFORMATION
    )
    changed = type(finding)(finding.force, finding.element, other, references=finding.references)
    at = timezone.now()
    amend(assessed=now.assessed, finding=changed, version=1, by=lead, because="A slip.", at=at)
    with pytest.raises(NotAllowed):
        issuing.issue(forces=[now.assessed], by=asking("inspector"), at=at)
    assert now_of("made-up", "Cumbria").moved
    answer = client("inspector").post("/letters/made-up/cumbria/step/ask/")
    assert "Compose it again" in answer.content.decode()
    again = client("inspector").post("/letters/made-up/cumbria/again/", {"version": "1"})
    assert again.status_code == 302
    assert not now_of("made-up", "Cumbria").moved


def test_all_letters_stop_where_one_cannot_be_issued():
    refused = client("inspector").post("/letters/made-up/all/ask/")
    assert refused.status_code == 409
    assert "there is no finding yet on" in refused.content.decode()
    assert now_of("made-up", "Dorset").row is None


def test_the_job_makes_every_document_in_one_file():
    inspector = client("inspector")
    asked = inspector.post("/letters/2017/documents/", {"token": "once"})
    assert (
        inspector.post("/letters/2017/documents/", {"token": "once"})["Location"]
        == asked["Location"]
    )
    work_one(clock=timezone.now, stop=threading.Event())
    job = Job.queue.get()
    assert job.state == "done", job.failure
    row = Bundle.objects.get()
    answer = inspector.get(job.result["address"])
    assert hashlib.sha256(answer.content).hexdigest() == row.sha256
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert "letters/draft-north-yorkshire.docx" in names
    assert "letters/draft-north-yorkshire.pdf" in names
    assert "overview-not-made.txt" in names
    assert len(names) == 4 * 2 + 1


def test_the_overview_is_refused_while_a_force_lacks_a_finding():
    answer = client("inspector").get("/letters/made-up/overview/file/pdf/")
    assert answer.status_code == 409
    assert "have no finding on some element" in answer.content.decode()


def test_the_published_counts_of_2017_are_shown_and_sum():
    page = client("inspector").get("/letters/2017/overview/").content.decode()
    at = page.index("counted them")
    table = page[at : page.index("</table>", at)]
    assert re.findall(r"(\d+)</td>", table) == ["11", "15", "15", "2", "43"]
    assert "Derbyshire" in page
    own = page.index("From the findings that are on the public record")
    for words in ("43 forces were assessed", "Seventeen had made progress.", "32 of 43"):
        assert at < page.index(words) < own


def test_a_class_that_our_rule_gives_to_a_force_of_2017_is_not_told_as_published():
    page = client("inspector").get("/assessment/2017/leicestershire/").content.decode()
    told = page[page.index("As published") :]
    assert told.index("not on public record") < told.index("</div>")


def test_a_reader_sees_numbers_only_and_no_small_ones():
    reader = stranger(NationalReader, Kind.INSPECTION)
    from custodes.web.accounts.models import Compartment, Membership

    inspection = Compartment.objects.get(kind="INSPECTION", title="Inspection")
    who = Membership.objects.get(role=NationalReader.id).user
    member(who, inspection, NationalReader, start=timezone.now() - timezone.timedelta(days=1))
    row = Totals.objects.get()
    page = reader.get(f"/letters/totals/{row.pk}/").content.decode()
    assert "left out" in page
    assert "Kent" not in page and "Essex" not in page
    said = row.content["classes"]
    assert all(n is None or n == 0 or n >= 5 for n in said.values())
    assert reader.get("/letters/made-up/overview/").status_code == 404


def test_totals_are_handed_out_as_files_in_which_no_force_is_named_and_no_small_number_stands():
    row, lead = Totals.objects.get(), client("inspection-lead")
    for kind in ("pdf", "xlsx", "csv"):
        before = Event.objects.filter(action="export", kind="published_totals").count()
        answer = lead.get(f"/letters/totals/{row.pk}/file/{kind}/")
        assert answer.status_code == 200
        assert f'filename="totals-made-up.{kind}"' in answer["Content-Disposition"]
        after = Event.objects.filter(action="export", kind="published_totals").count()
        assert after == before + 1
        files = [lead.get(f"/letters/totals/{row.pk}/file/{kind}/").content for _turn in range(2)]
        assert files[0] == files[1]
    text = lead.get(f"/letters/totals/{row.pk}/file/csv/").content.decode("utf-8-sig")
    assert "left out" in text and "Kent" not in text
    counts = [cell for line in text.splitlines() for cell in line.split(",") if cell.isdigit()]
    assert counts and all(int(n) == 0 or int(n) >= 5 for n in counts)
    with pikepdf.open(io.BytesIO(lead.get(f"/letters/totals/{row.pk}/file/pdf/").content)) as paper:
        assert paper.Root.MarkInfo.Marked
        assert row.title in str(paper.docinfo["/Title"])
    assert lead.get(f"/letters/totals/{row.pk}/file/exe/").status_code == 404


def test_the_copy_of_a_letter_for_the_commissioner_is_on_record_as_a_disclosure():
    inspector = client("inspector")
    told = Event.objects.filter(action="disclosure", kind="letter")
    issued = "/letters/made-up/cleveland/"
    page = inspector.get(issued).content.decode()
    assert "Copy for the commissioner (PDF)" in page
    copy = inspector.post(f"{issued}copy/")
    assert copy.status_code == 200
    assert copy.content == inspector.get(f"{issued}file/pdf/").content
    assert [(e.object, e.reason, e.actor) for e in told] == [
        (str(now_of("made-up", "Cleveland").row.pk), "commissioner", person("inspector").reference)
    ]
    assert inspector.get(f"{issued}copy/").status_code == 405
    draft = "/letters/made-up/gwent/"
    assert "Copy for the commissioner" not in inspector.get(draft).content.decode()
    assert inspector.post(f"{draft}copy/").status_code == 409
    reader = stranger(NationalReader, Kind.INSPECTION)
    assert reader.post(f"{issued}copy/").status_code == 404
    assert told.count() == 1


def test_a_template_is_checked_before_it_counts():
    lead, inspector = client("inspection-lead"), client("inspector")
    at = "/letters/made-up/template/"

    def file(content):
        sent = io.BytesIO(content)
        sent.name = "ours.docx"
        return {"template": sent}

    assert lead.post(at, file(b"not a document")).status_code == 422
    assert inspector.post(at, file(built_in())).status_code == 403
    assert lead.post(at, file(built_in())).status_code == 302
    assert WordTemplate.objects.count() == 1
    assert inspector.get("/letters/made-up/dorset/file/docx/").status_code == 200
