"""What each purpose explains is counted again from the look-ups themselves."""

from custodes.pipeline.find import find, moment_of
from custodes.pipeline.purposes_measured import Figures, Share, purposes_measured
from custodes.purposes import PURPOSES
from unit.pipeline.conftest import clock


def test_every_purpose_is_measured_and_the_shares_add_up(home):
    found = purposes_measured(home, as_of=moment_of(home, clock))
    assert [figures.purpose for figures in found] == [purpose.id for purpose in PURPOSES]
    assert len({(f.first.of, f.repeat.of, f.alone.of, f.by_chance.of) for f in found}) == 1
    for figures in found:
        assert figures.alone.n <= figures.first.n + figures.repeat.n
        assert figures.alone.of == figures.first.of + figures.repeat.of
        assert all(0 <= s.n <= s.of for s in (figures.first, figures.repeat, figures.by_chance))
    # Of what is explained, chance would explain little.
    loudest = max(found, key=lambda figures: figures.repeat.n)
    assert loudest.beyond_chance > 0.5 and loudest.links > 0
    assert list((home.path / "runs").iterdir()) == []
    assert purposes_measured(home, as_of=moment_of(home, clock)) == found


def test_what_explains_a_pair_of_an_alert_is_a_purpose_that_pairs_have(home):
    found = find(home, clock=clock, budget=20)
    explains = {
        test["purpose"]
        for alert in found.alerts
        for test in alert["explanations_tested"]
        if test["result"] == "explains in part"
    }
    measured = {f.purpose for f in purposes_measured(home, as_of=moment_of(home, clock)) if f.links}
    assert explains and explains <= measured


def test_beyond_chance_is_told_only_where_there_is_something_to_tell_of():
    def of(explained, by_chance, shuffled=100):
        return Figures(
            "x", 1, Share(explained, 50), Share(0, 50), Share(0, 100), Share(by_chance, shuffled)
        ).beyond_chance

    assert of(10, 1) == 0.9
    assert of(10, 40) == 0
    assert of(0, 1) is None
    assert of(10, 0, shuffled=0) is None
    assert Share(0, 0).share is None
