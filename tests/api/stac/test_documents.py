"""Every document is what STAC 1.0.0 says it is, by its own schemas, and leads to the others."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = ROOT.parent / "shared" / "schemas" / "stac-1.0.0"
ITEM = "https://schemas.stacspec.org/v1.0.0/item-spec/json-schema/"
PLACES = {
    "item": ITEM,
    "basics": ITEM,
    "datetime": ITEM,
    "instrument": ITEM,
    "licensing": ITEM,
    "provider": ITEM,
    "catalog": "https://schemas.stacspec.org/v1.0.0/catalog-spec/json-schema/",
    "collection": "https://schemas.stacspec.org/v1.0.0/collection-spec/json-schema/",
}
GEOMETRY = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {
            "type": "array",
            "minItems": 2,
            "maxItems": 3,
            "items": {"type": "number"},
        },
    },
}
FEATURE = {
    "type": "object",
    "required": ["type", "geometry", "properties"],
    "properties": {"type": {"const": "Feature"}, "geometry": GEOMETRY},
}
"""Stand in for geojson.org's, which are not among the schemas here: our pictures are points."""


@pytest.fixture(scope="module")
def validate():
    if not SCHEMAS.is_dir():
        pytest.skip(f"the schemas are not here: no folder {SCHEMAS}")
    read = {one.stem: json.loads(one.read_text("utf-8")) for one in SCHEMAS.glob("*.json")}
    told = [(f"{place}{name}.json", read[name]) for name, place in PLACES.items()]
    told += [("https://geojson.org/schema/Feature.json", FEATURE)]
    told += [("https://geojson.org/schema/Geometry.json", GEOMETRY)]
    told += [("http://json-schema.org/draft-07/schema", Draft7Validator.META_SCHEMA)]
    registry = Registry().with_resources(
        [(uri, Resource.from_contents(one, default_specification=DRAFT7)) for uri, one in told]
    )

    def check(name, document):
        faults = Draft7Validator(read[name], registry=registry).iter_errors(document)
        return [f"{list(one.absolute_path)}: {one.message}" for one in faults]

    return check


def path_of(href):
    parts = urlsplit(href)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def link(document, rel):
    return next((one for one in document["links"] if one["rel"] == rel), None)


def all_items(stac):
    return stac.get("/api/search?limit=100").json()["features"]


def test_the_landing_page_is_a_catalogue_that_leads_everywhere(stac, validate):
    landing = stac.get("/api").json()
    assert validate("catalog", landing) == []
    for rel in ("conformance", "data", "search", "service-desc", "service-doc", "self"):
        assert stac.get(path_of(link(landing, rel)["href"])).status_code == 200, rel
    assert landing["conformsTo"] == stac.get("/api/conformance").json()["conformsTo"]


def test_every_collection_and_every_item_is_valid(stac, validate):
    collections = stac.get("/api/collections").json()["collections"]
    assert [one["stats:items"]["count"] for one in collections] in ([3, 4], [4, 3])
    for one in collections:
        assert validate("collection", one) == []
        assert stac.get(f"/api/collections/{one['id']}").json() == one
    items = all_items(stac)
    assert len(items) == 7
    for one in items:
        assert validate("item", one) == []
        assert validate("perspective-imagery", one) == []
        told = stac.get(path_of(link(one, "self")["href"])).json()
        assert validate("item", told) == []
        assert told["properties"] == one["properties"]


def test_the_schemas_would_see_what_is_wrong(stac, validate):
    item = all_items(stac)[0]
    assert validate("item", item | {"stac_version": "0.9.0"})
    assert validate("item", item | {"assets": {"hd": {"title": "no address"}}})
    properties = item["properties"] | {"pers:interior_orientation": {"field_of_view": 400}}
    assert validate("perspective-imagery", item | {"properties": properties})


def test_an_item_says_what_readers_of_panoramax_look_for(stac):
    sphere = min(all_items(stac), key=lambda one: one["properties"]["datetime"])
    told = sphere["properties"]
    assert told["datetime"] == "2026-11-20T01:00:00.000Z"
    assert told["datetimetz"] == "2026-11-20T10:00:00+09:00"
    assert (told["view:azimuth"], told["modugil:azimuth_from"]) == (0.0, "exif")
    assert told["pers:interior_orientation"] == {
        "sensor_array_dimensions": [1024, 512],
        "camera_manufacturer": "Drawn",
        "camera_model": "Pencil 1",
        "field_of_view": 360,
    }
    assert (told["license"], told["geovisio:producer"]) == ("CC-BY-4.0", "Jeju")
    assert (told["geovisio:status"], told["geovisio:rank_in_collection"]) == ("ready", 1)
    assert told["quality:horizontal_accuracy"] == 2.5
    (blurred,) = told["modugil:blurred"]
    assert (blurred["kind"], blurred["by"]) == ("face", "marks-1")
    assert "s0.jpg" not in json.dumps(sphere)


def test_a_heading_made_from_the_track_says_so(stac):
    newest = all_items(stac)[0]["properties"]
    assert newest["modugil:azimuth_from"] == "track"
    assert min(newest["view:azimuth"], 360 - newest["view:azimuth"]) < 0.1


def test_the_files_of_a_picture_are_served_with_a_tag_and_stay_known(stac):
    item = min(all_items(stac), key=lambda one: one["properties"]["datetime"])
    tiles = item["properties"]["tiles:tile_matrix_sets"]["geovisio"]["tileMatrix"][0]
    assert (tiles["matrixWidth"], tiles["matrixHeight"]) == (2, 1)
    hrefs = [one["href"] for one in item["assets"].values()]
    template = item["asset_templates"]["tiles"]["href"]
    hrefs.append(template.replace("{TileCol}", "1").replace("{TileRow}", "0"))
    for href in hrefs:
        answer = stac.get(path_of(href))
        assert answer.status_code == 200 and answer.content.startswith(b"\xff\xd8")
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["cache-control"] == "public, no-cache"
        known = {"If-None-Match": answer.headers["etag"]}
        assert stac.get(path_of(href), headers=known).status_code == 304
    nowhere = template.replace("{TileCol}", "2").replace("{TileRow}", "0")
    assert stac.get(path_of(nowhere)).status_code == 404


def test_documents_have_tags_too(stac):
    for path in ("/api", "/api/collections", "/api/search?limit=2"):
        answer = stac.get(path)
        known = {"If-None-Match": answer.headers["etag"]}
        assert stac.get(path, headers=known).status_code == 304


def test_previous_and_next_lead_through_a_sequence_and_back(stac):
    item = min(all_items(stac), key=lambda one: one["properties"]["datetime"])
    here = stac.get(path_of(link(item, "self")["href"])).json()
    ranks = []
    while here is not None:
        ranks.append(here["properties"]["geovisio:rank_in_collection"])
        last, onward = here, link(here, "next")
        here = stac.get(path_of(onward["href"])).json() if onward else None
    assert ranks == [1, 2, 3, 4]
    before = stac.get(path_of(link(last, "prev")["href"])).json()
    assert before["properties"]["geovisio:rank_in_collection"] == 3
    listed = stac.get(f"/api/collections/{item['collection']}/items").json()["features"]
    assert link(listed[0], "prev") is None
    assert link(listed[1], "prev")["id"] == listed[0]["id"]
    assert link(listed[1], "next")["id"] == listed[2]["id"]


def test_items_of_a_sequence_come_page_by_page(stac):
    item = min(all_items(stac), key=lambda one: one["properties"]["datetime"])
    path, seen = f"/api/collections/{item['collection']}/items?limit=3", []
    while path:
        page = stac.get(path).json()
        seen += [one["properties"]["geovisio:rank_in_collection"] for one in page["features"]]
        onward = link(page, "next")
        path = path_of(onward["href"]) if onward else ""
    assert seen == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "path",
    [
        "/api/collections/nowhere",
        "/api/collections/nowhere/items",
        "/api/collections/nowhere/items/none",
        "/api/pictures/none/hd.jpg",
        "/api/pictures/none/..%2f..%2fstate.sqlite",
        "/api/pictures/none/tiled/0_0.jpg",
    ],
)
def test_what_is_not_there_is_told_in_the_one_shape_of_errors(stac, path):
    answer = stac.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize("name", ["original.jpg", "..", "hd.png", "tiled%2f0_0.jpg", "hd.jpg%00"])
def test_no_other_file_is_served(stac, name):
    item = all_items(stac)[0]
    assert stac.get(f"/api/pictures/{item['id']}/{name}").status_code in (400, 404)


def test_a_server_without_pictures_is_an_empty_catalogue(client):
    assert client.get("/api").status_code == 200
    assert client.get("/api/collections").json()["collections"] == []
    assert client.get("/api/search").json()["features"] == []
    assert client.get("/api/collections/any").status_code == 404
