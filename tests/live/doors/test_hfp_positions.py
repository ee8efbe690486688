from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.live.ways import Line, timetable_of

from modugil.conditions.conditions import TripRun
from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.live.doors.hfp_positions import build_position, list_positions
from modugil.live.fix import FixQuality
from modugil.live.formats.hfp_feed import HfpFeed
from modugil.live.progress import VehicleStatus
from modugil.live.snapshot.fixed_snapshot import FixedSnapshot
from modugil.live.snapshot.vehicle_state import VehicleState

AT = datetime(2026, 11, 22, 6, 12, 30, 120_000, UTC)
TRIPS = ["07:50", "08:10", "24:05"]


@pytest.fixture(scope="module")
def timetable():
    return timetable_of(
        """
        a----b----C
                  |
                  D
        """,
        [Line("1", way="abCD", stops="aCD", starts=TRIPS, minutes=[4, 6], direction=1)],
    )


def state(timetable, trip=None, **changed):
    run = None
    if trip is not None:
        run = TripRun(list(timetable.trips.id).index(f"1-{trip}"), date(2026, 11, 22))
    told: dict[str, Any] = {
        **{"vehicle": "1/2", "at": LatLon(33.5, 126.5), "fix_time": AT, "received": AT},
        **{"quality": FixQuality.RTK_FIXED, "status": VehicleStatus.ON_TRIP, "run": run},
        **{"delay_s": 48, "doors_open": Access.YES, "occupancy_ratio": 0.5},
    }
    return VehicleState(**(told | changed))


def test_a_vehicle_on_a_run_is_told_in_the_words_of_the_timetable(timetable):
    told = build_position(state(timetable, "08:10", last_position=0), timetable)
    assert (told.vehicle, told.time_ms, told.lat, told.lon) == (
        *("1/2", 1_795_327_950_120, 33.5, 126.5),
    )
    assert (told.route_id, told.line_name, told.direction) == ("1", "1", 1)
    assert (told.start, told.day, told.next_stop, told.stop) == ("08:10", "2026-11-22", "C", "")
    assert (told.quality, told.delay_s, told.doors_open) == (4, 48, 1)
    message = HfpFeed().build(told)
    assert message is not None
    assert message[0] == ("/hfp/v2/journey/ongoing/vp/bus/1/2/1/2//08:10/C/0/33;126/55/00/00")


@pytest.mark.parametrize(
    "last, at_stop, next_stop, stop",
    [(None, False, "a", ""), (0, True, "C", "a"), (1, False, "D", ""), (2, True, "EOL", "D")],
)
def test_the_next_stop_is_the_one_after_the_last(timetable, last, at_stop, next_stop, stop):
    told = build_position(state(timetable, "07:50", last_position=last, at_stop=at_stop), timetable)
    assert (told.next_stop, told.stop) == (next_stop, stop)


def test_a_trip_after_midnight_starts_by_the_clock_on_the_wall(timetable):
    assert build_position(state(timetable, "24:05"), timetable).start == "00:05"


def test_a_vehicle_without_a_run_is_told_without_one(timetable):
    told = build_position(state(timetable), timetable)
    assert (told.route_id, told.start, told.next_stop) == ("", "", "")


def test_a_stale_vehicle_is_not_told(timetable):
    old = state(timetable, fix_time=AT - timedelta(minutes=5))
    snapshot = FixedSnapshot(AT, vehicles=(state(timetable, "08:10"), old))
    assert [one.start for one in list_positions(snapshot, timetable)] == ["08:10"]
