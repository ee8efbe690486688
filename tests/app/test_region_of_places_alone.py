"""A region may be places and nothing else: no timetable to ride by, no streets to go along."""

import pytest
from litestar.testing import TestClient
from tests.answers.world import build
from tests.app.served import web_of

from modugil.answers.open_planner import open_planner

REGION = """
id = "only-places"
name = { ko = "장소", en = "Places" }
time_zone = "Asia/Seoul"
[[source]]
kind = "places.sights"
path = "sights.csv"
licence = "CC0-1.0"
[[source]]
kind = "places.stops"
path = "stops.csv"
licence = "CC0-1.0"
"""
SIGHTS = (
    "id,name_ko,lat,lon,wheelchair\ns-1,가나오름,33.40,126.50,yes\ns-2,다라해변,33.45,126.60,\n"
)
STOPS = "id,name_ko,lat,lon,stop_id\nstop-1,가나입구,33.401,126.50,405000001\n"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("only-places")
    for name, text in (("region.toml", REGION), ("sights.csv", SIGHTS), ("stops.csv", STOPS)):
        (folder / name).write_text(text, encoding="utf-8")
    planner = open_planner(build(folder, folder))
    with TestClient(web_of(planner, folder / "built")) as client:
        yield client


def test_its_places_bound_it(client):
    bounds = client.get("/api/v1/region").json()["bounds"]
    assert (bounds["south"], bounds["east"]) == (33.4, 126.6)


def test_a_sight_is_found_by_initials(client):
    found = client.get("/api/v1/places", params={"q": "ㄱㄴㅇㄹ"}).json()["places"]
    assert [one["ref"] for one in found] == ["place:s-1"]


@pytest.mark.parametrize(
    "path", ["/", "/live", "/stops", "/favourites", "/wifi", "/about", "/api/docs", "/lines"]
)
def test_every_page_is_there_or_says_in_a_sentence_why_not(client, path):
    answer = client.get(path, params={"language": "en"}, headers={"accept": "text/html"})
    assert answer.status_code in (200, 404)
    assert "<main" in answer.text


def test_a_way_where_no_street_is_known_is_unverified_from_end_to_end(client):
    answer = client.get(
        "/api/v1/journeys",
        params={"from": "33.400,126.5003", "to": "place:s-1", "language": "en"},
    )
    (journey,) = answer.json()["journeys"]
    assert journey["unverifiedM"] == journey["walkM"] > 0
