"""What speaks against a pair."""

import pytest

from custodes.measures.measured import Measured
from custodes.ranking.against import AGAINST, ColleaguesToo, MostlyExplained, PersonBegan
from custodes.store.workbench import Workbench, small_table

PAIR = {"staff": "string", "person": "string"}
UNITS = {"A-1": "north", "A-2": "north", "A-3": "north", "N-1": "harbour"}


@pytest.fixture
def found(engine):
    def find(against, looks=(), calls=(), days=()):
        words = {**PAIR, "word": "string"}
        posts = [{"staff": s, "role": "r", "unit": u, "kind": "officer"} for s, u in UNITS.items()]
        keys = ("staff", "person", "word")
        measured = Measured(
            as_of=None,
            looks=small_table([dict(zip(keys, row, strict=True)) for row in looks], words),
            calls=small_table([dict(zip(keys, row, strict=True)) for row in calls], words),
            pair_days=small_table(
                [
                    {"staff": "A-1", "person": "P-1", "contacts": c, "contacts_out": out}
                    for c, out in days
                ],
                {**PAIR, "contacts": "int64", "contacts_out": "int64"},
            ),
            posts=small_table(posts, dict.fromkeys(("staff", "role", "unit", "kind"), "string")),
            near=small_table([], PAIR),
        )
        pairs = small_table([{"staff": "A-1", "person": "P-1"}], PAIR)
        rows = Workbench(engine).rows(against.find(measured, pairs))
        return [against.because.format(**row) for row in rows]

    return find


def test_two_colleagues_of_the_unit_who_did_the_same_speak_against_it(found):
    opened = [(s, "P-1", "unexplained") for s in ("A-1", "A-2", "A-2", "A-3")]
    [text] = found(ColleaguesToo, looks=opened)
    assert text.startswith("2 others of the unit also opened this person with no purpose recorded")


def test_one_colleague_others_elsewhere_and_those_with_a_purpose_do_not(found):
    opened = [
        ("A-1", "P-1", "unexplained"),
        ("A-2", "P-1", "unexplained"),
        ("A-3", "P-1", "explained"),
        ("A-3", "P-2", "unexplained"),
        ("N-1", "P-1", "unexplained"),
    ]
    assert found(ColleaguesToo, looks=opened) == []


def test_a_person_who_began_most_of_the_contact_speaks_against_it(found):
    assert found(PersonBegan, days=[(3, 1), (2, 1)]) == [
        "3 of 5 contacts were begun by the person."
    ]
    assert found(PersonBegan, days=[(3, 1), (2, 2)]) == []
    assert found(PersonBegan, days=[(2, 0)]) == [], "two contacts are too few to tell"


def test_a_pair_that_is_mostly_explained_speaks_against_itself(found):
    looks = [("A-1", "P-1", "explained")] * 3 + [("A-1", "P-1", "unexplained")]
    assert found(MostlyExplained, looks=looks, calls=[("A-1", "P-1", "explained")]) == [
        "4 of 5 look-ups and contacts of the pair are explained by a purpose."
    ]
    assert found(MostlyExplained, looks=looks) == []


def test_what_is_against_only_ever_takes_bits_away():
    assert all(against.bits < 0 for against in AGAINST)
    assert len({against.id for against in AGAINST}) == len(AGAINST) == 3
