"""The queue model: against closed forms worked out here in another way, and against simulation."""

import math
import time

import pytest

from custodes.web.capability.queueing import (
    MOST_PIECES,
    Queue,
    Stream,
    can_be_simulated,
    chance_of_waiting_more,
    erlang_c,
    forecast,
    mean_backlog,
    mean_wait,
    mixed,
    most_rate,
    simulated_wait,
)


def _mmc_wait(rate, service, servers):
    """M/M/c from the sums of its stationary states: no recursion shared with the module."""
    load = rate * service
    tail = load**servers / math.factorial(servers) * servers / (servers - load)
    empty = sum(load**n / math.factorial(n) for n in range(servers))
    return tail / (empty + tail) * service / (servers - load)


@pytest.mark.parametrize("servers", [1, 2, 5, 12])
@pytest.mark.parametrize("load", [0.3, 0.7, 0.95])
def test_mean_wait_is_that_of_m_m_c(servers, load):
    queue = Queue(load * servers / 0.4, 0.4, servers)
    assert mean_wait(queue) == pytest.approx(_mmc_wait(queue.rate, 0.4, servers), rel=1e-9)
    assert mean_backlog(queue) == pytest.approx(queue.rate * mean_wait(queue))


@pytest.mark.parametrize("cv", [0.0, 0.5, 2.0])
def test_mean_wait_is_that_of_pollaczek_and_khinchine_with_one_server(cv):
    square = 0.5**2 * (1 + cv**2)
    assert mean_wait(Queue(1.4, 0.5, 1, cv)) == pytest.approx(1.4 * square / (2 * (1 - 0.7)))


@pytest.mark.parametrize(
    ("servers", "cv"), [(3, 1.0), (1, 0.5), (1, 1.5), (4, 0.5), (4, 1.5), (8, 1.5)]
)
def test_simulation_and_formula_agree_within_two_parts_in_a_hundred(servers, cv):
    queue = Queue(0.7 * servers, 1.0, servers, cv)
    waits = [simulated_wait(queue, 400_000, seed=seed) for seed in range(8)]
    assert sum(waits) / len(waits) == pytest.approx(mean_wait(queue), rel=0.02)


@pytest.mark.parametrize("arrival_cv", [0.5, 1.5, 2.0])
@pytest.mark.parametrize("servers", [1, 4, 8])
@pytest.mark.parametrize(("load", "cv"), [(0.85, 0.5), (0.85, 1.0), (0.95, 1.0)])
def test_uneven_arrivals_at_a_high_load_wait_as_simulation_says_within_a_third(
    load, cv, servers, arrival_cv
):
    queue = Queue(load * servers, 1.0, servers, cv, arrival_cv)
    waits = [simulated_wait(queue, 60_000, seed=seed) for seed in range(4)]
    assert mean_wait(queue) == pytest.approx(sum(waits) / len(waits), rel=1 / 3)


@pytest.mark.parametrize(("arrival_cv", "long"), [(0.5, True), (1.5, False), (2.0, False)])
def test_at_a_low_load_bursts_are_told_too_short_and_even_arrivals_too_long(arrival_cv, long):
    queue = Queue(0.6 * 6, 1.0, 6, 1.0, arrival_cv)
    waits = [simulated_wait(queue, 60_000, seed=seed) for seed in range(3)]
    assert (mean_wait(queue) > sum(waits) / len(waits)) is long


def test_the_forecasts_interval_holds_the_steady_wait_and_backlog():
    queue = Queue(7.0, 0.3, 3)
    told = forecast(queue, 150, runs=60)
    assert told.wait[0] <= mean_wait(queue) <= told.wait[2]
    assert told.backlog[-1][0] <= mean_backlog(queue) <= told.backlog[-1][2]
    assert told == forecast(queue, 150, runs=60)
    assert told != forecast(queue, 150, runs=60, seed=2)


def test_an_overloaded_queue_has_no_steady_wait_and_its_backlog_grows():
    queue = Queue(12.0, 0.3, 3)
    assert mean_wait(queue) == math.inf
    assert chance_of_waiting_more(queue, 1.0) == 1.0
    told = forecast(queue, 52, runs=40)
    assert told.backlog[-1][0] > told.backlog[0][2]


def test_a_backlog_at_the_start_is_worked_off():
    told = forecast(Queue(2.0, 0.3, 3), 52, waiting=60, runs=40)
    assert told.backlog[0][1] > 40
    assert told.backlog[-1][1] < 3


@pytest.mark.parametrize("cv", [0.0, 1.0, 2.0])
def test_where_work_lies_untouched_everybody_is_in_the_middle_of_a_piece(cv):
    """Of a piece somebody is found at, service (1 + cv²) / 2 is left in the mean."""
    left = forecast(Queue(0.0, 40.0, 2, cv), 1, waiting=2, runs=400).backlog[0]
    assert left[1] == 2
    alone = forecast(Queue(0.0, 2.0, 1, cv), 1, waiting=1, runs=4000).wait
    mean = 2.0 * (1 + cv**2) / 2
    assert alone[2] > mean > alone[0] > 0.0


def test_where_nothing_waits_as_many_are_at_work_as_the_work_keeps_busy():
    queue = Queue(0.9, 1.0, 1)
    told = forecast(queue, 2, runs=2000)
    assert told.backlog[0][2] >= 1
    assert forecast(Queue(0.0, 1.0, 3), 4, runs=50).wait == (0.0, 0.0, 0.0)


def test_the_chance_of_waiting_is_that_of_m_m_c():
    queue = Queue(2.1, 1.0, 3)
    assert chance_of_waiting_more(queue, 0.0) == pytest.approx(erlang_c(3, 2.1))
    assert chance_of_waiting_more(queue, 2.0) == pytest.approx(erlang_c(3, 2.1) * math.exp(-1.8))


def test_the_highest_rate_has_just_the_longest_wait():
    rate = most_rate(Queue(0.0, 0.3, 4, 0.8), 1.0)
    assert mean_wait(Queue(rate, 0.3, 4, 0.8)) == pytest.approx(1.0, rel=1e-3)


def test_kinds_that_are_alike_join_to_the_queue_of_one_kind():
    queue = mixed([Stream(1.0, 0.4, 1.2), Stream(2.0, 0.4, 1.2)], 3)
    assert (queue.rate, queue.service, queue.cv) == pytest.approx((3.0, 0.4, 1.2))
    assert queue.arrival_cv == 1.0


def test_of_very_many_servers_the_chance_of_waiting_is_found_as_fast():
    """Halfin and Whitt (1981): as servers grow, it tends to 1 / (1 + b Phi(b) / phi(b))."""
    servers, b = 400_000, 0.8
    offered = servers - b * math.sqrt(servers)
    normal = math.exp(-b * b / 2) / math.sqrt(2 * math.pi)
    below = 0.5 * math.erfc(-b / math.sqrt(2))
    began = time.monotonic()
    assert erlang_c(servers, offered) == pytest.approx(1 / (1 + b * below / normal), rel=0.01)
    assert time.monotonic() - began < 0.5


def test_a_forecast_of_more_than_can_be_simulated_is_refused_and_one_of_less_is_quick():
    began = time.monotonic()
    told = forecast(Queue(MOST_PIECES / 30, 0.01, 8), 26, waiting=1000)
    assert time.monotonic() - began < 6 and told.runs == 200
    for queue, waiting in ((Queue(9999, 0.1, 3), 0), (Queue(1.0, 0.1, 3), 99_999)):
        assert not can_be_simulated(queue, 26, waiting)
        with pytest.raises(ValueError, match="too many"):
            forecast(queue, 26, waiting=waiting)


@pytest.mark.parametrize(("rate", "service", "servers"), [(1, 1, 0), (-1, 1, 1), (1, 0, 1)])
def test_what_is_no_queue_is_refused(rate, service, servers):
    with pytest.raises(ValueError, match="queue"):
        Queue(rate, service, servers)
