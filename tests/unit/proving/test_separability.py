"""Separability: naive counts as of each origin, and a force that is too easy."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from custodes.pipeline.take_in import take_in
from custodes.proving.naive import OF_A_PAIR, OF_PEOPLE, PAIR_WINDOWS, USER_WINDOWS, Naive, _at
from custodes.proving.protocol import SEPARABLE_FROM, Protocol
from custodes.proving.separability import _tree, separability
from custodes.proving.truth import Offender, Truth
from custodes.store.home import Home
from custodes.synthetic import make

SIZE = {"staff": 60, "days": 120}


@pytest.fixture(scope="session")
def easy(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, float, bool]]:
    """What naive detectors reach on a force that is loud on purpose."""
    folder = tmp_path_factory.mktemp("easy")
    make(folder, **SIZE, seed=5, plot="easy", last=date(2026, 3, 31))
    home = Home.create(folder / "home")
    take_in(home, folder / "exchange", clock=lambda: datetime(2026, 4, 1, 9, tzinfo=UTC))
    return separability(folder, home, Protocol(**SIZE, seeds=1, first_seed=5))


def test_an_easy_force_is_found_out(easy: list[tuple[str, float, bool]]) -> None:
    rows = easy
    failed = [name for name, _recall, passes in rows if not passes]
    assert failed
    assert all(passes is (recall < SEPARABLE_FROM) for _name, recall, passes in rows)
    assert len(rows) == len({name for name, _recall, _passes in rows})


def test_counts_as_of_an_origin_hold_nothing_later() -> None:
    rows = {name: np.array([1.0, 5.0, 2.0]) for name in OF_A_PAIR}
    # One pair of staff 0 in the periods 0 (the last) and 1; one of staff 1 in period 1.
    rows |= {"staff": np.array([0, 0, 1]), "pair": np.array([0, 0, 1])}
    rows["period"] = np.array([1, 0, 1])
    owner = np.array([0, 1])
    earlier = list(_at(rows, owner, 1, 2, 7))
    now = list(_at(rows, owner, 0, 2, 7))
    assert len(now) == len(PAIR_WINDOWS) * len(OF_A_PAIR) + len(USER_WINDOWS) * (
        len(OF_A_PAIR) + len(OF_PEOPLE)
    )
    assert earlier[0].tolist() == [1, 2]
    assert now[0].tolist() == [6, 2]
    of_staff = len(PAIR_WINDOWS) * len(OF_A_PAIR)
    assert now[of_staff].tolist() == [5, 0], "seven days hold the last period alone"


def test_the_tree_is_told_the_truth_of_the_other_half_alone() -> None:
    staff = tuple(f"S{n}" for n in range(40))
    values = np.random.default_rng(1).random((6, 40, 3))
    guilty = range(0, 40, 4)
    values[:, list(guilty), 1] = 50
    truth = Truth(
        tuple(Offender(f"S{n}", 0.0, frozenset(), (), (), None, False) for n in guilty), {}
    )
    scores = _tree(Naive(staff, ("a", "b", "c"), values), truth, np.arange(6.0) + 1)
    innocent = np.setdiff1d(np.arange(40), list(guilty))
    assert scores[:, list(guilty)].min() > scores[:, innocent].max()
