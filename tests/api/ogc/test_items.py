"""Items of collections, as OGC API Features asks for them."""

from datetime import timedelta

import pytest
from litestar.testing import TestClient
from tests.answers.world import NOW
from tests.api.ogc.conftest import wire_world

from modugil.conditions.conditions import Conditions, EdgeChange, Span

STOPS = "/ogc/collections/stops/items"
SIGHTS = "/ogc/collections/sights/items"


@pytest.fixture(scope="module")
def client(towns):
    _desk, web = wire_world(towns.fresh())
    with TestClient(web) as client:
        yield client


def ids_of(answer):
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["features"]]


def test_the_landing_page_leads_to_everything_that_it_declares(client):
    landing = client.get("/ogc").json()
    links = {one["rel"]: one for one in landing["links"]}
    assert {"self", "service-desc", "conformance", "data"} <= links.keys()
    for link in links.values():
        answer = client.get(link["href"])
        assert answer.status_code == 200
        assert answer.headers["content-type"] == link["type"]
    declared = client.get(links["conformance"]["href"]).json()["conformsTo"]
    assert [one.rpartition("/")[2] for one in declared] == ["core", "geojson", "oas30"]


def test_every_link_of_every_collection_leads_somewhere(client):
    collections = client.get("/ogc/collections").json()["collections"]
    assert [one["id"] for one in collections] == [
        "sights",
        "toilets",
        "stops",
        "barriers",
        "closures",
    ]
    for one in collections:
        assert one["sources"]
        assert client.get(f"/ogc/collections/{one['id']}").json() == one
        for link in one["links"]:
            answer = client.get(link["href"])
            assert answer.status_code == 200, link
            assert answer.headers["content-type"].startswith(link["type"])


def test_a_page_tells_how_many_match_and_where_the_next_one_is(client):
    whole = ids_of(client.get(STOPS))
    path, paged = f"{STOPS}?limit=5", []
    while path:
        answer = client.get(path)
        told = answer.json()
        assert told["numberMatched"] == len(whole)
        assert told["numberReturned"] == len(told["features"]) <= 5
        assert told["timeStamp"]
        paged += ids_of(answer)
        links = {one["rel"]: one["href"] for one in told["links"]}
        path = links.get("next", "")
        assert ('rel="next"' in answer.headers["link"]) == bool(path)
    assert paged == whole
    assert len(set(paged)) == len(paged) > 5


def test_a_limit_above_the_most_is_taken_as_the_most(client):
    for most in ("999999", "999999999999999999999"):
        assert len(ids_of(client.get(STOPS, params={"limit": most}))) > 5
        assert ids_of(client.get(STOPS, params={"offset": most})) == []


@pytest.mark.parametrize(
    "words",
    [
        {"limit": "0"},
        {"limit": "-1"},
        {"limit": "ten"},
        {"limit": ""},
        {"offset": "-1"},
        {"bbox": "1,2,3"},
        {"bbox": "1,2,3,4,5"},
        {"bbox": "a,b,c,d"},
        {"bbox": "126,34,127,33"},
        {"bbox": "nan,33,127,34"},
        {"bbox": ""},
        {"bbox": "1_2,33,127,34"},
        {"bbox": "126,33,nan,127,34,9"},
        {"bbox": "126,33,9,127,34,0"},
        {"bbox": "126,33,127,1e999"},
        {"bbox": "126,33,127,34,"},
        {"datetime": "yesterday"},
        {"datetime": "2026-13-01"},
        {"datetime": "2026-02-01/2026-01-01"},
        {"datetime": ".."},
        {"datetime": ""},
        {"datetime": "2026-01-01T10:00:00Z/2026-01-01T09:00:00Z"},
        {"datetime": "2026-01-01T23:00:00-12:00/2026-01-01T23:00:00Z"},
        {"wheelchair": "maybe"},
        {"has": "no_such_fact"},
        {"language": "xx"},
        {"after": "no-such-feature"},
        {"unknown": "1"},
        {"bbox-crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"},
    ],
)
def test_what_is_not_known_or_cannot_be_meant_is_refused_as_a_problem(client, words):
    answer = client.get(SIGHTS, params=words)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["allowed"]


@pytest.mark.parametrize(
    "moment",
    [
        "2026-01-01T00:00:00Z",
        "2026-01-01",
        "2026-01-01/2026-02-01",
        "../2026-01-01T00:00:00Z",
        "2026-01-01/..",
    ],
)
def test_features_hold_at_any_time(client, moment):
    assert len(ids_of(client.get(SIGHTS, params={"datetime": moment}))) == 3


def test_a_box_takes_what_touches_it(client):
    (wall,) = [one for one in client.get(SIGHTS).json()["features"] if one["id"] == "wall"]
    lon, lat = wall["geometry"]["coordinates"]
    near = f"{lon - 0.0001},{lat - 0.0001},{lon + 0.0001},{lat + 0.0001}"
    assert ids_of(client.get(SIGHTS, params={"bbox": near})) == ["wall"]
    high = f"{lon},{lat},0,{lon},{lat},9"
    assert ids_of(client.get(SIGHTS, params={"bbox": high})) == ["wall"]
    assert ids_of(client.get(SIGHTS, params={"bbox": "-10,-10,10,10"})) == []
    across = f"{lon},{lat},-170,{lat}"
    assert "wall" in ids_of(client.get(SIGHTS, params={"bbox": across}))
    barriers = "/ogc/collections/barriers/items"
    some = client.get(barriers).json()["features"][0]
    lon, lat = some["geometry"]["coordinates"][0]
    assert some["id"] in ids_of(client.get(barriers, params={"bbox": f"{lon},{lat},{lon},{lat}"}))


def test_items_are_found_by_wheelchair_category_and_what_they_have(client):
    assert ids_of(client.get(SIGHTS, params={"wheelchair": "yes"})) == ["light"]
    assert ids_of(client.get(SIGHTS, params={"wheelchair": "unknown"})) == ["hut"]
    steps = client.get("/ogc/collections/barriers/items", params={"category": "steps"}).json()
    assert steps["numberMatched"] > 0
    assert {one["properties"]["category"] for one in steps["features"]} == {"steps"}
    assert ids_of(client.get(SIGHTS, params={"has": "elevator"})) == []


def test_names_are_told_in_the_asked_language(client):
    def names(**words):
        told = client.get(SIGHTS, params=words).json()["features"]
        return [one["properties"]["name"] for one in told]

    assert names(language="en") == ["Old Wall", "Lighthouse", "Lone House"]
    assert names(language="ko") == names(language="ko-easy") == ["옛 성벽", "등대", "외딴집"]


def test_who_has_it_already_is_told_so(client):
    for path in (
        SIGHTS,
        f"{SIGHTS}/wall",
        "/ogc",
        "/ogc/collections",
        f"{SIGHTS[:-6]}/download.csv",
    ):
        first = client.get(path)
        tag = first.headers["etag"]
        assert tag.startswith('"')
        assert client.get(path).content == first.content
        again = client.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_one_feature_has_its_links_and_none_is_not_found(client):
    one = client.get(f"{SIGHTS}/wall").json()
    assert (one["type"], one["id"]) == ("Feature", "wall")
    links = {link["rel"]: link["href"] for link in one["links"]}
    assert client.get(links["self"]).json() == one
    assert client.get(links["collection"]).json()["id"] == "sights"
    for path in (f"{SIGHTS}/nothing", "/ogc/collections/nothing/items", "/ogc/collections/wifi"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
    stop = client.get(STOPS).json()["features"][0]
    assert client.get(f"{STOPS}/{stop['id']}").json()["id"] == stop["id"]


def test_every_page_may_be_read_by_the_pages_of_others(client):
    assert client.get(SIGHTS).headers["access-control-allow-origin"] == "*"


def test_a_correction_is_told_at_once_and_paging_goes_on_past_a_closed_place(ogc, desk):
    before = ogc.get(SIGHTS).headers["etag"]
    desk.corrections.set_fact("light", "elevator", "yes", author="kim", now=NOW)
    answer = ogc.get(SIGHTS, params={"has": "elevator"})
    (light,) = answer.json()["features"]
    (said,) = light["properties"]["provenance"]["elevator"]
    assert (said["source"], said["as_of"]) == ("staff", "2026-11-23")
    assert "kim" not in answer.text
    assert ogc.get(SIGHTS).headers["etag"] != before
    page = ogc.get(SIGHTS, params={"limit": 1}).json()
    following = next(one["href"] for one in page["links"] if one["rel"] == "next")
    desk.corrections.close("wall", author="kim", now=NOW)
    assert ids_of(ogc.get(following)) == ["light"]
    assert ogc.get(SIGHTS).json()["numberMatched"] == 2
    assert ogc.get(f"{SIGHTS}/wall").status_code == 404
    desk.corrections.reopen("wall", author="kim", now=NOW)
    desk.corrections.withdraw_fact("light", "elevator", author="kim", now=NOW)
    told = ogc.get(SIGHTS).json()["features"]
    assert [one["id"] for one in told] == ["wall", "light", "hut"]
    assert all("elevator" not in one["properties"] for one in told)


class Steps:
    """A clock that goes on when it is told to."""

    def __init__(self):
        self.instant = NOW

    def now(self):
        return self.instant

    def go(self, *, seconds):
        self.instant += timedelta(seconds=seconds)


def test_what_is_blocked_now_is_told_while_it_is(world, engine):
    clock = Steps()
    with TestClient(wire_world(world, database=engine, clock=clock)[1]) as ogc:
        follow_a_closure(ogc, world, clock)


def follow_a_closure(ogc, world, clock):
    path = "/ogc/collections/closures/items"
    assert ids_of(ogc.get(path)) == []
    (edge,) = world.edges("ab")[:1]
    soon = Span(start=NOW + timedelta(hours=1))
    later = world.edges("bc")[0]
    changes = {
        edge: EdgeChange(blocked=True, reason="공사"),
        later: EdgeChange(blocked=True, span=soon),
    }
    world.conditions.publish("test", Conditions(edges=changes), now=NOW)
    first = ogc.get(path)
    known = {"If-None-Match": first.headers["etag"]}
    clock.go(seconds=30)
    assert ogc.get(path, headers=known).status_code == 304
    (told,) = first.json()["features"]
    assert told["properties"]["category"] == "blocked"
    assert told["properties"]["reason"] == "공사"
    assert told["geometry"]["type"] == "LineString"
    assert ids_of(ogc.get(path, params={"bbox": "0,0,1,1"})) == []
    assert ogc.get("/ogc/collections/closures/changes").status_code == 404
    world.conditions.publish("test", Conditions(), now=NOW)
    assert ids_of(ogc.get(path)) == []
