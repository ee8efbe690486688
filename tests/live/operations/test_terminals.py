"""The health of terminals: gaps, scatter, clocks, doubles, and what they cost."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.live.operations.fixes import Watch, codes, health_of, ride, shaken
from tests.live.streams import START_MS, fix

from modugil.live.fix import FixQuality
from modugil.live.operations.health import POINTS_PER_SHARE, Measures, find_reasons, score


def good(seconds=600, **more):
    return ride([8.0] * seconds, quality=FixQuality.RTK_FIXED, **more)


def standing(seconds=200, **more):
    return ride([0.0] * seconds, quality=FixQuality.RTK_FIXED, **more)


def test_a_terminal_that_tells_every_second_has_all_points():
    told = health_of(good())
    assert (told.score, told.reasons) == (100, [])
    assert told.usual_s == pytest.approx(1.0, abs=0.06)
    assert (told.gap_share, told.gaps, told.longest_gap_s) == (0.0, 0, None)
    assert told.quality == {"rtk_fixed": 1.0}


def test_silence_costs_more_with_every_minute():
    scores = [health_of(good(), after_s=after_s).score for after_s in (59, 180, 600, 3_000)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 100 and scores[-1] == 60
    assert codes(health_of(good(), after_s=600)) == ["silent"]


def test_a_gap_is_told_with_its_share_and_length():
    fixes = [one for one in good() if not 100_000 <= one.time_ms - START_MS < 160_000]
    told = health_of(fixes)
    assert (told.gaps, told.longest_gap_s) == (1, 61.0)
    assert told.gap_share == pytest.approx(61 / 599)
    assert codes(told) == ["gaps"]


def test_a_terminal_that_tells_every_ten_seconds_has_no_gaps():
    told = health_of(good()[::10])
    assert told.usual_s == pytest.approx(10.0, rel=0.06)
    assert (told.gaps, told.score) == (0, 100)


def test_what_was_filled_in_later_is_told_as_such():
    fixes = good(120)
    late = [replace(one, received_ms=START_MS + 130_000) for one in fixes[40:60]]
    told = health_of([*fixes[:40], *fixes[60:], *late])
    assert told.gaps == 1
    assert told.out_of_order_share == pytest.approx(20 / 120)
    assert "out_of_order" in codes(told)


def test_doubles_are_counted():
    told = health_of([again for one in good(100) for again in (one, one)])
    assert told.duplicate_share == pytest.approx(0.5)
    assert codes(told) == ["duplicates"]


def test_jumps_and_places_elsewhere_are_impossible():
    fixes = good(100)
    fixes[50] = replace(fixes[50], lat=fixes[50].lat + 0.1)
    fixes[60] = replace(fixes[60], lat=0.0, lon=0.0)
    told = health_of(fixes)
    assert told.impossible_share == pytest.approx(0.02)
    assert codes(told) == ["impossible"]


def test_a_clock_that_is_ahead_is_told_and_one_behind_too():
    ahead = [replace(one, received_ms=one.time_ms - 4_000) for one in good(60)]
    behind = [replace(one, received_ms=one.time_ms + 20_000) for one in good(60)]
    assert health_of(ahead).clock_skew_s == -4.0
    assert codes(health_of(ahead)) == ["clock_ahead"]
    assert health_of(behind).clock_skew_s == 20.0
    assert codes(health_of(behind)) == ["clock_behind"]


def test_a_slow_network_now_and_then_is_no_wrong_clock():
    fixes = [
        replace(one, received_ms=one.time_ms + (30_000 if at % 2 else 300))
        for at, one in enumerate(good(60))
    ]
    assert health_of(sorted(fixes, key=lambda one: one.received_ms)).clock_skew_s == 0.3


def test_scatter_is_measured_while_standing():
    told = health_of(shaken(standing(), noise_m=5.0))
    assert told.jitter_m == pytest.approx(5.0 * 2**0.5, rel=0.15)
    assert codes(told) == ["jitter"]
    assert health_of(shaken(good(), noise_m=5.0)).jitter_m is None


@given(st.floats(0.1, 8.0), st.floats(1.05, 3.0), st.integers(0, 20))
def test_more_noise_is_never_told_as_less_scatter(noise_m, more, seed):
    less_m, more_m = (
        health_of(shaken(standing(60), noise_m=at, seed=seed)).jitter_m
        for at in (noise_m, noise_m * more)
    )
    assert less_m is not None and more_m is not None and less_m < more_m


def test_a_bus_at_rest_is_judged_without_waiting_for_it_to_leave():
    assert health_of(shaken(standing(40), noise_m=2.0)).jitter_m is not None
    assert health_of(shaken(standing(20), noise_m=2.0)).jitter_m is None


def test_fixes_without_a_fix_are_poor():
    told = health_of(ride([8.0] * 100, quality=FixQuality.DEAD_RECKONING))
    assert told.quality == {"dead_reckoning": 1.0}
    assert codes(told) == ["poor_fixes"]


def test_a_quality_that_is_not_told_costs_nothing():
    told = health_of(ride([8.0] * 100))
    assert (told.quality, told.score) == ({"unknown": 1.0}, 100)


def test_what_was_more_than_an_hour_ago_counts_no_more():
    watch = Watch()
    watch.book.turn(now_ms=START_MS)
    watch.take([again for one in good(60) for again in (one, one)])
    assert watch.health(60).duplicate_share == pytest.approx(0.5)
    for half_hour in (1, 2):
        watch.book.turn(now_ms=START_MS + half_hour * 1_800_000)
        watch.take([fix(half_hour * 1_800 + 1, speed_mps=0.0)])
    told = watch.health(3_602)
    assert (told.fixes, told.duplicate_share) == (2, 0.0)


def test_a_terminal_that_never_spoke_is_listed_last_heard_of_never():
    watch = Watch()
    watch.take(good(60))
    now = datetime.fromtimestamp((START_MS + 60_000) / 1000, UTC)
    told = watch.book.show(issued=["0001/00001", "0055/9"], vehicle="", below=101, now=now)
    assert [one.vehicle for one in told.terminals] == ["0055/9", "0001/00001"]
    never = told.terminals[0]
    assert (never.heard_at, never.fixes, never.score) == (None, 0, 60)
    assert (told.counted, told.good, told.fair, told.poor) == (2, 1, 1, 0)
    assert watch.book.show(issued=[], vehicle="", below=100, now=now).terminals == []


MEASURES = st.builds(
    Measures,
    silent_s=st.none() | st.floats(0, 1e6),
    gap_share=st.none() | st.floats(0, 1),
    jitter_m=st.none() | st.floats(0, 100),
    clock_skew_s=st.none() | st.floats(-100, 100),
    shares=st.fixed_dictionaries({name: st.floats(0, 1) for name in POINTS_PER_SHARE}),
)


@given(MEASURES, st.sampled_from(["silent_s", "gap_share", "jitter_m", *POINTS_PER_SHARE]),
       st.floats(0, 1))  # fmt: skip
def test_no_measure_that_gets_worse_ever_gives_more_points(measures, name, more):
    worse = {one: getattr(measures, one) for one in Measures.__slots__}
    if name in POINTS_PER_SHARE:
        worse["shares"] = worse["shares"] | {name: worse["shares"][name] + more}
    else:
        worse[name] = (worse[name] or 0.0) + more
    before, after = (score(find_reasons(one)) for one in (measures, Measures(**worse)))
    assert 0 <= after <= before <= 100
