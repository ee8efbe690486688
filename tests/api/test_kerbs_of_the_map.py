"""Kerbs that only the street map tells, asked at the door: in the plan, on the board, in words."""

import pytest
from litestar.testing import TestClient
from tests.answers.world import build, near, open_world, region_toml, write_sources
from tests.api.test_boarding_by_numbers import SOURCE, VEHICLES, journeys, ride_of
from tests.api.test_boards_by_numbers import of_line
from tests.app.served import web_of

PLATFORMS = "stop_id,kerb_height_m\nW2,0.15\nE1,0.15\nE2,0.15\n"
STOP_ID = 9_000_001


def door(folder, kerb_m, *, measures=True):
    """The two towns; beside the first stop the map has a post at a kerb of that height."""
    write_sources(folder)
    lat, lon = near("b")
    post = (
        f'<node id="{STOP_ID}" version="1" lat="{lat + 1e-5:.7f}" lon="{lon:.7f}">'
        f'<tag k="highway" v="bus_stop"/><tag k="kerb:height" v="{kerb_m}"/></node>'
    )
    streets = folder / "streets.osm"
    head, nodes = streets.read_text("utf-8").split("<node", 1)
    streets.write_text(f"{head}{post}<node{nodes}", encoding="utf-8")
    described = region_toml()
    if measures:
        (folder / "boarding").mkdir()
        (folder / "boarding" / "platforms.csv").write_text(PLATFORMS, encoding="utf-8")
        vehicles = VEHICLES + "R1,0.32,0.24,1.2,1.2\n"
        (folder / "boarding" / "vehicles.csv").write_text(vehicles, encoding="utf-8")
        described += SOURCE
    (folder / "region.toml").write_text(described, encoding="utf-8")
    return web_of(open_world(build(folder, folder)).planner, folder / "built")


@pytest.mark.parametrize(("kerb_m", "passes"), [("0.15", True), ("0", False)])
def test_the_plan_and_the_board_count_with_the_kerb_of_the_map(tmp_path, kerb_m, passes):
    with TestClient(door(tmp_path, kerb_m)) as client:
        boarding = ride_of(journeys(client, language="en")[0])["ride"]["boarding"]
        told = of_line(client, "stop:land:W1", "365")["gettingOn"]
    assert told["kerbM"] == float(kerb_m)
    assert told["kerbOrigin"] == "street_map"
    assert "(by the street map)" in told["text"]
    manual = {one["needs"]: one["access"] for one in told["needs"]}["manual-wheelchair"]
    assert manual == ("yes" if passes else "no")
    if passes:
        assert (boarding["kerbM"], boarding["kerbOrigin"]) == (0.15, "street_map")
        assert "(by the street map)" in boarding["text"]


def test_a_kerb_without_any_vehicle_decides_nothing(tmp_path):
    with TestClient(door(tmp_path, "0", measures=False)) as client:
        (journey,) = journeys(client)
        row = of_line(client, "stop:land:W1", "365")
    assert journey["passes"] is True
    assert ride_of(journey)["ride"]["boarding"] is None
    assert row["gettingOn"] is None
