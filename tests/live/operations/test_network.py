"""How operators' figures name things."""

from tests.answers.world import build_world

from modugil.live.operations.network import ServiceNetwork


def test_stops_that_have_one_id_in_two_feeds_are_told_apart(tmp_path):
    region = build_world(tmp_path, "gtfs:land", "gtfs:sea").planner.region
    assert region.timetable is not None
    network = ServiceNetwork(region.timetable, region.zone)
    ids = [network.name_stop(row)[0] for row in range(region.timetable.stop_count)]
    assert len(set(ids)) == len(ids)
    assert {"land:W1", "sea:W1", "W2"} <= set(ids)
    assert network.name_line(-1) == ("", "")
