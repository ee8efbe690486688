"""What a bad uplink does to the order of fixes is undone before they settle."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.live.streams import START_MS, batch, fix

from modugil.live.tracking.settle_buffer import SettleBuffer

HOLD_S = 330


def seconds(released):
    return [] if released is None else [(ms - START_MS) // 1000 for ms in released.time_ms]


def test_nothing_comes_out_before_its_time():
    buffer = SettleBuffer(hold_ms=HOLD_S * 1000)
    buffer.add(batch([fix(0)]))
    assert buffer.release(now_ms=START_MS + 329_000) is None
    assert seconds(buffer.release(now_ms=START_MS + 330_000)) == [0]
    assert len(buffer) == 0


def test_an_overtaken_packet_comes_out_in_its_place():
    buffer = SettleBuffer(hold_ms=HOLD_S * 1000)
    buffer.add(batch([fix(0), fix(2), fix(1, received=300)]))
    assert seconds(buffer.release(now_ms=START_MS + 332_000)) == [0, 1, 2]


def test_a_long_gap_filled_after_the_vehicle_is_heard_again_comes_out_in_order():
    buffer = SettleBuffer(hold_ms=HOLD_S * 1000)
    buffer.add(batch([fix(0)]))
    assert seconds(buffer.release(now_ms=START_MS + 400_000)) == [0]
    buffer.add(batch([fix(1800), *(fix(s, received=1900) for s in range(600, 1800, 300))]))
    assert seconds(buffer.release(now_ms=START_MS + 2_130_000)) == [600, 900, 1200, 1500, 1800]


def test_a_duplicate_comes_out_once():
    buffer = SettleBuffer(hold_ms=HOLD_S * 1000)
    buffer.add(batch([fix(0), fix(0, received=20), fix(1)]))
    assert seconds(buffer.release_all()) == [0, 1]


delays = st.lists(st.integers(0, 300), min_size=1, max_size=60)


@given(delays, st.integers(1, 60))
def test_any_delays_within_the_hold_leave_the_order_of_measurement(delays, step):
    fixes = sorted(
        (fix(s, received=s + delay) for s, delay in enumerate(delays)), key=lambda f: f.received_ms
    )
    buffer, out = SettleBuffer(hold_ms=HOLD_S * 1000), []
    for second in range(0, len(delays) + 300 + HOLD_S + step, step):
        now_ms = START_MS + second * 1000
        arrived = [one for one in fixes if now_ms - step * 1000 < one.received_ms <= now_ms]
        if arrived:
            buffer.add(batch(arrived))
        out += seconds(buffer.release(now_ms=now_ms))
    assert out == list(range(len(delays)))


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 3)), min_size=1, max_size=50))
def test_nothing_is_lost_and_nothing_comes_twice(told):
    buffer = SettleBuffer(hold_ms=HOLD_S * 1000)
    buffer.add(batch([fix(s, vehicle=f"1/{v}") for s, v in told]))
    released = buffer.release_all()
    assert released is not None
    assert len(released) == len(set(told))
    keys = released.vehicle.astype(np.int64) * 10**15 + released.time_ms
    assert (np.diff(keys) > 0).all()
