"""The small made-up force of the web's tests, made once however many folders ask for it."""

from datetime import UTC, date, datetime

from custodes.pipeline.find import find
from custodes.pipeline.take_in import take_in
from custodes.store.home import Home
from custodes.synthetic import make

MADE: list[Home] = []


def clock() -> datetime:
    return datetime(2026, 4, 1, 9, tzinfo=UTC)


def small_force(tmp_path_factory) -> Home:
    """The home of a made-up force with one run of ten alerts."""
    if not MADE:
        folder = tmp_path_factory.mktemp("alerts")
        make(folder, staff=60, days=45, seed=3, last=date(2026, 3, 31))
        home = Home.create(folder / "home")
        take_in(home, folder / "exchange", clock=clock)
        find(home, clock=clock, budget=10)
        MADE.append(home)
    return MADE[0]
