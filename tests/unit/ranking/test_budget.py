"""Which alerts the unit is asked to read this week."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from custodes.ranking.budget import Candidate, choose, in_order, quiet
from custodes.ranking.harm import WEIGHTS, harm_of

LOOKS, CONTACTS = frozenset({"look-ups"}), frozenset({"contacts"})


def candidate(staff, bits, person="P-1", families=LOOKS, harm=0.0):
    return Candidate((staff, person), bits, families, harm)


def list_of(candidates, budget=10, raised=None, pool=(), seed="s", least=6.0):
    return choose(candidates, raised or {}, list(pool), budget, least, seed)


def test_the_most_bits_come_first_and_ties_by_reference():
    some = [
        candidate("A-3", 8),
        candidate("A-2", 9),
        candidate("A-1", 8),
        candidate("A-1", 8, "P-0"),
    ]
    assert [c.pair for c in in_order(some)] == [
        ("A-2", "P-1"),
        ("A-1", "P-0"),
        ("A-1", "P-1"),
        ("A-3", "P-1"),
    ]
    assert [c.pair for c in list_of(some, budget=2)] == [("A-2", "P-1"), ("A-1", "P-0")]


def test_harm_moves_a_pair_up_the_queue_by_a_bit_at_most_and_never_into_it():
    harmed = candidate("A-9", 7.5, harm=harm_of({"under_18"}))
    assert [c.pair[0] for c in list_of([candidate("A-1", 8), harmed])] == ["A-9", "A-1"]
    assert [c.pair[0] for c in list_of([candidate("A-1", 8.6), harmed])] == ["A-1", "A-9"]
    assert list_of([candidate("A-9", 5.99, harm=1.0)]) == []
    assert harmed.bits == 7.5


def test_harm_is_that_of_the_gravest_flag():
    assert harm_of([]) == 0
    assert harm_of(["repeat_caller", "da"]) == WEIGHTS["da"]
    assert harm_of(["not a flag"]) == 0
    assert all(0 < weight <= 1 for weight in WEIGHTS.values())


def test_too_few_bits_are_not_raised_however_much_of_the_budget_is_left():
    assert [c.pair[0] for c in list_of([candidate("A-1", 6.0), candidate("A-2", 5.99)])] == ["A-1"]


def test_a_pair_that_was_raised_stays_quiet_until_a_family_speaks_that_had_not():
    pair = ("A-1", "P-1")
    assert quiet(candidate("A-1", 12), {pair: LOOKS})
    assert not quiet(candidate("A-1", 12), {pair: CONTACTS})
    assert not quiet(candidate("A-1", 12, families=LOOKS | CONTACTS), {pair: LOOKS})
    assert not quiet(candidate("A-1", 12), {("A-1", "P-2"): LOOKS})
    assert list_of([candidate("A-1", 12)], raised={pair: LOOKS}, pool=[pair]) == []


def test_a_quiet_pair_makes_room_for_the_next():
    some = [candidate("A-1", 12), candidate("A-2", 11), candidate("A-3", 10)]
    chosen = list_of(some, budget=2, raised={("A-1", "P-1"): LOOKS})
    assert [c.pair[0] for c in chosen] == ["A-2", "A-3"]


def test_a_tenth_is_drawn_at_random_with_a_known_chance_from_what_is_not_ranked():
    ranked = [candidate(f"A-{n:02}", 10) for n in range(30)]
    pool = [("B-1", f"P-{n:03}") for n in range(200)]
    chosen = list_of(ranked, budget=20, pool=[*pool, *(c.pair for c in ranked)])
    assert Counter(c.drawn for c in chosen) == {"ranked": 18, "random": 2}
    drawn = [c for c in chosen if c.drawn == "random"]
    assert all(c.chance == 1.0 for c in chosen if c.drawn == "ranked")
    # The twelve that the budget left out may be drawn as well.
    assert {c.chance for c in drawn} == {round(2 / 212, 8)}
    assert {c.pair for c in drawn}.isdisjoint(c.pair for c in chosen if c.drawn == "ranked")


def test_the_same_seed_draws_the_same_and_another_seed_others():
    pool = [("B-1", f"P-{n:03}") for n in range(500)]
    draws = {seed: tuple(c.pair for c in list_of([], 50, pool=pool, seed=seed)) for seed in "abc"}
    assert draws["a"] == tuple(c.pair for c in list_of([], 50, pool=pool[::-1], seed="a"))
    assert len(set(draws.values())) == 3


def test_every_pair_is_drawn_about_as_often_as_every_other():
    pool = [("B-1", f"P-{n}") for n in range(10)]
    counts = Counter(
        c.pair for week in range(1000) for c in list_of([], 10, pool=pool, seed=f"week {week}")
    )
    assert sum(counts.values()) == 1000
    # A thousand draws of one in ten: four standard deviations are 38.
    assert all(abs(counts[pair] - 100) < 38 for pair in pool)


def test_a_small_budget_draws_none():
    assert list_of([], budget=9, pool=[("B-1", "P-1")]) == []


def test_of_five_places_one_is_kept_for_members_of_staff_across_many_people():
    across = [candidate(f"C-{n}", 30 - n, person=None) for n in range(9)]
    pairs = [candidate(f"A-{n}", 8) for n in range(9)]
    chosen = [c.pair for c in list_of(across + pairs, budget=9)]
    assert chosen[0] == ("C-0", None)
    assert sum(person is None for _staff, person in chosen) == 1
    assert len(chosen) == 9
    # Without pairs the places stay empty; without members of staff the pairs have them all.
    assert len(list_of(across, budget=9)) == 1
    assert len(list_of(pairs, budget=9)) == 9


@given(
    st.lists(st.builds(candidate, st.sampled_from("abcdefgh"), st.integers(0, 20)), max_size=30),
    st.integers(1, 30),
    st.sets(st.sampled_from("abcdefgh")),
)
def test_the_list_is_never_longer_than_the_budget_and_names_nobody_twice(some, budget, lately):
    unique = list({c.pair: c for c in some}.values())
    raised = {(staff, "P-1"): LOOKS for staff in lately}
    chosen = list_of(unique, budget, raised=raised, pool=sorted({c.pair for c in some}))
    pairs = [c.pair for c in chosen]
    assert len(pairs) <= budget
    assert len(set(pairs)) == len(pairs)
    assert not set(pairs) & set(raised)
