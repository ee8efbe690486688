"""Each rule finds its own fault, and nothing that is true is lost to it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.live.streams import batch, fix

from modugil.core.geo import LatLon
from modugil.live.fix import Fix
from modugil.live.rules.clean import Cleaner
from modugil.live.rules.limits import build_limits
from modugil.live.rules.verdict import Verdict

LIMITS = build_limits(LatLon(33.1, 126.1), LatLon(33.6, 127.0))
BELIEVED = {Verdict.GOOD, Verdict.DUPLICATE, Verdict.OUT_OF_ORDER, Verdict.LATE}


def judge(*fixes: Fix) -> list[Verdict]:
    return [Verdict(one) for one in Cleaner(LIMITS).judge(batch(list(fixes)))]


def test_a_bus_that_drives_is_good_all_the_way():
    assert judge(*(fix(s, east_m=12.0 * s) for s in range(20))) == [Verdict.GOOD] * 20


def test_the_same_fix_twice_is_a_duplicate():
    assert judge(fix(0), fix(1, east_m=5), fix(1, east_m=5)) == [
        Verdict.GOOD,
        Verdict.GOOD,
        Verdict.DUPLICATE,
    ]


def test_a_fix_that_was_overtaken_is_out_of_order():
    assert judge(fix(0), fix(5, east_m=40), fix(3, east_m=24, received=6)) == [
        Verdict.GOOD,
        Verdict.GOOD,
        Verdict.OUT_OF_ORDER,
    ]


def test_the_newest_fix_of_a_bus_long_silent_is_late():
    assert judge(fix(0, received=301)) == [Verdict.LATE]
    assert judge(fix(0, received=299)) == [Verdict.GOOD]


def test_a_clock_an_hour_ahead_does_not_hide_the_true_fixes_after_it():
    assert judge(fix(3600, received=0), fix(1), fix(2)) == [
        Verdict.FUTURE,
        Verdict.GOOD,
        Verdict.GOOD,
    ]


@pytest.mark.parametrize("lat, lon", [(0.0, 0.0), (math.nan, 126.5), (33.5, math.nan)])
def test_no_position_is_null_island(lat, lon):
    assert judge(fix(0, lat=lat, lon=lon)) == [Verdict.NULL_ISLAND]


def test_a_position_in_another_country_is_off_the_region():
    assert judge(fix(0, lat=60.17, lon=24.94)) == [Verdict.OFF_REGION]


def test_a_jump_no_bus_can_make_is_refused_and_the_bus_goes_on_where_it_was():
    assert judge(fix(0), fix(1, east_m=2000), fix(2, east_m=10)) == [
        Verdict.GOOD,
        Verdict.IMPOSSIBLE_JUMP,
        Verdict.GOOD,
    ]


def test_a_place_told_again_and_again_is_believed_in_the_end():
    there = [fix(s, east_m=2000 + s) for s in range(1, 6)]
    assert judge(fix(0), *there) == [
        Verdict.GOOD,
        Verdict.IMPOSSIBLE_JUMP,
        Verdict.IMPOSSIBLE_JUMP,
        Verdict.GOOD,
        Verdict.GOOD,
        Verdict.GOOD,
    ]


def test_jumps_that_do_not_agree_are_never_believed():
    wild = [fix(s, east_m=3000.0 * (-1) ** s) for s in range(1, 9)]
    assert Verdict.GOOD not in judge(fix(0), *wild)[1:]


def test_a_receiver_that_repeats_itself_while_the_bus_drives_is_stuck():
    told = judge(*(fix(s, speed_mps=8.0) for s in range(13)))
    assert told[:10] == [Verdict.GOOD] * 10
    assert told[10:] == [Verdict.STUCK] * 3


def test_a_bus_that_stands_is_not_stuck():
    assert set(judge(*(fix(s, speed_mps=0.0) for s in range(60)))) == {Verdict.GOOD}


def test_each_bus_is_judged_by_itself_and_the_fleet_may_grow():
    fixes = [fix(s, east_m=s, vehicle=f"1/{n}") for s in range(2) for n in range(3000)]
    assert set(judge(*fixes)) == {Verdict.GOOD}


seconds = st.integers(0, 400)
streams = st.lists(st.tuples(seconds, seconds, st.floats(-3e6, 3e6)), max_size=40)


@given(streams)
def test_what_is_shown_never_goes_back_in_time(stream):
    fixes = batch([fix(when, east_m=east, received=known) for when, known, east in stream])
    verdicts = Cleaner(LIMITS).judge(fixes)
    assert (np.diff(fixes.time_ms[verdicts == Verdict.GOOD]) > 0).all()


@given(streams, st.integers(0, 40))
def test_it_does_not_matter_where_a_stream_is_cut_into_batches(stream, cut):
    fixes = [fix(when, east_m=east, received=known) for when, known, east in stream]
    whole, parts = Cleaner(LIMITS), Cleaner(LIMITS)
    together = np.concatenate([parts.judge(batch(fixes[:cut])), parts.judge(batch(fixes[cut:]))])
    assert (whole.judge(batch(fixes)) == together).all()
