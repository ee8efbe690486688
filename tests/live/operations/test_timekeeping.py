"""Adherence and headways: a bunch forms, a run is missing, departures are early and late."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.live.operations.days import Day, line

from modugil.live.operations.adherence import Observed, distribute, show_adherence
from modugil.live.operations.headways import judge_headway
from modugil.live.operations.network import ServiceNetwork
from modugil.live.operations.settings import OperationsSettings
from modugil.live.operations.told.headways import HeadwayKind


@pytest.fixture(scope="module")
def late_day():
    """The 8:00 drives to its times, the 8:20 seven minutes late, the 8:40 two minutes early."""
    day = Day(line("08:00", "08:20", "08:40"))
    drive = day.world.drive
    buses = [
        drive("1-08:00", vehicle="a"),
        drive("1-08:20", vehicle="b", late_s=420),
        drive("1-08:40", vehicle="c", late_s=-120),
    ]
    day.run(*buses, until="08:55", settles=True)
    return day


def test_departures_are_early_punctual_or_late_by_the_limits_that_are_told(late_day):
    told = late_day.room.show_adherence(now=late_day.now)
    assert (told.early_s, told.late_s) == (60, 300)
    overall = told.overall
    assert overall.observed == 18
    assert (overall.early, overall.late) == (6, 6)
    assert overall.early_share + overall.on_time_share + overall.late_share == pytest.approx(1.0)
    assert overall.median_s == pytest.approx(20, abs=25)


def test_adherence_is_told_by_line_direction_stop_and_hour(late_day):
    def rows(by):
        return late_day.room.show_adherence(now=late_day.now, by=by).rows

    assert [(one.line, one.observed) for one in rows("line")] == [("1", 18)]
    assert [(one.key, one.direction) for one in rows("direction")] == [("1|0", 0)]
    assert [(one.stop_id, one.observed) for one in rows("stop")] == [(at, 3) for at in "abcdef"]
    # the first bus was seen to leave within the second before eight
    assert [(one.hour, one.observed) for one in rows("hour")] == [(7, 1), (8, 17)]


def test_other_lines_are_left_out_where_one_is_asked_for(late_day):
    assert late_day.room.show_adherence(now=late_day.now, line="2").overall.observed == 0
    assert late_day.room.show_adherence(now=late_day.now, line="1").overall.observed == 18


def test_the_distribution_holds_every_departure_once(late_day):
    told = late_day.room.show_adherence(now=late_day.now)
    assert sum(one.count for one in told.distribution) == told.overall.observed


def test_limits_are_settings():
    day = Day(line("08:00"), settings=OperationsSettings(early_s=0, late_s=30))
    day.run(day.world.drive("1-08:00", late_s=60), until="08:15", settles=True)
    assert day.room.show_adherence(now=day.now).overall.late_share == 1.0


def test_runs_now_are_told_by_delay_the_latest_first():
    day = Day(line("08:00", "08:05"))
    drive = day.world.drive
    day.run(drive("1-08:00", vehicle="a", late_s=400), drive("1-08:05", vehicle="b"), until="08:12")
    first, second = day.room.show_adherence(now=day.now).runs
    assert (first.vehicle, first.verdict) == ("a", "late")
    assert first.delay_s == pytest.approx(410, abs=40)
    assert (second.vehicle, second.verdict) == ("b", "on_time")


@pytest.fixture(scope="module")
def network():
    day = Day(line("08:00"), line("08:00", name="2"))
    return ServiceNetwork(day.region.timetable, day.region.zone)


def observed_of(delays, groups):
    count = len(delays)
    return Observed(
        np.array(groups, np.int32),
        np.zeros(count, np.int32),
        np.full(count, 8, np.uint8),
        np.array(delays, np.int16),
    )


@given(
    st.lists(
        st.tuples(st.integers(-30_000, 30_000), st.sampled_from([0, 3])), min_size=1, max_size=60
    ),
    st.sampled_from(["line", "direction", "stop", "hour"]),
)
def test_shares_sum_to_one_and_groups_hold_every_departure_once(network, rows, by):
    observed = observed_of(*zip(*rows, strict=True))
    told = show_adherence(
        network, observed, by=by, line="", settings=OperationsSettings(), since_ms=0
    )
    for one in (told.overall, *told.rows):
        shares = (one.early_share, one.on_time_share, one.late_share)
        assert sum(share for share in shares if share is not None) == pytest.approx(1.0)
        middle = [one.p10_s, one.median_s, one.p90_s]
        assert middle == sorted(at for at in middle if at is not None)
    assert sum(one.observed for one in told.rows) == len(rows)
    assert sum(one.count for one in distribute(observed.delay_s)) == len(rows)


@given(st.floats(0, 7_200), st.floats(0, 7_200), st.floats(120, 7_200))
def test_further_apart_is_never_called_closer(one_s, other_s, planned_s):
    order = [HeadwayKind.BUNCHED, HeadwayKind.EVEN, HeadwayKind.GAP]
    near, far = sorted((one_s, other_s))
    kinds = [judge_headway(at, planned_s=planned_s) for at in (near, far)]
    assert order.index(kinds[0]) <= order.index(kinds[1])


@pytest.mark.parametrize(
    ("headway_s", "planned_s", "kind"),
    [
        (60, 120, HeadwayKind.BUNCHED),
        (61, 120, HeadwayKind.EVEN),
        (149, 600, HeadwayKind.BUNCHED),
        (150, 600, HeadwayKind.EVEN),
        (1_199, 600, HeadwayKind.EVEN),
        (1_200, 600, HeadwayKind.GAP),
    ],
)
def test_headways_are_judged_at_their_limits(headway_s, planned_s, kind):
    assert judge_headway(headway_s, planned_s=planned_s) == kind


@pytest.fixture(scope="module")
def bunch():
    """The 8:00 is nine minutes late, the 8:10 to its time: it runs up behind."""
    day = Day(line("08:00", "08:10", "08:20"))
    drive = day.world.drive
    leader = drive("1-08:00", vehicle="leader", late_s=560)
    follower = drive("1-08:10", vehicle="follower")
    day.run(leader, follower, until="08:16")
    return day, (leader, follower)


def test_a_bunch_is_seen_with_both_buses(bunch):
    day, _ = bunch
    told = day.room.show_headways(now=day.now)
    (only,) = told.lines
    assert (told.bunched, told.gaps, only.vehicles) == (1, 0, 2)
    (pair,) = only.pairs
    assert (pair.leader, pair.follower, pair.kind) == ("leader", "follower", HeadwayKind.BUNCHED)
    assert pair.planned_s == 600
    assert pair.headway_s == pytest.approx(40, abs=30)
    assert pair.observed_s == pytest.approx(40, abs=15)
    assert 0 <= pair.apart_m < 400


def test_only_pairs_of_the_kind_asked_for_are_listed(bunch):
    day, _ = bunch
    told = day.room.show_headways(now=day.now, kind="gap")
    assert (told.bunched, told.lines[0].pairs) == (1, [])
    assert day.room.show_headways(now=day.now, line="9").lines == []


def test_the_days_headways_tell_of_the_bunch_too(bunch):
    day, streams = bunch
    left = day.world.ms("08:16")
    day.run(*([one for one in fixes if one.time_ms > left] for fixes in streams),
            until="08:25", settles=True)  # fmt: skip
    told = day.room.show_headways(now=day.now)
    today = told.lines[0].today
    assert (today.observed, today.bunched, today.gaps) == (5, 5, 0)
    assert today.mean_ratio == pytest.approx(40 / 600, abs=0.03)
    assert [(one.hour, one.observed) for one in told.by_hour] == [(8, 5)]


def test_a_run_that_never_left_makes_a_gap():
    day = Day(line("08:00", "08:05", "08:10"))
    drive = day.world.drive
    buses = [drive("1-08:00", vehicle="a"), drive("1-08:10", vehicle="c", late_s=30)]
    day.run(*buses, until="08:13")
    told = day.room.show_headways(now=day.now)
    assert (told.gaps, told.bunched) == (0, 0)  # the bus in front has reached its last stop
    day = Day(line("08:00", "08:03", "08:06"))
    drive = day.world.drive
    buses = [drive("1-08:00", vehicle="a"), drive("1-08:06", vehicle="c", late_s=40)]
    day.run(*buses, until="08:09:30")
    (pair,) = day.room.show_headways(now=day.now).lines[0].pairs
    assert (pair.kind, pair.planned_s) == (HeadwayKind.GAP, 180)
    assert pair.headway_s == pytest.approx(400, abs=40)


def test_buses_as_planned_are_even_and_each_has_the_one_in_front():
    day = Day(line("08:00", "08:03", "08:06"))
    buses = [day.world.drive(f"1-08:0{at}", vehicle=str(at)) for at in (0, 3, 6)]
    day.run(*buses, until="08:09:10")
    pairs = day.room.show_headways(now=day.now).lines[0].pairs
    assert [(one.leader, one.follower) for one in pairs] == [("0", "3"), ("3", "6")]
    assert {one.kind for one in pairs} == {HeadwayKind.EVEN}


def test_runs_that_are_planned_together_are_no_bunch():
    day = Day(line("08:00", "08:01"))
    buses = [day.world.drive(f"1-08:0{at}", vehicle=str(at)) for at in (0, 1)]
    day.run(*buses, until="08:08", settles=True)
    told = day.room.show_headways(now=day.now)
    assert told.lines[0].pairs == []
    assert told.lines[0].today.observed == 0
