"""A storm is the clean day and the channel, nothing else."""

from collections import Counter
from itertools import chain

import msgspec
import pytest
from tests.simulator.drives import at, ms

from modugil.simulator.days import clean_day, iterate_arrivals, start_model, storm_day
from modugil.simulator.settings import CLEAN, STORM


def bare(arrivals):
    """The fixes without the time at which they were received."""
    return [msgspec.structs.replace(fix, received_ms=0) for _, fix in arrivals]


def six_minutes(day, region):
    return list(chain.from_iterable(day(region, start=at("08:00"), end=at("08:06"), seed=5)))


@pytest.fixture(scope="module")
def days(sample):
    return six_minutes(clean_day, sample), six_minutes(storm_day, sample)


def test_a_storm_loses_some_repeats_some_and_invents_none(days):
    clean, storm = (Counter(bare(day)) for day in days)
    assert max(clean.values()) == 1
    assert set(storm) <= set(clean)
    assert set(storm.values()) == {1, 2}
    assert 1 - len(storm) / len(clean) == pytest.approx(0.10, abs=0.01)


def test_both_come_in_the_order_in_which_they_arrive(days):
    for day in days:
        times = [at_ms for at_ms, _ in day]
        assert times == sorted(times)
        assert all(fix.received_ms == at_ms for at_ms, fix in day)
        assert all(at_ms - fix.time_ms <= 300_000 for at_ms, fix in day)


def test_the_same_seed_gives_the_same_bytes(sample, days):
    again = six_minutes(storm_day, sample)
    assert msgspec.json.encode(again) == msgspec.json.encode(days[1])


def test_the_truth_under_a_storm_is_that_of_the_clean_day(sample):
    truths = []
    for channel in (CLEAN, STORM):
        model = start_model(sample, start=at("08:00"), seed=5)
        for _ in iterate_arrivals(model, end=at("08:10"), channel=channel):
            pass
        truths.append(model.true_events)
    assert truths[0] == truths[1] != []


def test_every_bus_tells_once_a_second(days):
    clean, _ = days
    by_vehicle = Counter(fix.vehicle for _, fix in clean)
    whole = [name for name, count in by_vehicle.items() if count == 360]
    assert len(whole) > 80
    assert min(fix.time_ms for _, fix in clean) > ms(at("08:00"))
