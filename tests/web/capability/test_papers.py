"""The papers: tagged and titled, the same bytes for the same paper, and small numbers left out."""

import io
import json
import math
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from django.utils import timezone

from custodes.web.accounts.models import User
from custodes.web.capability.assessed import Assessed, Count
from custodes.web.capability.capacity import posts_short, standing
from custodes.web.capability.changes import change_rows
from custodes.web.capability.contents import Contents
from custodes.web.capability.demonstration import seed
from custodes.web.capability.holdings import Coverage
from custodes.web.capability.models import Review
from custodes.web.capability.panel import panel_content, panel_sections
from custodes.web.capability.pictures import round_steps, wait_by_budget
from custodes.web.capability.sections import Section, Table, paper_of, pdf_of, word_of
from custodes.web.documents.pdf import digest
from web.capability.units import CONTENTS


@pytest.mark.django_db
def test_a_signed_review_is_a_tagged_pdf_whose_hash_is_that_which_was_signed():
    seed(at=timezone.now(), home=Path("nowhere"))
    who = User.objects.get(email="chief-officer@demonstration.example")
    first = Review.objects.visible_to(who, at=timezone.now()).order_by("number").first()
    paper = first.frozen["paper"]
    assert digest(paper) == first.sha256
    made = pdf_of(paper, draft=False, run="")
    assert made == pdf_of(paper, draft=False, run="")
    with pikepdf.open(io.BytesIO(made)) as held:
        assert held.Root.MarkInfo.Marked
        assert str(held.Root.Lang) == "en-GB"
        assert held.docinfo["/Title"] == paper["title"]
    assert word_of(paper, draft=False) == word_of(paper, draft=False)
    assert "Signed by Chief officer" in json.dumps(paper)


def test_small_counts_are_left_out_so_that_none_follows():
    threat = Assessed(counts={"SEXUAL_MISCONDUCT": Count(3, 9), "DRUGS": Count(1, 2)})
    content = panel_content(
        contents=CONTENTS, coverage=Coverage(4, 2, 1, 50, 20), threat=threat, as_of="2026-06-01"
    )
    assert content["routes"]["monitoring"] is None and content["routes"]["partner"] is None
    hidden = [k for k, n in content["routes"].items() if n is None]
    assert sum(CONTENTS.routes[k] for k in hidden) >= 5
    assert content["categories"]["DRUGS"] is None
    assert content["categories"]["SEXUAL_MISCONDUCT"] is None, "else the other follows"
    shown = json.dumps([[t.rows for t in one.tables] for one in panel_sections(content)])
    assert "not shown" in shown


def test_a_small_unit_is_not_told_apart():
    few = Contents(posts=3, work=CONTENTS.work, budget=1, systems=1, alerts_a_system=1)
    content = panel_content(
        contents=few, coverage=Coverage(0, 0, 0, 0, 0), threat=None, as_of="2026-06-01"
    )
    assert content["figures"]["people"] == "under 5"


def test_what_did_not_change_and_one_point_are_said_as_people_say_them():
    now = replace(CONTENTS, away=0.208)
    told = {title: change for title, _then, _now, change in change_rows(CONTENTS, now)}
    assert told["Posts"] == told["Cases of the year"] == "no change"
    assert told["Share of the hours there are"] == "+1 point"
    more = {t: change for t, *_rest, change in change_rows(CONTENTS, replace(now, away=0.25))}
    assert more["Share of the hours there are"].endswith(" points")


def test_a_paper_tells_which_columns_hold_numbers_and_what_its_pictures_are():
    table = Table("Work", (("Kind", False), ("Hours", True)), [["Cases", 3.0]])
    drawn = wait_by_budget(CONTENTS.unit, standing(CONTENTS.unit), 1.0)
    paper = paper_of(
        [Section("w", "Work", tables=[table], pictures=[drawn])], title="Review", lines=[]
    )
    assert paper["sections"][0]["tables"][0]["numeric"] == [False, True]
    with pikepdf.open(io.BytesIO(pdf_of(paper, draft=False, run=""))) as held:
        assert len(held.pages) == 1
    older = json.loads(json.dumps(paper))
    del older["sections"][0]["tables"][0]["numeric"]
    assert pdf_of(older, draft=False, run=""), "what was signed before has no such list"


def test_posts_lacking_are_the_fewest_that_keep_the_limit():
    unit = CONTENTS.unit
    busy = standing(unit, longest_wait=0.05)
    assert busy.posts_short > 0
    enough = posts_short(unit, 0.05)
    assert enough == busy.posts_short
    filled = [replace(unit, posts=unit.posts + n) for n in range(enough + 1)]
    waits = [standing(one, longest_wait=0.05).wait for one in filled]
    assert waits[-1] <= 0.05 < min(waits[:-1])
    assert posts_short(unit, math.inf) == 0


def test_axes_have_round_numbers():
    assert round_steps(27.8) == [0, 5, 10, 15, 20, 25]
    assert round_steps(4.02) == [0, 1, 2, 3, 4]
    shown = wait_by_budget(CONTENTS.unit, standing(CONTENTS.unit), 1.0)
    assert "sustainable" in shown.svg
