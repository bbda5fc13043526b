"""A watch: pairs on top of the budget, within its scope and no further; and what the unit told."""

from datetime import timedelta

import pytest

from custodes.pipeline.find import find, replay
from custodes.pipeline.verdicts import HeldBack, Judged, LetUp, Reopened, stamp, tell, told_until
from custodes.vocabulary.errors import UserError
from unit.pipeline.conftest import clock


@pytest.fixture(scope="module")
def busy(ran):
    """The member of staff behind the first ranked pair of the run."""
    return next(a for a in ran[1].alerts if a["person"] and a["drawn"] == "ranked")["staff"]


def test_who_is_watched_comes_on_top_of_the_budget_and_is_marked(ran, home, busy):
    found = find(home, clock=clock, budget=20, watched={busy: ["accesses", "contacts"]})
    ordinary = [a for a in found.alerts if a["drawn"] != "watch"]
    watch = [a for a in found.alerts if a["drawn"] == "watch"]
    assert [a["sentence"] for a in ordinary] == [a["sentence"] for a in ran[1].alerts]
    assert watch and {a["staff"] for a in watch} == {busy}
    assert all(a["chance"] == 1.0 and a["timeline"] for a in watch)
    pairs = found.pairs_of_watched[busy]
    lately = {row["person"] for row in pairs if row["unexplained_lately"]}
    assert lately == {a["person"] for a in found.alerts if a["staff"] == busy and a["person"]}
    assert len(pairs) > len(lately), "pairs of which all is explained are counted too"
    assert found.record.watched == {busy: ["accesses", "contacts"]}
    assert replay(home, found.record.run).same


def test_nothing_outside_the_scope_is_shown(home, busy):
    found = find(home, clock=clock, budget=1, watched={busy: ["contacts"]})
    watch = [a for a in found.alerts if a["drawn"] == "watch"]
    assert {row["table"] for a in watch for row in a["timeline"]} <= {"contacts"}
    assert all(row["looks"] == 0 for row in found.pairs_of_watched[busy])
    assert all(row["contacts"] > 0 for row in found.pairs_of_watched[busy])


def test_a_watch_covers_traces_alone(home, busy):
    with pytest.raises(UserError, match="name accesses or contacts"):
        find(home, clock=clock, budget=1, watched={busy: ["persons"]})


@pytest.mark.parametrize("verdict", ["explained", "substantiated"])
def test_what_was_settled_takes_no_place_of_the_budget_until_there_is_something_new(
    verdict, ran, home
):
    first = ran[1].alerts[0]
    judged = Judged(
        id="decision-1",
        at=stamp(clock() - timedelta(minutes=1)),
        alert=first["alert"],
        staff=first["staff"],
        person=first["person"],
        verdict=verdict,
        explained_by="",
        facts_until=stamp(clock()),
        families=tuple(first["families"]),
    )
    tell(home, [judged])
    found = find(home, clock=clock, budget=20)
    raised = {(a["staff"], a["person"]) for a in found.alerts}
    assert (first["staff"], first["person"]) not in raised
    assert found.record.alerts == 20, "the place goes to the next pair"
    assert replay(home, found.record.run).same
    # The same verdict on fewer facts: what came after it speaks.
    tell(
        home, [Judged(**vars(judged) | {"id": "decision-2", "facts_until": "2026-01-01T00:00:00Z"})]
    )
    again = find(home, clock=clock, as_of=None, budget=20)
    assert (first["staff"], first["person"]) in {(a["staff"], a["person"]) for a in again.alerts}


def test_what_is_held_back_stays_back_and_what_is_drawn_at_random_does_not(ran, home):
    first = ran[1].alerts[0]
    held = HeldBack(
        id="suppression-1",
        at=stamp(clock() - timedelta(minutes=1)),
        staff=first["staff"],
        person=None,
        pattern="",
        until=stamp(clock() + timedelta(days=7)),
    )
    tell(home, [held])
    found = find(home, clock=clock, budget=20)
    ranked = {a["staff"] for a in found.alerts if a["drawn"] == "ranked"}
    assert first["staff"] not in ranked
    drawn = [a["sentence"] for a in found.alerts if a["drawn"] == "random"]
    assert len(drawn) == 2


def test_what_was_taken_back_raises_its_pairs_as_if_it_had_not_been_told(ran, home):
    first, second = ran[1].alerts[:2]
    told, back = (stamp(clock() - timedelta(minutes=n)) for n in (2, 1))
    tell(
        home,
        [
            # A kill kept these from being told before what they take back.
            Reopened(id="reopening-1", at=back, alert=first["alert"]),
            LetUp(id="suppression-end-1", at=back, held="suppression-1"),
            Judged(
                id="decision-1",
                at=told,
                alert=first["alert"],
                staff=first["staff"],
                person=first["person"],
                verdict="explained",
                explained_by="dispatched",
                facts_until=stamp(clock()),
                families=tuple(first["families"]),
            ),
            HeldBack(
                id="suppression-1",
                at=told,
                staff=second["staff"],
                person=None,
                pattern="",
                until=stamp(clock() + timedelta(days=7)),
            ),
        ],
    )
    then = told_until(home, clock() - timedelta(minutes=2))
    assert len(then.judged) == len(then.held_back) == 1
    found = find(home, clock=clock, budget=20)
    assert [a["sentence"] for a in found.alerts] == [a["sentence"] for a in ran[1].alerts]
    assert replay(home, found.record.run).same
