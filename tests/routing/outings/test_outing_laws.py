"""A day out is the best there is, and more of anything never makes it worse."""

from dataclasses import dataclass, replace
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.routing.outings.brute_force import earliest_end

from modugil.core.errors import CouldNotLook
from modugil.routing.outings.problem import Charging, Hop, Limits, Problem, Spot
from modugil.routing.outings.search import find_outing, search_outing
from modugil.routing.outings.work import Work

LATEST_S = 26
CHARGING = Charging(ratio_per_s=0.1, most_ratio=0.8, step_s=2)


@dataclass(frozen=True)
class Ways:
    """Loose ways between all spots, and runs that leave only when they leave."""

    loose: dict[tuple[int, int], tuple[int, float]]
    runs: dict[tuple[int, int], tuple[tuple[int, int, float], ...]]

    def __call__(self, start: int, end: int, from_s: int) -> list[Hop]:
        if start == end:
            return [Hop(from_s, from_s, 0.0, loose=True)]
        hops = []
        if (start, end) in self.loose:
            took_s, metres = self.loose[start, end]
            hops.append(Hop(from_s, from_s + took_s, metres, loose=True))
        for leaves_s, took_s, metres in self.runs.get((start, end), ()):
            if leaves_s >= from_s:
                hops.append(Hop(leaves_s, leaves_s + took_s, metres))
        return hops


@st.composite
def spans(draw):
    if draw(st.booleans()):
        return ((0, LATEST_S),)
    first = draw(st.integers(0, 16))
    second = draw(st.integers(first + 1, 20))
    return ((first, second), (second + 2, LATEST_S))[: draw(st.integers(1, 2))]


@st.composite
def days(draw):
    """Two or three places to go to, and two or three others beside the way."""
    stations, others = draw(st.integers(2, 3)), draw(st.integers(1, 3))
    closes = draw(st.integers(4, LATEST_S))
    spots = [
        Spot(
            stay_s=draw(st.integers(0, 3)),
            charging=((0, LATEST_S),) if draw(st.integers(0, 4)) == 0 else (),
            toilet=((0, closes),) if draw(st.integers(0, 3)) == 0 else (),
        )
        for _ in range(stations)
    ]
    for _ in range(others):
        charges = draw(st.booleans())
        open_s = draw(spans())
        spots.append(Spot(charging=open_s if charges else (), toilet=() if charges else open_s))
    pairs = [(a, b) for a in range(len(spots)) for b in range(len(spots)) if a != b]
    way = st.tuples(st.integers(1, 7), st.integers(0, 8).map(float))
    run = st.tuples(st.integers(0, 15), st.integers(1, 4), st.integers(0, 2).map(float))
    loose = {pair: draw(way) for pair in pairs if draw(st.integers(0, 5))}
    runs = {
        pair: tuple(draw(st.lists(run, min_size=1, max_size=2)))
        for pair in pairs
        if draw(st.integers(0, 5)) == 0
    }
    beside = tuple(range(stations, len(spots)))
    return Problem(
        spots=tuple(spots),
        order=tuple(range(stations)),
        beside=(beside,) * (stations - 1),
        start_s=0,
        latest_s=LATEST_S,
        hops=Ways(loose, runs),
        charging=CHARGING,
    )


@st.composite
def limits(draw):
    range_m = draw(st.sampled_from([inf, 8.0, 10.0, 12.0]))
    now_m = inf if range_m == inf else draw(st.integers(3, int(range_m))) * 1.0
    gap_s = draw(st.sampled_from([inf, 4, 6, 8]))
    return Limits(range_m=range_m, now_m=now_m, reserve_m=1.0, gap_s=gap_s, visit_s=1)


def end_of(problem, bounds):
    stops = find_outing(problem, bounds)
    return stops[-1].arrival_s if stops else None


@settings(max_examples=120)
@given(days(), limits())
def test_the_day_found_ends_as_early_as_the_best_of_all_that_can_be_tried(day, bounds):
    assert end_of(day, bounds) == earliest_end(day, bounds)


@settings(max_examples=60)
@given(days(), limits())
def test_the_stops_of_a_day_keep_its_limits_and_follow_each_other(day, bounds):
    stops = find_outing(day, bounds)
    assert [stop.spot for stop in stops if stop.what in ("start", "stay", "end")] == (
        list(day.order) if stops else []
    )
    for before, stop in zip(stops, stops[1:], strict=False):
        assert before.end_s <= stop.arrival_s <= stop.begin_s <= stop.end_s
        assert stop.hop is not None
        took_s = stop.hop.arrival_s - stop.hop.departure_s
        if stop.hop.loose:
            assert stop.arrival_s - before.end_s == took_s
        else:
            assert before.end_s <= stop.hop.departure_s
            assert stop.arrival_s == stop.hop.arrival_s
        assert stop.left_m == pytest.approx(before.left_after_m - stop.hop.level_m)
        assert stop.left_m >= bounds.reserve_m - 1e-6 and stop.since_s <= bounds.gap_s
        if stop.what == "toilet":
            assert stop.end_s - stop.begin_s >= bounds.visit_s and stop.since_after_s == 0
            assert stop.begin_s - before.end_s + before.since_after_s <= bounds.gap_s
            assert any(
                a <= stop.begin_s and stop.end_s <= b for a, b in day.spots[stop.spot].toilet
            )
        if stop.what == "charge":
            opened = day.spots[stop.spot].charging
            assert any(a <= stop.begin_s and stop.end_s <= b for a, b in opened)


@settings(max_examples=60)
@given(days(), limits(), st.data())
def test_one_more_toilet_or_charger_never_makes_a_day_worse(day, bounds, data):
    row = data.draw(st.sampled_from(day.beside[0]))
    fewer = replace(day, beside=tuple(tuple(x for x in b if x != row) for b in day.beside))
    assert (end_of(day, bounds) or inf) <= (end_of(fewer, bounds) or inf)


@settings(max_examples=60)
@given(days(), limits())
def test_a_wider_limit_never_makes_a_day_worse(day, bounds):
    ends = end_of(day, bounds) or inf
    for wider in (
        replace(bounds, gap_s=bounds.gap_s + 2),
        replace(bounds, gap_s=inf),
        replace(bounds, now_m=bounds.now_m + 2),
        replace(bounds, reserve_m=0.0),
        replace(bounds, range_m=inf, now_m=inf),
    ):
        assert (end_of(day, wider) or inf) <= ends


@settings(max_examples=60)
@given(days(), limits())
def test_any_day_is_found_where_the_best_one_is(day, bounds):
    some = search_outing(day, bounds, any_day=True).stops
    best = find_outing(day, bounds)
    assert bool(some) == bool(best)
    if some:
        assert some[-1].arrival_s >= best[-1].arrival_s


@settings(max_examples=60)
@given(days(), limits())
def test_as_many_places_as_are_said_to_be_reached_can_be_reached(day, bounds):
    searched = search_outing(day, bounds)
    reached = searched.reached
    assert bool(searched.stops) == (reached == len(day.order))
    shorter = replace(day, order=day.order[:reached], beside=day.beside[: reached - 1])
    assert reached == 1 or find_outing(shorter, bounds)


@settings(max_examples=60)
@given(days(), limits(), st.integers(0, 40))
def test_a_search_with_less_work_finds_the_same_or_says_that_it_could_not_look(day, bounds, steps):
    try:
        stops = find_outing(day, bounds, work=Work(steps))
    except CouldNotLook:
        return
    assert stops == find_outing(day, bounds)


def test_a_share_of_the_work_is_not_overspent_and_what_is_left_serves_the_next():
    work = Work(10)
    with pytest.raises(CouldNotLook), work.share(0.5):
        work.spend(6)
    with work.share(0.5):
        work.spend(2)
    assert work.left == 2


def test_nobody_hurries_from_a_toilet_to_stand_at_a_stop():
    """The only bus leaves at 20; the toilet is open, so one stays there until it is time."""
    ways = Ways({(0, 1): (2, 0.0)}, {(1, 2): ((20, 3, 0.0),)})
    day = Problem(
        spots=(Spot(toilet=((0, 90),)), Spot(), Spot()),
        order=(0, 1, 2),
        beside=((), ()),
        start_s=0,
        latest_s=90,
        hops=ways,
        charging=CHARGING,
    )
    start, stop, end = find_outing(day, Limits(gap_s=5, visit_s=1))
    assert (start.end_s, stop.arrival_s, end.arrival_s, end.since_s) == (18, 20, 23, 5)
    assert find_outing(day, Limits(gap_s=4, visit_s=1)) == ()


def test_too_many_ways_to_combine_stops_are_told_and_not_waited_for():
    day = Problem((Spot(), Spot()), (0, 1), ((),), 0, 9, Ways({(0, 1): (1, 1.0)}, {}), CHARGING)
    with pytest.raises(CouldNotLook):
        find_outing(day, Limits(), work=Work(1))
