"""A channel loses, delays, repeats and reorders; it never changes what it carries."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.simulator.channel import deliver, find_outages
from modugil.simulator.settings import BUS_WIFI, CLEAN, STORM

DAY_MS = 1_795_000_000_000


def messages(vehicles=40, seconds=900):
    row = np.tile(np.arange(vehicles, dtype=np.int64), seconds)
    time = np.repeat(np.arange(seconds, dtype=np.int64) * 1000, vehicles) + DAY_MS + 50
    return row, time


def test_a_clean_channel_delivers_everything_once_and_in_order():
    row, time = messages()
    arrived = deliver(row, time, settings=CLEAN, seed=1)
    assert sorted(arrived.source) == list(range(len(row)))
    for vehicle in range(5):
        own = arrived.source[row[arrived.source] == vehicle]
        assert (np.diff(time[own]) > 0).all()
    assert (arrived.deliver_ms - time[arrived.source]).max() < 1000


@pytest.mark.parametrize("settings", [STORM, BUS_WIFI])
def test_what_is_lost_and_repeated_is_as_much_as_asked(settings):
    row, time = messages(vehicles=100, seconds=2400)
    source = deliver(row, time, settings=settings, seed=3).source
    times = np.bincount(source, minlength=len(row))
    assert np.mean(times == 0) == pytest.approx(settings.loss_ratio, abs=0.003)
    assert np.mean(times[times > 0] == 2) == pytest.approx(settings.duplicate_ratio, abs=0.003)
    assert times.max() <= 2


@pytest.mark.parametrize("settings", [STORM, BUS_WIFI, CLEAN])
def test_no_delay_is_longer_than_told_and_none_is_negative(settings):
    row, time = messages()
    arrived = deliver(row, time, settings=settings, seed=1)
    delay_ms = arrived.deliver_ms - time[arrived.source]
    assert delay_ms.min() >= 20
    assert delay_ms.max() <= settings.most_late_s * 1000


def test_a_storm_brings_messages_out_of_order_and_minutes_late():
    row, time = messages()
    arrived = deliver(row, time, settings=STORM, seed=1)
    delay_ms = arrived.deliver_ms - time[arrived.source]
    assert np.mean(np.diff(time[arrived.source]) < 0) > 0.1
    assert np.mean(delay_ms > 60_000) > 0.1


@given(st.integers(0, 2**31), st.integers(1, 60))
def test_a_message_has_the_same_fate_whoever_travels_with_it(seed, cut):
    row, time = messages(vehicles=3, seconds=60)
    whole = deliver(row, time, settings=STORM, seed=seed)
    first = deliver(row[:cut], time[:cut], settings=STORM, seed=seed)
    rest = deliver(row[cut:], time[cut:], settings=STORM, seed=seed)
    parts = list(zip(first.source, first.deliver_ms, strict=True))
    parts += list(zip(rest.source + cut, rest.deliver_ms, strict=True))
    assert sorted(parts) == sorted(zip(whole.source, whole.deliver_ms, strict=True))


def test_what_was_measured_in_an_outage_comes_after_it_in_order():
    row, time = messages(vehicles=30, seconds=1200)
    arrived = deliver(row, time, settings=STORM, seed=1)
    begin_ms, end_ms = find_outages(row, time, settings=STORM, seed=1)
    inside = (time >= begin_ms) & (time < end_ms)
    assert 0.005 < inside.mean() < 0.1
    kept = arrived.is_back_fill
    assert (inside[arrived.source] == kept).all()
    assert (arrived.deliver_ms[kept] >= end_ms[arrived.source[kept]]).all()
    firsts: dict[int, int] = {}
    for source, is_kept in zip(arrived.source, kept, strict=True):
        if is_kept and source not in firsts:
            firsts[source] = len(firsts)
    for vehicle in range(30):
        own = [source for source in firsts if row[source] == vehicle]
        assert own == sorted(own)
