"""The explain join gives what a slow, obvious reference in plain Python gives."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodes.measures.days import day_number
from custodes.pipeline.explain import explained
from custodes.purposes.custody import Custody
from custodes.purposes.dip_sample import DipSample
from custodes.purposes.person_got_in_touch import PersonGotInTouch
from custodes.purposes.stop import Stop
from custodes.purposes.task import Task
from lib.prepared import Prepared
from lib.reference_explain import Link, Use, unexplained

TEMPLATES = (Task, DipSample, Stop, Custody, PersonGotInTouch)
BEGINNING = datetime(2026, 3, 23)

# Quarters of an hour over a fortnight in which the clocks change, so that ends meet often.
moments = st.integers(0, 14 * 96).map(lambda n: BEGINNING + timedelta(minutes=15 * n))
pairs = st.sampled_from([("A-1", "P-1"), ("A-1", "P-2"), ("A-2", "P-1")])


@st.composite
def links(draw):
    staff, person = draw(pairs)
    start = draw(moments)
    return Link(
        staff,
        person,
        draw(st.integers(0, len(TEMPLATES) - 1)),
        start,
        # Some end before they start, as records that nobody checked do.
        draw(st.none() | moments),
        draw(st.booleans()),
        draw(st.none() | moments),
    )


uses = st.lists(
    st.tuples(pairs, moments, st.sampled_from(["opening", "details", "contact"])), max_size=25
).map(lambda rows: [Use(f"{n:02}", *pair, at, use) for n, (pair, at, use) in enumerate(rows)])


@pytest.fixture
def asked(engine):
    def build(links, uses):
        rows = uses.mutate(day=day_number(uses.at))
        return explained(rows, links, "access", TEMPLATES)

    return Prepared(
        engine,
        {
            "links": {
                "staff": "string",
                "person": "string",
                "start": "timestamp(6)",
                "end": "timestamp(6)",
                "own": "boolean",
                "made_at": "timestamp(6)",
                "template": "int64",
            },
            "uses": {
                "access": "string",
                "staff": "string",
                "person": "string",
                "at": "timestamp(6)",
                "use": "string",
            },
        },
        build,
    )


def test_the_unexplained_share_is_that_of_the_reference(asked):
    @given(st.lists(links(), max_size=12), uses)
    def check(some_links, some_uses):
        rows = asked(
            links=[vars(link) for link in some_links],
            uses=[{"access": u.name, **vars(u)} for u in some_uses],
        )
        wanted = unexplained(some_uses, some_links, TEMPLATES)
        assert {row["access"]: row["q"] for row in rows} == pytest.approx(wanted, abs=1.2e-4)
        assert len(rows) == len(some_uses)

    check()


def test_the_reference_itself_says_what_is_written_down():
    at = BEGINNING + timedelta(hours=1)
    look = Use("a", "A-1", "P-1", at, "opening")
    task = Link("A-1", "P-1", 0, BEGINNING, BEGINNING + timedelta(hours=2))
    own = Link("A-1", "P-1", 0, BEGINNING, BEGINNING + timedelta(hours=2), own=True)
    other = Link("A-1", "P-2", 0, BEGINNING)
    assert unexplained([look], [], TEMPLATES) == {"a": 1}
    assert unexplained([look], [other], TEMPLATES) == {"a": 1}
    assert unexplained([look], [task], TEMPLATES) == pytest.approx({"a": 0.1})
    assert unexplained([look], [own], TEMPLATES) == pytest.approx({"a": 0.82})
    assert at.replace(tzinfo=UTC).weekday() == 0
