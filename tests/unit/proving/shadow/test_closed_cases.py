"""Closed cases: raised when, for whom, what kept them quiet, and how near they came."""

from datetime import date, timedelta

from custodes.proving.shadow.closed_cases import Case, followed
from custodes.ranking.budget import Candidate

ONSET, LAST = date(2026, 2, 1), date(2026, 3, 31)
CASE = Case(2, "A-1", "P-1", ONSET, date(2026, 3, 1))
BOTH = frozenset({"look-ups", "contacts"})
ONE = frozenset({"look-ups"})


def candidate(staff, person, bits, families=ONE):
    return Candidate((staff, person), bits, families)


def follow(*answers, case=CASE, budget=1):
    """What becomes of one case: answers are (days after the onset, candidates)."""
    days = [(ONSET + timedelta(days=after), found) for after, found in answers]
    [seen] = followed([case], days, last=LAST, budget=budget)
    return seen


def test_it_is_raised_when_it_comes_within_the_budget():
    other = candidate("B-1", "P-9", 12)
    seen = follow(
        (2, [other, candidate("A-1", "P-1", 7)]),
        (9, [other, candidate("A-1", "P-1", 9)]),
    )
    # The other pair was raised the week before, and is quiet.
    assert (seen.days, seen.lead, seen.named) == (9, 19, "this person")
    assert (seen.best_bits, seen.best_place, seen.best_on) == (9, 2, ONSET + timedelta(days=9))


def test_too_few_bits_are_never_raised_and_have_no_place():
    seen = follow((2, [candidate("A-1", "P-1", 5.9)]))
    assert seen.raised is None
    assert (seen.best_bits, seen.best_place) == (5.9, None)


def test_whom_the_alert_names_is_told_apart():
    assert follow((2, [candidate("A-1", "P-2", 8)])).named == "another person"
    assert follow((2, [candidate("A-1", None, 8)]), budget=5).named == "many people"
    both = [candidate("A-1", "P-2", 9), candidate("A-1", "P-1", 8)]
    assert follow((2, both), budget=2).named == "this person"
    assert follow((2, [candidate("B-1", "P-1", 8)])).raised is None


def test_only_the_days_from_onset_to_complaint_count():
    loud = [candidate("A-1", "P-1", 15)]
    assert follow((-7, loud)).raised is None
    assert follow((29, loud)).raised is None
    on_the_day = follow((28, loud))
    assert (on_the_day.days, on_the_day.lead, on_the_day.asked) == (28, 0, 1)
    without = follow((29, loud), case=Case(2, "A-1", "P-1", ONSET, None))
    assert (without.days, without.lead) == (29, None)


def test_an_alert_before_the_onset_keeps_quiet_until_a_new_family_speaks():
    loud = [candidate("A-1", "P-1", 15)]
    seen = follow((-3, loud), (4, loud), (11, loud))
    assert seen.raised is None
    assert seen.early == ONSET - timedelta(days=3)
    spoken = follow((-3, loud), (4, loud), (11, [candidate("A-1", "P-1", 15, BOTH)]))
    assert spoken.days == 11
    assert follow((-3, loud), (25, loud)).days == 25
