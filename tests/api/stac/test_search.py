"""Pictures are searched by where, when, which and what they show; both methods mean the same."""

from typing import Any

import pytest
from tests.places.roadview.drawn import HERE, north_of

FIRST, LAST = "2026-11-20T01:00:00Z", "2026-11-20T01:00:06Z"


def search(stac, **words):
    answer = stac.get("/api/search", params={"limit": "100"} | words)
    assert answer.status_code == 200, answer.text
    return answer.json()["features"]


def ranks(items):
    return sorted(one["properties"]["geovisio:rank_in_collection"] for one in items)


def around(point, degrees=0.0001):
    west, east = point.lon - degrees, point.lon + degrees
    return f"{west},{point.lat - degrees},{east},{point.lat + degrees}"


def test_by_a_box(stac):
    assert ranks(search(stac, bbox=around(HERE))) == [1, 2]
    assert search(stac, bbox="10,10,11,11") == []
    assert len(search(stac, bbox="126,33,0,127,34,100")) == 7
    assert len(search(stac, bbox="126.4,33.4,-170,33.6")) == 7


def test_by_time(stac):
    assert ranks(search(stac, datetime=f"{FIRST}/{LAST}")) == [1, 2, 3, 4]
    assert ranks(search(stac, datetime=f"../{FIRST}")) == [1]
    assert ranks(search(stac, datetime=FIRST)) == [1]
    assert len(search(stac, datetime="2026-11-20T10:30:00+09:00/..")) == 3
    assert search(stac, datetime="2020-01-01T00:00:00Z/2021-01-01T00:00:00Z") == []


def test_by_ids_and_collections(stac):
    items = search(stac)
    two = [one["id"] for one in items[:2]]
    assert {one["id"] for one in search(stac, ids=",".join(two))} == set(two)
    sequence = items[0]["collection"]
    assert ranks(search(stac, collections=sequence)) == [1, 2, 3]
    assert search(stac, ids="none") == []


def test_by_a_spot_that_pictures_all_around_show_the_nearest_first(stac):
    spot = north_of(4.0)
    found = search(stac, place_position=f"{spot.lon},{spot.lat}")
    assert [one["properties"]["geovisio:rank_in_collection"] for one in found] == [1, 2]
    near = search(stac, place_position=f"{spot.lon},{spot.lat}", place_distance="0-5")
    assert ranks(near) == [1]


def test_by_a_spot_that_flat_pictures_show_only_where_they_look(stac):
    """The flat walk looks north along its track."""
    ahead, behind = north_of(2030.0), north_of(1990.0)
    found = search(stac, place_position=f"{ahead.lon},{ahead.lat}")
    assert ranks(found) == [3]
    assert search(stac, place_position=f"{behind.lon},{behind.lat}") == []
    beside = f"{HERE.lon + 0.00005},{north_of(2010.0).lat}"
    assert search(stac, place_position=beside, place_distance="0-9", place_fov_tolerance="30") == []
    wide = search(stac, place_position=beside, place_distance="0-15", place_fov_tolerance="180")
    assert 1 in ranks(wide)


def test_page_by_page_by_address(stac):
    seen, path = [], "/api/search?limit=3"
    while path:
        page = stac.get(path).json()
        seen += [one["id"] for one in page["features"]]
        onward = [one for one in page["links"] if one["rel"] == "next"]
        path = onward[0]["href"].partition("testserver.local")[2] if onward else ""
    assert len(seen) == len(set(seen)) == 7


def test_page_by_page_by_body(stac):
    seen: list[str] = []
    body: Any = {"limit": 3, "bbox": [126, 33, 127, 34]}
    while body:
        page = stac.post("/api/search", json=body).json()
        seen += [one["id"] for one in page["features"]]
        onward = [one for one in page["links"] if one["rel"] == "next"]
        assert all(one["method"] == "POST" for one in onward)
        body = onward[0]["body"] if onward else None
    assert len(seen) == len(set(seen)) == 7


def test_a_body_means_what_an_address_means(stac):
    item = search(stac)[0]
    lon, lat = item["geometry"]["coordinates"]
    for body in (
        {"ids": [item["id"]]},
        {"bbox": [lon, lat, lon, lat]},
        {"intersects": {"type": "Point", "coordinates": [lon, lat]}},
        {"collections": [item["collection"]], "datetime": item["properties"]["datetime"]},
    ):
        found = stac.post("/api/search", json=body).json()["features"]
        assert [one["id"] for one in found] == [item["id"]], body


def test_an_area_of_any_form_is_asked_for(stac):
    """A triangle whose box holds all four spheres, and which itself holds the lower ones."""
    corners = [
        [HERE.lon - 0.001, HERE.lat - 0.0001],
        [HERE.lon + 0.001, HERE.lat - 0.0001],
        [HERE.lon - 0.001, HERE.lat + 0.0004],
        [HERE.lon - 0.001, HERE.lat - 0.0001],
    ]
    asked: Any = {"intersects": {"type": "Polygon", "coordinates": [corners]}}
    assert ranks(stac.post("/api/search", json=asked).json()["features"]) == [1, 2]
    hole = [[HERE.lon + x, HERE.lat + y] for x, y in ((-1e-5, -1e-5), (1e-5, -1e-5), (0, 1e-5))]
    asked["intersects"]["coordinates"].append([*hole, hole[0]])
    assert ranks(stac.post("/api/search", json=asked).json()["features"]) == [2]
    asked["limit"] = 1
    several = {"type": "MultiPolygon", "coordinates": [asked["intersects"]["coordinates"]]}
    page = stac.post("/api/search", json={"intersects": several, "limit": 1}).json()
    assert ranks(page["features"]) == [2]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bbox", "1,2,3"),
        ("bbox", "1,2,3,nan"),
        ("bbox", "0,50,1,40"),
        ("datetime", "yesterday"),
        ("datetime", f"{LAST}/{FIRST}"),
        ("datetime", "../.."),
        ("limit", "0"),
        ("limit", "many"),
        ("place_position", "here"),
        ("place_position", "0,99"),
        ("intersects", "{}"),
        ("token", "x"),
        ("colour", "red"),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_sentence(stac, name, value):
    answer = stac.get("/api/search", params={name: value})
    assert answer.status_code == 400
    assert answer.json()["detail"] and answer.json()["allowed"]


@pytest.mark.parametrize("words", [{"place_distance": "9-3"}, {"place_fov_tolerance": "1"}])
def test_a_spot_is_asked_for_within_limits(stac, words):
    answer = stac.get("/api/search", params={"place_position": "126.5,33.5"} | words)
    assert answer.status_code == 400


@pytest.mark.parametrize("body", [b"[]", b"{", b'"x"', b"[" * 5000, b'{"bbox": "' + b"1" * 300_000])
def test_a_body_that_is_none_is_refused(stac, body):
    answer = stac.post("/api/search", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 413)
