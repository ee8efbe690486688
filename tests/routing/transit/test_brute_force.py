"""What the kernels find is what a slow and obvious search finds, on random small worlds."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.routing.transit.brute import DAY_S, Asked, Walk, best_journeys, runs_of, unbeaten
from tests.routing.transit.random_worlds import LIMITS, ends, moments, table_of, timetables, walks
from tests.routing.transit.small import MONDAY, Small, build

from modugil.routing.journey import Journey, RideLeg, WalkLeg
from modugil.routing.transit import (
    NEVER,
    BoardingRule,
    StopLabels,
    TransitQuery,
    build_day,
    find_best_moment,
    search_all,
    search_transit,
    stop_labels,
)

TUESDAY = MONDAY + timedelta(days=1)
CERTAIN = {"most_unverified_m": 0}
UNCERTAIN = {"most_unverified_m": 4}


def labels(rows: tuple[tuple[int, int, int], ...]) -> StopLabels:
    return stop_labels(
        [stop for stop, _, _ in rows],
        time_s=[s for _, s, _ in rows],
        unverified_m=[m for _, _, m in rows],
    )


def search(made_of: Small, walked: list[Walk], asked: Asked, **more: object) -> list[Journey]:
    timetable = build(made_of)
    query = TransitQuery(
        sources=labels(asked.sources),
        targets=labels(asked.targets),
        max_boardings=asked.max_boardings,
        change_time_s=asked.change_time_s,
        rule=asked.rule,
        limits=asked.limits,
        **{"time_s": asked.start_s, **more},  # type: ignore[arg-type]
    )
    day = build_day(timetable, TUESDAY)
    transfers = table_of(walked)
    journeys = search_transit(timetable, day=day, transfers=transfers, query=query)
    for journey in journeys:
        check_sound(made_of, walked, asked, journey)
    best = find_best_moment(timetable, day=day, transfers=transfers, query=query)
    check_best(best, journeys, query)
    return journeys


def check_best(best: int | None, journeys: list[Journey], query: TransitQuery) -> None:
    """No journey is better than the best moment, and without a window one is as good."""
    moments = [one.departure_s if query.arrive_by else one.arrival_s for one in journeys]
    bound = max(moments, default=None) if query.arrive_by else min(moments, default=None)
    if query.window_s == 0 or best is None or bound is None:
        assert best == bound or (query.window_s > 0 and bound is None)
    else:
        assert best >= bound if query.arrive_by else best <= bound


def check_sound(made_of: Small, walked: list[Walk], asked: Asked, journey: Journey) -> None:
    """Each leg starts where and not before the last ended, and runs as the timetable says."""
    rides = [leg for leg in journey.legs if isinstance(leg, RideLeg)]
    assert len(rides) == journey.boardings
    assert journey.departure_s == journey.legs[0].departure_s
    assert journey.arrival_s == journey.legs[-1].arrival_s
    assert journey.unverified_m == sum(leg.unverified_m for leg in journey.legs)
    for leg, following in zip(journey.legs[:-1], journey.legs[1:], strict=True):
        assert leg.to_stop == following.from_stop
        assert leg.arrival_s <= following.departure_s
    for ride, following in zip(rides[:-1], rides[1:], strict=True):
        assert following.departure_s - ride.arrival_s >= asked.change_time_s
    for ride in rides:
        assert ride.departure_s <= ride.arrival_s
        assert (ride.departure_s, ride.arrival_s) == (
            ride.scheduled_departure_s,
            ride.scheduled_arrival_s,
        )
        assert any(
            trip.stops[ride.from_position] == ride.from_stop
            and trip.stops[ride.to_position] == ride.to_stop
            and trip.times[ride.from_position][1] + shift_s == ride.departure_s
            and trip.times[ride.to_position][0] + shift_s == ride.arrival_s
            for trip, shift_s in runs_of(made_of)
            if max(ride.from_position, ride.to_position) < len(trip.stops)
        )
    for i, leg in enumerate(journey.legs):
        if isinstance(leg, WalkLeg) and 0 < i < len(journey.legs) - 1:
            assert any(
                (w.from_stop, w.to_stop, w.time_s)
                == (leg.from_stop, leg.to_stop, leg.arrival_s - leg.departure_s)
                for w in walked
            )


def measures(journeys: list[Journey]) -> set[tuple[int, int, int]]:
    return {(one.arrival_s, one.boardings, int(one.unverified_m)) for one in journeys}


@given(timetables(), walks(**CERTAIN), ends(**CERTAIN), ends(**CERTAIN), moments(), st.data())
@settings(max_examples=300, deadline=None)
def test_arrival_and_boardings_equal_brute_force(made_of, walked, sources, targets, start, data):
    asked = Asked(
        sources,
        targets,
        start,
        data.draw(st.sampled_from([0, 60, 300])),
        data.draw(st.integers(1, 5)),
    )
    expected = best_journeys(made_of, walked, asked)
    assert measures(search(made_of, walked, asked)) == expected


@given(timetables(), walks(**CERTAIN), ends(**CERTAIN), moments())
@settings(max_examples=100, deadline=None)
def test_one_to_all_arrivals_equal_brute_force(made_of, walked, sources, start):
    query = TransitQuery(sources=labels(sources), targets=labels(()), time_s=start, max_boardings=4)
    day = build_day(build(made_of), TUESDAY)
    arrivals = search_all(day=day, transfers=table_of(walked), query=query)
    for stop in range(made_of.stop_count):
        asked = Asked(sources, ((stop, 0, 0),), start, 0, 4)
        at_start = [start + s for source, s, _ in sources if source == stop]
        rows = [arrival for arrival, _, _ in best_journeys(made_of, walked, asked)]
        assert arrivals[stop] == min(at_start + rows, default=NEVER)


def every_departure(made_of: Small, asked: Asked) -> set[int]:
    """Every moment at which one could set out just in time for a vehicle, over all days."""
    return {
        departs + shift_s - walk_s
        for trip, shift_s in runs_of(made_of)
        for stop, (_, departs) in zip(trip.stops, trip.times, strict=True)
        for source, walk_s, _ in asked.sources
        if source == stop
    }


def best_by_departure(
    made_of: Small, walked: list[Walk], asked: Asked, low_s: int, high_s: int
) -> set[tuple[int, ...]]:
    """Every (-departure, arrival, boardings, unverified metres) that no other beats."""
    found: set[tuple[int, ...]] = set()
    for moment in every_departure(made_of, asked):
        if low_s <= moment <= high_s:
            at = replace(asked, start_s=moment, no_wait=True)
            found |= {(-moment, *row) for row in best_journeys(made_of, walked, at)}
    return unbeaten(found)


@given(timetables(), walks(**CERTAIN), ends(**CERTAIN), ends(**CERTAIN), moments(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_window_holds_every_journey_that_no_other_beats(
    made_of, walked, sources, targets, start, data
):
    window = data.draw(st.sampled_from([600, 3600, 6 * 3600]))
    asked = Asked(sources, targets, start, 60, 3)
    expected = best_by_departure(made_of, walked, asked, start, start + window)
    found = search(made_of, walked, asked, window_s=window)
    assert {(-one.departure_s, one.arrival_s, one.boardings, 0) for one in found} == expected


@given(timetables(), walks(**CERTAIN), ends(**CERTAIN), ends(**CERTAIN), moments())
@settings(max_examples=150, deadline=None)
def test_arriving_by_a_moment_departs_as_late_as_brute_force(
    made_of, walked, sources, targets, deadline
):
    asked = Asked(sources, targets, deadline, 60, 3, not_before_s=deadline - DAY_S)
    rows = best_by_departure(made_of, walked, asked, -9 * DAY_S, 9 * DAY_S)
    in_time = {(d, k) for d, arrival, k, _ in rows if arrival <= deadline}
    found = search(made_of, walked, asked, arrive_by=True)
    assert {(-one.departure_s, one.boardings) for one in found} == unbeaten(in_time)


RULES = st.sampled_from(list(BoardingRule))
UNCERTAIN_WORLD = (timetables(), walks(**UNCERTAIN), ends(**UNCERTAIN), ends(**UNCERTAIN))


@given(*UNCERTAIN_WORLD, moments(), RULES, LIMITS, st.integers(1, 4))
@settings(max_examples=300, deadline=None)
def test_arrival_boardings_and_unverified_metres_equal_brute_force(
    made_of, walked, sources, targets, start, rule, limits, most
):
    asked = Asked(sources, targets, start, 60, most, rule, limits)
    assert measures(search(made_of, walked, asked)) == best_journeys(made_of, walked, asked)


@given(*UNCERTAIN_WORLD, moments(), RULES, LIMITS)
@settings(max_examples=150, deadline=None)
def test_a_window_with_unverified_metres_equals_brute_force(
    made_of, walked, sources, targets, start, rule, limits
):
    asked = Asked(sources, targets, start, 0, 3, rule, limits)
    expected = best_by_departure(made_of, walked, asked, start, start + 7200)
    found = search(made_of, walked, asked, window_s=7200)
    assert {
        (-one.departure_s, one.arrival_s, one.boardings, int(one.unverified_m)) for one in found
    } == expected


@given(*UNCERTAIN_WORLD, moments(), RULES, LIMITS)
@settings(max_examples=150, deadline=None)
def test_arriving_by_a_moment_with_unverified_metres_equals_brute_force(
    made_of, walked, sources, targets, deadline, rule, limits
):
    asked = Asked(sources, targets, deadline, 60, 3, rule, limits, not_before_s=deadline - DAY_S)
    rows = best_by_departure(made_of, walked, asked, -9 * DAY_S, 9 * DAY_S)
    in_time = {(d, k, m) for d, arrival, k, m in rows if arrival <= deadline}
    found = search(made_of, walked, asked, arrive_by=True)
    assert {(-one.departure_s, one.boardings, int(one.unverified_m)) for one in found} == unbeaten(
        in_time
    )
