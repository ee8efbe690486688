"""Delays, cancellations, skipped and closed stops, full vehicles, exchanged vehicles."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.routing.transit.asking import TUESDAY, ask, first_ride, told
from tests.routing.transit.brute import Asked, best_journeys
from tests.routing.transit.random_worlds import (
    ACCESS,
    ends,
    moments,
    table_of,
    timetables,
    walks,
)
from tests.routing.transit.small import MONDAY, Small, Trip, build, small, trip, trip_row
from tests.routing.transit.test_brute_force import labels, measures

from modugil.conditions.conditions import ALWAYS, Conditions, Outage, Span, TripChange, TripRun
from modugil.core.access import Access
from modugil.routing.transit import (
    BoardingRule,
    TransitQuery,
    apply_conditions,
    build_day,
    search_transit,
)

EARLY = trip("A 8:00 B 8:10 C 8:20")
LATE = trip("A 8:10 B 8:20 C 8:30")
SEOUL = ZoneInfo("Asia/Seoul")


def changed(timetable, changes: Mapping[int, TripChange], day=TUESDAY) -> Conditions:
    """Conditions with these changes by number of the trip."""
    return Conditions(
        version=1,
        trips={TripRun(trip_row(timetable, n), day): one for n, one in changes.items()},
    )


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 24, hour, minute, tzinfo=SEOUL)


def told_all(timetable, ends_: str, at_: str, **more) -> list[str]:
    return [told(one) for one in ask(timetable, ends_, at_, **more)]


def test_a_delay_holds_from_its_position_on():
    timetable = small(EARLY)
    delayed = changed(timetable, {0: TripChange(delays_s=((1, 120), (2, 300)))})
    (journey,) = ask(timetable, "AC", "7:50", conditions=delayed)
    assert told(journey) == "A 8:00 C 8:25"
    ride = first_ride(journey)
    assert ride.scheduled_arrival_s == ride.arrival_s - 300
    assert told_all(timetable, "BC", "8:11", conditions=delayed) == ["B 8:12 C 8:25"]


def test_a_delayed_trip_can_be_caught_late_and_overtaken():
    timetable = small(EARLY, LATE)
    delayed = changed(timetable, {0: TripChange(delays_s=((0, 900),))})
    assert told_all(timetable, "AC", "8:05", conditions=delayed) == ["A 8:10 C 8:30"]
    assert told_all(timetable, "AC", "8:11", conditions=delayed) == ["A 8:15 C 8:35"]


def test_a_trip_that_falls_behind_on_the_way_is_overtaken_there():
    timetable = small(EARLY, LATE)
    delayed = changed(timetable, {0: TripChange(delays_s=((1, 1200),))})
    assert told_all(timetable, "AC", "7:50", conditions=delayed) == ["A 8:10 C 8:30"]
    assert told_all(timetable, "BC", "8:21", conditions=delayed) == ["B 8:30 C 8:40"]


def test_a_trip_ahead_of_time_never_arrives_before_it_left():
    timetable = small(EARLY)
    early = changed(timetable, {0: TripChange(delays_s=((2, -3600),))})
    assert told_all(timetable, "AC", "7:50", conditions=early) == ["A 8:00 C 8:10"]


def test_a_cancelled_trip_is_never_used():
    timetable = small(EARLY, LATE)
    without = changed(timetable, {0: TripChange(cancelled=True)})
    assert told_all(timetable, "AC", "7:50", conditions=without) == ["A 8:10 C 8:30"]
    both = changed(timetable, {n: TripChange(cancelled=True) for n in (0, 1)})
    other_day = changed(timetable, {0: TripChange(cancelled=True)}, day=MONDAY)
    assert told_all(timetable, "AC", "7:50", conditions=other_day) == ["A 8:00 C 8:20"]
    assert told_all(timetable, "AC", "8:05", conditions=both) == ["A 32:00 C 32:20"]


def test_at_a_skipped_stop_nobody_gets_on_or_off():
    timetable = small(EARLY, LATE)
    skipping = changed(timetable, {0: TripChange(skipped_positions=frozenset({1}))})
    assert told_all(timetable, "AB", "7:50", conditions=skipping) == ["A 8:10 B 8:20"]
    assert told_all(timetable, "BC", "7:50", conditions=skipping) == ["B 8:20 C 8:30"]
    assert told_all(timetable, "AC", "7:50", conditions=skipping) == ["A 8:00 C 8:20"]


def test_a_full_vehicle_lets_nobody_on():
    timetable = small(EARLY, LATE)
    full = changed(timetable, {0: TripChange(full=True)})
    assert told_all(timetable, "AC", "7:50", conditions=full) == ["A 8:10 C 8:30"]


def test_another_vehicle_changes_who_can_board():
    low_floor = {stop: Access.YES for stop in range(3)}
    timetable = small(
        replace(EARLY, wheelchair=Access.YES),
        replace(LATE, wheelchair=Access.YES),
        stop_wheelchair=low_floor,
    )
    exchanged = changed(timetable, {0: TripChange(wheelchair=Access.NO)})
    rule = BoardingRule.STEP_FREE
    assert told_all(timetable, "AC", "7:50", rule=rule) == ["A 8:00 C 8:20"]
    assert told_all(timetable, "AC", "7:50", rule=rule, conditions=exchanged) == ["A 8:10 C 8:30"]


def test_a_closed_stop_is_closed_only_for_its_span():
    timetable = small(EARLY, LATE)
    closed = Conditions(version=1, stops_closed={1: Outage(Span(at(8), at(8, 15)))})
    assert told_all(timetable, "AB", "7:50", conditions=closed) == ["A 8:10 B 8:20"]
    assert told_all(timetable, "AC", "7:50", conditions=closed) == ["A 8:00 C 8:20"]
    for_good = Conditions(version=1, stops_closed={1: Outage(ALWAYS)})
    assert told_all(timetable, "AB", "7:50", conditions=for_good) == []


def test_closing_a_station_closes_its_platforms():
    timetable = small(EARLY, parent={1: 7})
    closed = Conditions(version=1, stops_closed={7: Outage(ALWAYS)})
    assert told_all(timetable, "AB", "7:50", conditions=closed) == []


def test_the_planned_day_stays_as_it_was():
    timetable = small(EARLY, LATE)
    planned = build_day(timetable, TUESDAY)
    before = planned.lanes.arrival_s.copy()
    delayed = changed(timetable, {0: TripChange(delays_s=((0, 900),))})
    now = apply_conditions(planned, timetable=timetable, conditions=delayed)
    assert now is not planned
    assert (planned.lanes.arrival_s == before).all()
    assert apply_conditions(planned, timetable=timetable, conditions=Conditions()) is planned


def test_changes_of_runs_the_day_does_not_hold_are_passed_over():
    timetable = small(replace(EARLY, days=(1,)))
    far = Conditions(
        version=1,
        trips={
            TripRun(0, TUESDAY + timedelta(days=400)): TripChange(cancelled=True),
            TripRun(999, TUESDAY): TripChange(cancelled=True),
            TripRun(0, MONDAY): TripChange(cancelled=True),
        },
    )
    assert told_all(timetable, "AC", "7:50", conditions=far) == ["A 8:00 C 8:20"]


CHANGES = st.builds(
    TripChange,
    cancelled=st.sampled_from([False, False, False, True]),
    delays_s=st.lists(
        st.tuples(st.integers(0, 4), st.integers(-10, 60).map(lambda n: n * 60)),
        max_size=2,
        unique_by=lambda pair: pair[0],
    ).map(tuple),
    skipped_positions=st.frozensets(st.integers(0, 4), max_size=1),
    wheelchair=st.none() | ACCESS.map(int),
    full=st.sampled_from([False, False, False, True]),
)


def as_changed(one: Trip, day: int, change: TripChange) -> list[Trip]:
    """The trip of that day alone, as the change leaves it."""
    if change.cancelled:
        return []
    times, delay_s, before_s = [], 0, -(10**9)
    for i, (arrives, departs) in enumerate(one.times):
        delay_s = dict(change.delays_s).get(i, delay_s)
        arrives = max(before_s, arrives + delay_s)
        before_s = max(arrives, departs + delay_s)
        times.append((arrives, before_s))
    everywhere = frozenset(range(len(one.stops)))
    return [
        replace(
            one,
            days=(day,),
            times=tuple(times),
            no_pickup=everywhere if change.full else one.no_pickup | change.skipped_positions,
            no_drop_off=one.no_drop_off | change.skipped_positions,
            wheelchair=one.wheelchair if change.wheelchair is None else Access(change.wheelchair),
        )
    ]


@given(
    timetables(),
    walks(most_unverified_m=2),
    ends(most_unverified_m=2),
    ends(most_unverified_m=2),
    moments(),
    st.sampled_from(list(BoardingRule)),
    st.data(),
)
@settings(max_examples=300, deadline=None)
def test_with_changes_journeys_are_those_of_a_timetable_written_that_way(
    made_of, walked, sources, targets, start, rule, data
):
    runs = [(n, day) for n, one in enumerate(made_of.trips) for day in one.days]
    chosen = data.draw(st.dictionaries(st.sampled_from(runs), CHANGES, max_size=8))
    timetable = build(made_of)
    conditions = Conditions(
        version=1,
        trips={
            TripRun(trip_row(timetable, n), MONDAY + timedelta(days=day)): change
            for (n, day), change in chosen.items()
        },
    )
    query = TransitQuery(
        sources=labels(sources),
        targets=labels(targets),
        time_s=start,
        max_boardings=3,
        change_time_s=60,
        rule=rule,
    )
    found = search_transit(
        timetable,
        day=build_day(timetable, TUESDAY, conditions=conditions),
        transfers=table_of(walked),
        query=query,
    )
    written = [
        as_is
        for n, one in enumerate(made_of.trips)
        for day in one.days
        for as_is in as_changed(one, day, chosen.get((n, day), TripChange()))
    ]
    world = Small(
        trips=tuple(written),
        stop_count=made_of.stop_count,
        stop_wheelchair=made_of.stop_wheelchair,
    )
    expected = best_journeys(world, walked, Asked(sources, targets, start, 60, 3, rule))
    assert measures(found) == expected
