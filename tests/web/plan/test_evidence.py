"""Evidence by hand: a document that is what its name says, a page that is there; withdrawing."""

import hashlib

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.conflict import Conflict
from custodes.web.plan import rows
from custodes.web.plan.actions.criteria import judge_own, load_criteria, name_force
from custodes.web.plan.actions.evidence import put_in, rest_on_document, withdraw
from custodes.web.plan.models import Evidence, PlanDocument, PlanForce
from custodes.web.plan.presenters import unmatched_rows
from custodes.web.plan.versions import read_criteria
from web.plan import force

pytestmark = pytest.mark.django_db
NEWER = b"""
no_longer_asked = ["2016-links"]
[strategy]
id = "npcc-2026"
title = "National strategy, 2026"
published = 2026-01-01
[strategy.strands]
prevention = "Prevention"
leadership = "Leadership"
[[recommendation]]
id = "2026-links"
source = "A report of 2026"
year = 2026
asks = "Each partner hears what came of it."
element = "links"
"""


def acts():
    return {"by": force.asker("owner"), "at": timezone.now()}


def put(name="plan.txt", content=b"Words.", token="t"):
    return put_in(name=name, title="Plan", content=content, token=token, **force.said())


def test_a_document_is_kept_with_its_hash_and_once():
    row = put()
    assert row.sha256 == hashlib.sha256(b"Words.").hexdigest()
    assert put().pk == row.pk
    with pytest.raises(UserError, match="already"):
        put(token="other")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.pdf", b"no pdf", "not what its name says"),
        ("plan.docx", b"PK no", "not what its name says"),
        ("plan.exe", b"MZ", "is not one of"),
        ("../plan.txt", b"x", "cannot be sent"),
        ("plan.txt", b"a\0b", "not what its name says"),
    ],
)
def test_a_document_that_is_not_what_its_name_says_is_refused(name, content, said):
    with pytest.raises(UserError, match=said):
        put(name, content)
    assert not PlanDocument.objects.exists()


def test_a_page_that_the_document_has_not_is_refused():
    row, document = force.line(), put()
    with pytest.raises(UserError, match="has 1 pages; page 7"):
        rest_on_document(
            line=row, document=document, shows="it", page=7, answers=(), token="e", **acts()
        )
    with pytest.raises(UserError, match="Say what the document shows"):
        rest_on_document(line=row, document=document, shows=" ", answers=(), token="e", **acts())
    with pytest.raises(UserError, match="the questions of the line's element"):
        rest_on_document(
            line=row, document=document, shows="it", answers=["covered"], token="e", **acts()
        )


def test_withdrawn_it_stays_on_record_and_counts_no_more():
    _good, _weak, document = force.plan()
    piece = Evidence.objects.get()
    with pytest.raises(UserError, match=r"Line L1 rests on plan\.txt"):
        withdraw(row=document, because="Wrong one.", **acts())
    with pytest.raises(UserError, match="Say why"):
        withdraw(row=piece, because="", **acts())
    withdraw(row=piece, because="Wrong page.", **acts())
    withdraw(row=document, because="Wrong one.", **acts())
    at = timezone.now()
    found = rows.whole(force.who("owner"), force.where(), runs=(), at=at).plan
    assert [line.evidence for line in found.lines] == [(), ()]
    assert found.documents == ()
    assert Evidence.objects.get().withdrawn_because == "Wrong page."
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.update(withdrawn_because="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.update(figure="both")


def test_a_newer_strategy_shows_what_no_longer_matches():
    force.plan()
    load_criteria(name="newer.toml", content=NEWER, **force.said())
    load_criteria(name="again.toml", content=NEWER, **force.said())
    asked = {"user": force.who("owner"), "place": force.where(), "runs": (), "at": timezone.now()}
    found = rows.whole(**asked)
    assert found.strategy.id == "npcc-2026"
    assert "2026-links" in found.criteria.recommendations
    told = [why for _line, why in unmatched_rows(found)]
    assert len(told) == 2
    assert "National strategy, 2026 is in force; the strand is gone" in told[0]
    assert "2016-links, which is not in the list" in told[1]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'id = "npcc-2026"', b'id = "A B"', 'strategy: id is "A B"'),
        (b"2026-01-01", b'"soon"', "published"),
        (b'prevention = "Prevention"', b"prevention = 1", "strands are"),
        (b"year = 2026", b"year = 1", "recommendation 1: year"),
        (b'element = "links"', b'element = "roads"', "element"),
        (b'asks = "Each', b'says = "Each', '"says" is not known'),
        (b"[strategy]", b"[plan]", "not known"),
        (b"=", b"", "cannot be read as TOML"),
    ],
)
def test_a_file_of_criteria_with_a_mistake_is_refused(old, new, said):
    with pytest.raises(UserError, match=said):
        read_criteria(NEWER.replace(old, new, 1))
    with pytest.raises(UserError):
        read_criteria(b"")


def test_a_force_judges_itself_and_earlier_judgements_stay():
    act = {"characteristic": "links-work", **force.said()}
    judge_own(answer="in-part", because="Half are briefed.", version=0, **act)
    with pytest.raises(Conflict):
        judge_own(answer="in-full", because="All.", version=0, **act)
    judge_own(answer="in-full", because="All are briefed.", version=1, **act)
    with pytest.raises(UserError, match="what shows it"):
        judge_own(answer="in-full", because=" ", version=2, **act)
    held = rows.judgements(force.who("owner"), force.where(), at=timezone.now())["links-work"]
    assert [row.answer for row in held] == ["in-part", "in-full"]


def test_the_force_is_one_of_the_43():
    name_force(force="kent", **force.said())
    name_force(force="kent", **force.said())
    assert PlanForce.objects.count() == 1
    with pytest.raises(UserError, match="from the list"):
        name_force(force="atlantis", **force.said())
