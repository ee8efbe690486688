import math

import pytest
from google.transit import gtfs_realtime_pb2 as pb
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.access import Access
from modugil.core.errors import FixUnreadable
from modugil.live.fix import Door, TripHint
from modugil.live.formats.gtfs_rt import read_vehicle_positions

AT_S = 1_795_327_950


def feed(**changed):
    message = pb.FeedMessage()
    message.header.gtfs_realtime_version = "2.0"
    message.header.timestamp = AT_S + 5
    entity = message.entity.add(id="e1")
    told = entity.vehicle
    told.vehicle.id = changed.get("name", "제주79자 1234")
    told.position.latitude = changed.get("lat", 33.5)
    told.position.longitude = 126.5
    told.position.bearing = 80.0
    told.position.speed = 9.5
    told.timestamp = changed.get("at", AT_S)
    told.trip.trip_id = "t1"
    told.trip.direction_id = 0
    told.trip.start_date = "20261122"
    told.trip.start_time = "07:20:00"
    return message, told


def read(message):
    return read_vehicle_positions(message.SerializeToString(), prefix="wmata", received_ms=7)


def test_a_vehicle_of_a_foreign_feed_is_a_fix_under_its_prefix():
    message, told = feed()
    told.vehicle.wheelchair_accessible = told.vehicle.WHEELCHAIR_ACCESSIBLE
    told.occupancy_percentage = 40
    told.current_status = told.STOPPED_AT
    told.stop_id = "s9"
    (fix,) = read(message).fixes
    assert (fix.vehicle, fix.time_ms, fix.door) == (
        "wmata/제주79자_1234",
        AT_S * 1000,
        Door.GTFS_RT,
    )
    assert (fix.lat, fix.lon, fix.heading_deg, fix.speed_mps) == (33.5, 126.5, 80.0, 9.5)
    assert fix.hint == TripHint("t1", "", 0, "07:20:00", "2026-11-22")
    assert (fix.low_floor, fix.occupancy_ratio, fix.stop) == (Access.YES, 0.4, "s9")


def test_what_the_feed_does_not_tell_is_unknown():
    message, told = feed()
    told.ClearField("trip")
    told.position.ClearField("bearing")
    told.position.ClearField("speed")
    (fix,) = read(message).fixes
    assert math.isnan(fix.heading_deg) and math.isnan(fix.speed_mps)
    assert (fix.low_floor, fix.occupancy_ratio, fix.stop) == (Access.UNKNOWN, -1.0, "")
    assert fix.hint == TripHint()


def test_a_vehicle_without_a_time_has_that_of_the_header():
    message, _ = feed(at=0)
    assert read(message).fixes[0].time_ms == (AT_S + 5) * 1000


def test_crowding_by_word_is_the_share_where_the_word_begins():
    message, told = feed()
    told.occupancy_status = told.STANDING_ROOM_ONLY
    assert read(message).fixes[0].occupancy_ratio == 0.5
    told.occupancy_status = told.NO_DATA_AVAILABLE
    assert read(message).fixes[0].occupancy_ratio == -1.0


@pytest.mark.parametrize("changed", [{"name": ""}, {"lat": 91.0}, {"lat": math.nan}, {"at": 5}])
def test_a_vehicle_that_cannot_be_used_is_counted(changed):
    message, _ = feed(**changed)
    told = read(message)
    assert (told.fixes, told.skipped) == ([], 1)


@pytest.mark.parametrize("payload", [b"", b"<html>", b"\x08" * 50])
def test_what_is_no_feed_is_one_clear_fault(payload):
    with pytest.raises(FixUnreadable):
        read_vehicle_positions(payload, prefix="x", received_ms=7)


@given(st.binary(max_size=300), st.integers(0, 200))
def test_any_bytes_are_fixes_or_said_to_be_none(noise, at):
    whole = feed()[0].SerializeToString()
    for payload in (noise, whole[:at] + noise, whole[:at] + noise + whole[at:]):
        try:
            read_vehicle_positions(payload, prefix="x", received_ms=7)
        except FixUnreadable as fault:
            assert fault.message
