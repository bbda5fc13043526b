"""Counts of pairs, the search index and earlier flags, against answers worked out by hand."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import numpy as np
import pytest

from custodes.proving.rivals import RIVALS
from custodes.proving.rivals.base import SCORED, against_peers, library, worst_first
from custodes.proving.rivals.earlier_flags import EarlierFlags
from custodes.proving.rivals.pair_counts import (
    Contacts,
    ContactsLong,
    LookUps,
    LookUpsLong,
    OffDuty,
    UnexplainedLookUps,
    UnexplainedLookUpsByRole,
)
from custodes.proving.rivals.search_anomaly import SearchAnomalyIndex, own_hours
from custodes.vocabulary.errors import UserError

NOON = datetime(2026, 3, 30, 12)
LONG_AGO = NOON - timedelta(days=40)


def told(table):
    return [tuple(row.values()) for row in table.to_pylist()]


def test_counts_of_a_pair_over_each_window(step):
    known = step(
        looks=[
            (1, 10, NOON, 3),
            (1, 11, NOON, 2),
            (1, 11, LONG_AGO, 9),
            (2, 10, NOON, 5, {"word": "partly", "q": 0.5}),
            (3, 10, LONG_AGO, 1, {"duty": "sick"}),
            (3, 12, NOON, 1, {"duty": "unknown"}),
        ],
        calls=[(2, 10, NOON, 4, {"duty": "off"}), (2, 10, LONG_AGO, 7)],
    )
    assert told(LookUps().scores(known)) == [("S2", "P10", 5), ("S1", "P10", 3), ("S3", "P12", 1)]
    assert told(LookUpsLong().scores(known))[:2] == [("S1", "P11", 11), ("S2", "P10", 5)]
    assert told(UnexplainedLookUps().scores(known))[:2] == [("S1", "P10", 3), ("S2", "P10", 2.5)]
    assert told(Contacts().scores(known)) == [("S2", "P10", 4)]
    assert told(ContactsLong().scores(known)) == [("S2", "P10", 11)]
    assert told(OffDuty().scores(known)) == [("S2", "P10", 4)], "unknown is not off duty"


def test_against_the_role_a_busy_role_is_not_odd(step):
    roles = {n: "desk" if n > 6 else "response" for n in range(1, 13)}
    busy = [(staff, 10 + k, NOON, 40 + k) for staff in range(7, 13) for k in range(60)]
    quiet = [(staff, 10 + k, NOON, 1) for staff in range(1, 7) for k in range(60)]
    known = step(looks=[*busy, *quiet, (1, 99, NOON, 30)], roles=roles)
    # Both roles are too small to be groups of their own, so nothing sets the desk apart.
    assert told(UnexplainedLookUpsByRole().scores(known))[0][0] != "S1"
    values = np.log1p(np.array([40.0] * 300 + [1.0] * 300 + [30.0]))
    group = np.array([1] * 300 + [0] * 301)
    assert against_peers(values, group, 0.0).argmax() == 600


def test_against_peers_is_a_distance_in_standard_deviations():
    values = np.array([1.0, 3.0, 10.0, 20.0])
    group = np.array([0, 0, 1, 1])
    assert against_peers(values, group, 0.0) == pytest.approx([-1, 1, -1, 1])


def test_equal_scores_stand_in_the_order_of_ids_and_each_member_of_staff_once(step):
    rows = worst_first(
        step(), np.array([3, 1, 1, 2]), np.array([9, 8, 7, 6]), np.array([5.0, 5.0, 5.0, np.nan])
    )
    assert rows.schema == SCORED
    assert told(rows) == [("S1", "P7", 5), ("S3", "P9", 5)]


def test_own_hours_are_the_shortest_block_with_enough_over_midnight_too():
    total = np.zeros((2, 24))
    total[0, 22:] = total[0, :2] = 10
    total[1, 9:17] = 10
    total[1, 3] = 4
    inside = own_hours(total)
    assert np.flatnonzero(inside[0]).tolist() == [0, 1, 22, 23]
    assert np.flatnonzero(inside[1]).tolist() == list(range(9, 17))


def test_the_search_index_is_five_times_as_much_outside_own_hours(step):
    at_work = [(1, 10 + n, datetime(2026, 3, 1, 10) + timedelta(days=n), 1) for n in range(30)]
    by_night = (1, 99, datetime(2026, 3, 30, 2), 1)
    known = step(looks=[*at_work, by_night])
    # 31 days, one night search: mean 1/31, so z = sqrt(30); London is an hour ahead on 30 March.
    assert told(SearchAnomalyIndex().scores(known)) == [("S1", "P99", pytest.approx(5 * 30**0.5))]


def test_what_is_explained_moves_the_search_index_not_at_all(step):
    known = step(looks=[(1, 99, NOON, 3, {"word": "explained", "q": 0.0})])
    assert SearchAnomalyIndex().scores(known).num_rows == 0


def test_earlier_flags_count_earlier_moments_alone(step):
    flagged = SimpleNamespace(staff=4, fused=SimpleNamespace(bits=8.0))
    faint = SimpleNamespace(staff=5, fused=SimpleNamespace(bits=1.0))
    rival = EarlierFlags()
    assert told(rival.scores(step(weighed=[flagged, faint]))) == []
    assert told(rival.scores(step(weighed=[flagged]))) == [("S4", None, 1)]
    assert told(rival.scores(step())) == [("S4", None, 2)]


@pytest.mark.parametrize("kind", RIVALS, ids=lambda kind: kind.id)
def test_every_rival_is_declared_and_says_nothing_of_nobody(kind, step):
    assert kind.title and kind.source and kind.reads
    assert kind.window in (28, 90)
    assert kind.kind in ("rival", "fusion")
    said = kind().scores(step())
    assert said.schema == SCORED
    assert kind.id == "chance" or said.num_rows == 0


def test_ids_are_unique():
    assert len({kind.id for kind in RIVALS}) == len(RIVALS)


def test_without_the_extra_the_reader_is_told_how_to_install_it():
    with pytest.raises(UserError, match=r"pip install 'custodes\[prove\]'"):
        library("no_such_library_of_the_proving_ground")
