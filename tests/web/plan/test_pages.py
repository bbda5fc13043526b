"""The pages of the plan: what they show, keep and refuse, to whom they are there."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from custodes.web.plan.good import ANSWERS, CHARACTERISTICS
from custodes.web.plan.models import LineVersion, PlanDocument, PlanLine
from web.plan import force

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    force.plan()
    return force.client("owner")


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def line_form(**more):
    return {
        "token": "t",
        "title": "Brief all staff",
        "element": "strategy",
        "state": "commenced",
        "owner": "Head of learning",
        "strand": "npcc-2017-04/prevention",
        "recommendations": ["2016-ccu"],
        "due_day": "1", "due_month": "2", "due_year": "2030",
    } | more  # fmt: skip


def test_nothing_of_a_plan_is_there_for_whom_it_does_not_concern(owner):
    stranger = force.client("stranger")
    document = f"documents/{PlanDocument.objects.get().pk}/"
    for path in ("", "lines/1/", "check/", document, "asked/", "check/pdf/"):
        assert owner.get(f"/plan/{path}").status_code == 200, path
        assert stranger.get(f"/plan/{path}").status_code == 404, path
    assert stranger.get("/submission/").status_code == 404


def test_a_line_is_entered_found_and_taken_out_as_a_file(owner):
    assert owner.post("/plan/add/", line_form()).status_code == 302
    row = PlanLine.objects.get(title="Brief all staff")
    assert str(row.due) == "2030-02-01"
    assert (row.strand, row.strategy, row.recommendations) == (
        "prevention", "npcc-2017-04", ["2016-ccu"],
    )  # fmt: skip
    page = text(owner.get("/plan/?strand=prevention"))
    assert "1 lines" in page
    assert "Brief all staff" in page
    assert "Meet each refuge" not in text(owner.get("/plan/?element=strategy"))
    file = owner.get("/plan/?as=csv").content.decode()
    assert "L1,Meet each refuge" in file
    assert "plan.txt, page 1: who is met" in file
    assert owner.get("/plan/?as=xlsx").content.startswith(b"PK")


def test_a_version_of_what_nobody_judged_is_told_and_no_fault(owner):
    key = next(iter(CHARACTERISTICS))
    sent = {"version": "7", "answer": next(iter(ANSWERS)), "because": "So it is."}
    answer = owner.post(f"/plan/good/{key}/", sent)
    assert answer.status_code == 422
    assert "So it is." in answer.content.decode()
    assert owner.post(f"/plan/good/{key}/", sent | {"version": ""}).status_code == 302


def test_what_was_typed_stays_where_something_is_wrong(owner):
    answer = owner.post("/plan/add/", line_form(title="", owner="Head of typing"))
    assert answer.status_code == 422
    assert "Head of typing" in answer.content.decode()
    assert "Enter something under" in text(answer)


def test_of_two_at_once_the_second_sees_both_versions(owner):
    mine = {
        "version": "1",
        "title": "Mine",
        "element": "links",
        "owner": "Head of mine",
        "because": "Mine.",
    }
    assert owner.post("/plan/lines/1/change/", mine | {"title": "Theirs"}).status_code == 302
    answer = owner.post("/plan/lines/1/change/", mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "was changed while you were at work on it" in page
    assert "As it stands now" in page
    assert "Theirs" in page
    assert "Head of mine" in page
    again = mine | {"version": re.search(r'name="version" value="(\d+)"', page)[1]}
    assert owner.post("/plan/lines/1/change/", again).status_code == 302
    assert [v.title for v in LineVersion.objects.filter(line__number=1).order_by("version")] == [
        "Meet each refuge",
        "Theirs",
        "Mine",
    ]


def test_the_check_says_first_what_an_assessor_would_not_find(owner):
    page = text(owner.get("/plan/check/"))
    told = page.index("An assessor would find no information on: Counter-corruption unit.")
    assert told < page.index("The four elements as an assessor would see them")
    assert "It is claimed, and nothing shows it." in page
    assert "L2: Monitor every system" in page
    assert 'href="/plan/lines/2/"' in owner.get("/plan/check/").content.decode()


def test_the_shipped_example_gives_exactly_the_findings_of_its_letter(owner):
    page = text(owner.get("/submission/example/"))
    assert (
        "An assessor would find no information on: Counter-corruption unit; Monitoring of IT "
        "systems." in page
    )
    assert "National strategy Not in the plan" in page
    assert "Links with support organisations Commenced Lack of detail" in page
    assert "How often is there contact? What were they told? What came back?" in page


def test_a_document_is_put_in_and_one_that_is_something_else_is_not(owner):
    good = SimpleUploadedFile("review.csv", b"a,b\n1,2\n")
    answer = owner.post("/plan/documents/", {"document": good, "title": "Review", "token": "a"})
    assert answer.status_code == 302
    wrong = SimpleUploadedFile("review.pdf", b"no pdf")
    answer = owner.post("/plan/documents/", {"document": wrong, "title": "Mine", "token": "b"})
    assert answer.status_code == 422
    assert "not what its name says" in text(answer)
    assert 'value="Mine"' in answer.content.decode()
    assert PlanDocument.objects.filter(name="review.pdf").count() == 0
    row = PlanDocument.objects.get(name="review.csv")
    answer = owner.get(f"/plan/documents/{row.pk}/")
    assert answer.content == b"a,b\n1,2\n"
    assert answer["Content-Disposition"] == 'attachment; filename="review.csv"'


def test_a_chief_officer_sees_and_does_not_write(owner):
    chief = force.client("chief")
    page = chief.get("/plan/lines/1/")
    assert page.status_code == 200
    assert "Change what it says" not in text(page)
    with transaction.atomic():
        assert chief.post("/plan/add/", line_form()).status_code == 403
    assert PlanLine.objects.count() == 2
