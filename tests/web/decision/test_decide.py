"""The decision, held to its table, to a plain reference, and to what no question may change."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodes.web import decision as facade
from custodes.web.decision import (
    ROLES,
    SEES,
    Account,
    Action,
    Approval,
    Bar,
    Basis,
    Handling,
    Kind,
    Lack,
    Membership,
    Question,
    Role,
    decide,
    may,
    question,
)
from custodes.web.decision.roles import HeadOfCcu, SourceCustodian
from web.decision.cases import AT, cases, failures

judge = __import__("custodes.web.decision.decide", fromlist=["decide"])
DAY = timedelta(days=1)
NAME = attrgetter("name")


class Onlooker(Role):
    """Sees sources and may do nothing with them; there is no such role outside this test."""

    id = "onlooker"
    title = "Onlooker"
    kinds = frozenset({Kind.SOURCE})
    may = frozenset({Action.SEE_SOURCES})
    never = ("Does anything.",)


def test_the_table_is_answered_as_it_says():
    assert list(failures(question, judge)) == []


def test_the_table_has_every_answer_and_no_name_twice():
    names = [name for name, _, _ in cases(question)]
    assert len(names) == len(set(names))
    assert {lack for _, _, lack in cases(question)} == {None, *(lack.name for lack in Lack)}


@pytest.mark.parametrize("seen", [True, False])
def test_whatever_is_lacking_the_first_in_order_is_told(seen):
    for bits in product([True, False], repeat=10):
        active, proven, member, free, capable, leaves, state, stepped, reasoned, second = bits
        role = (SourceCustodian if capable else Onlooker) if seen else HeadOfCcu
        asked = _export(
            active, proven, member, free, role, leaves, state, stepped, reasoned, second
        )
        expected = None
        for lack, holds in (
            (Lack.ACCOUNT, active),
            (Lack.SECOND_FACTOR, proven),
            (Lack.MEMBERSHIP, member),
            (Lack.BARRED, free),
            (Lack.SIGHT, seen),
            (Lack.CAPABILITY, capable),
            (Lack.HANDLING, leaves),
            (Lack.STATE, state),
            (Lack.STEP_UP, stepped),
            (Lack.REASON, reasoned),
            (Lack.SECOND_PERSON, second),
        ):
            if not holds:
                expected = lack
                break
        assert decide(asked).lack is expected, bits


def _export(active, proven, member, free, role, leaves, state, stepped, reasoned, second):
    bars = () if free else (Bar(Basis.RECUSED, AT - DAY, subject="S1"),)
    by = Account(
        "u1",
        active=active,
        proven=proven,
        memberships=(Membership("s1" if member else "s2", role, AT - DAY),),
        bars=bars,
        stepped_up_at=AT if stepped else None,
    )
    colleague = Account("u2", True, True, memberships=(Membership("s1", SourceCustodian, AT),))
    return Question(
        by,
        Action.EXPORT_SOURCE,
        "s1",
        Kind.SOURCE,
        AT,
        about="x",
        subjects=frozenset({"S1"}),
        handling=Handling.P if leaves else Handling.AWAITED,
        state="open" if state else "closed",
        states=frozenset({"open"}),
        reason="asked for by the court" if reasoned else "",
        approval=Approval(colleague, Action.EXPORT_SOURCE, "x", AT) if second else None,
    )


compartments = st.sampled_from(["c1", "c2"])
moments = st.sampled_from([AT - 2 * DAY, AT - DAY, AT, AT + DAY])
ends = st.none() | moments
memberships = st.builds(Membership, compartments, st.sampled_from(ROLES), moments, ends)
bars = st.one_of(
    st.builds(Bar, st.sampled_from(Basis), moments, ends, compartment=compartments),
    st.builds(Bar, st.sampled_from(Basis), moments, ends, subject=st.sampled_from(["S1", "S2"])),
)
accounts = st.builds(
    Account,
    st.sampled_from(["u1", "u2"]),
    active=st.booleans(),
    proven=st.booleans(),
    staff=st.none() | st.sampled_from(["S1", "S2"]),
    memberships=st.lists(memberships, max_size=4).map(tuple),
    bars=st.lists(bars, max_size=2).map(tuple),
    stepped_up_at=ends,
)


@st.composite
def questions(draw):
    """A question that has a fair chance of being allowed: the role is one that may."""
    action = draw(st.sampled_from(Action))
    able = [role for role in ROLES if action in role.may]
    role = draw(st.sampled_from(able or ROLES))
    asker = draw(accounts)
    asker = replace(
        asker,
        active=draw(st.sampled_from([True, True, True, False])),
        proven=draw(st.sampled_from([True, True, True, False])),
        stepped_up_at=draw(st.sampled_from([AT, AT, None])),
        memberships=(*asker.memberships, Membership("c1", role, AT - DAY)),
    )
    approvers = [other for other in ROLES if action in other.approves]
    approval = None
    if approvers and draw(st.booleans()):
        kind_role = draw(st.sampled_from(approvers))
        by = Account("u9", True, True, memberships=(Membership("c1", kind_role, AT - DAY),))
        approval = Approval(by, action, "x", AT)
    return Question(
        asker,
        action,
        "c1",
        draw(st.sampled_from(sorted(role.kinds & action.value.thing.lies_in, key=NAME))),
        AT,
        about="x",
        subjects=draw(st.frozensets(st.sampled_from(["S1", "S2"]))),
        handling=draw(st.none() | st.sampled_from(Handling)),
        conditions_met=draw(st.booleans()),
        reason=draw(st.sampled_from(["it is due", ""])),
        approval=approval,
    )


@given(questions(), bars)
def test_one_bar_more_never_allows_nor_shows(asked, bar):
    barred = replace(asked, by=replace(asked.by, bars=(*asked.by.bars, bar)))
    assert may(asked) or not may(barred)
    assert not decide(asked).hidden or decide(barred).hidden


@given(questions())
def test_a_bar_on_the_compartment_beats_every_grant(asked):
    bar = Bar(Basis.OTHER, AT - DAY, compartment="c1")
    barred = replace(asked, by=replace(asked.by, bars=(bar,)))
    assert decide(barred).hidden and not facade.may_know_of(barred)


@given(questions(), st.data())
def test_one_membership_less_never_allows_nor_shows(asked, data):
    held = asked.by.memberships
    gone = data.draw(st.integers(0, len(held) - 1))
    less = replace(asked, by=replace(asked.by, memberships=held[:gone] + held[gone + 1 :]))
    assert may(asked) or not may(less)
    assert not decide(asked).hidden or decide(less).hidden


@given(questions())
def test_losing_any_one_thing_never_allows(asked):
    for less in (
        replace(asked, by=replace(asked.by, active=False)),
        replace(asked, by=replace(asked.by, proven=False)),
        replace(asked, by=replace(asked.by, stepped_up_at=None)),
        replace(asked, reason=""),
        replace(asked, approval=None),
        replace(asked, states=frozenset()),
        replace(asked, conditions_met=False),
        replace(asked, subjects=asked.subjects | {asked.by.staff or "S1"}),
    ):
        assert may(asked) or not may(less)


@given(questions())
def test_nobody_does_what_they_may_not_know_of(asked):
    answer = decide(asked)
    assert not (answer.allowed and answer.hidden)
    assert facade.may_know_of(asked) is not answer.hidden
    assert answer.because.endswith(".")


@given(questions())
def test_one_is_never_ones_own_second_person(asked):
    if asked.action.value.second:
        own = Approval(asked.by, asked.action, asked.about, AT)
        assert not may(replace(asked, approval=own))


def test_every_thing_is_shown_by_an_act_on_it_that_asks_for_nothing():
    for thing, action in SEES.items():
        terms = action.value
        assert terms.thing is thing
        assert not (terms.leaves or terms.step_up or terms.reason or terms.second)


@given(questions(), st.sampled_from(Kind))
def test_nothing_is_shown_or_done_where_no_such_thing_lies(asked, kind):
    elsewhere = replace(asked, kind=kind)
    if kind not in asked.action.value.thing.lies_in:
        assert decide(elsewhere).hidden
        assert not facade.may_know_of(elsewhere)
