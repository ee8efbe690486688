"""Lines, ways and alerts over HTTP."""

from urllib.parse import unquote

import pytest
from litestar.testing import TestClient
from tests.answers.alerts.test_alerts import tell
from tests.answers.boards.fleet import drive, follow
from tests.app.served import web_of

from modugil.answers.lines.line_address import line_address, read_line_id
from modugil.conditions.staff.messages import Touched


@pytest.fixture
def live(towns):
    """The API over the towns with two buses followed, and an alert of one line."""
    world = towns.fresh()
    follow(world, drive(world, "R1-W1-540", late_s=240, last=0), drive(world, "R3-W2-552", last=0))
    tell(world, Touched(route="R1"))
    with TestClient(web_of(world.planner, world.folder)) as client:
        yield client


def get(client, path, **words):
    answer = client.get(f"/api/v1/{path}", params=words)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_lines_are_listed_and_found(live):
    every = get(live, "lines", language="en")["lines"]
    assert len(every) == 6
    (found,) = get(live, "lines", q="365", language="en")["lines"]
    assert (found["id"], found["runsToday"], found["buses"]) == ("R1", 102, 1)


def test_a_line_tells_its_stops_its_buses_and_its_alerts(live):
    line = get(live, "lines/R1", language="en")
    stops = line["directions"][0]["stops"]
    assert [one["stop"]["ref"] for one in stops][1:] == ["stop:W2", "stop:E1", "stop:E2"]
    assert stops[0]["buses"][0]["card"]["vehicle"] == "J/R1-W1-540"
    assert stops[1]["next"]["state"] == "live"
    assert [one["id"] for one in line["alerts"]] == ["a"]
    assert get(live, "lines/R3", language="en")["alerts"] == []


def test_what_there_is_not_is_a_problem(live):
    answer = live.get("/api/v1/lines/none", params={"language": "ko"})
    assert (answer.status_code, answer.json()["title"]) == (404, "이 지역에 그런 노선이 없습니다")
    assert live.get("/api/v1/lines", params={"x": "1"}).status_code == 400
    assert live.get("/api/v1/ways").status_code == 400


def test_alerts_are_listed_with_what_they_touch(live):
    (alert,) = get(live, "alerts", language="en")["alerts"]
    assert (alert["header"], alert["touches"][0]["text"]) == ("Works at the pier", "365")
    board = get(live, "stops/W2/board", language="en")
    assert [one["id"] for one in board["alerts"]] == ["a"]


def test_a_region_without_alerts_has_none(client):
    assert get(client, "alerts", language="en")["alerts"] == []


def test_a_vehicle_in_the_stream_names_a_way_that_is_there(live):
    way = get(live, "ways", ids="0,1,nothing")["ways"]
    assert [one["id"] for one in way] == ["0", "1"]
    assert all(len(point) == 3 for one in way for point in one["points"])


@pytest.mark.parametrize("line", ["R1", "a/b", "노선 7", "sea:1", "a%2Fb"])
def test_any_id_of_a_line_is_an_address_and_back(line):
    address = line_address(line)
    assert "/" not in address
    if "%2F" not in line:
        assert read_line_id(unquote(address)) == line
