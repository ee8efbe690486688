"""Files that hold all of a collection, and say what to go on with."""

import csv
import io
import json

import geopandas
import pyarrow.parquet as pq
import pytest
from tests.answers.world import NOW

COLLECTIONS = ("sights", "stops", "barriers")


def items_of(ogc, collection):
    told = ogc.get(f"/ogc/collections/{collection}/items", params={"limit": 10000}).json()
    return {one["id"]: one for one in told["features"]}


def load(ogc, collection, ending):
    answer = ogc.get(f"/ogc/collections/{collection}/download.{ending}")
    assert answer.status_code == 200
    assert answer.headers["modugil-changes-token"]
    assert f'filename="{collection}.{ending}"' in answer.headers["content-disposition"]
    return answer.content


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_geojson_holds_the_features_as_they_are_among_the_items(ogc, collection):
    read = json.loads(load(ogc, collection, "geojson"))["features"]
    assert {one["id"]: one for one in read} == items_of(ogc, collection)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_csv_holds_every_fact_and_who_says_it(ogc, collection):
    text = load(ogc, collection, "csv").decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    items = items_of(ogc, collection)
    assert rows.keys() == items.keys()
    for id, row in rows.items():
        given = items[id]["properties"]
        assert json.loads(row["provenance"]) == given["provenance"]
        for key, value in given.items():
            if key not in ("names", "provenance"):
                assert row[key] == str(value)
        assert row["wkt"].startswith(items[id]["geometry"]["type"].upper())


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_geoparquet_is_read_by_others_as_what_it_is(ogc, collection):
    body = load(ogc, collection, "parquet")
    table = geopandas.read_parquet(io.BytesIO(body))
    items = items_of(ogc, collection)
    assert set(table["id"]) == items.keys()
    for row in table.itertuples():
        geometry = items[row.id]["geometry"]
        points = [list(point) for point in row.geometry.coords]
        wanted = geometry["coordinates"]
        assert points == ([wanted] if geometry["type"] == "Point" else wanted)
        assert row.wheelchair == items[row.id]["properties"]["wheelchair"]
    geo = json.loads(pq.read_schema(io.BytesIO(body)).metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["encoding"] == "WKB"


def test_a_file_of_a_collection_whose_places_are_all_closed_is_empty_and_whole(ogc, desk):
    desk.corrections.close("wc", author="kim", now=NOW)
    assert json.loads(load(ogc, "toilets", "geojson"))["features"] == []
    assert len(load(ogc, "toilets", "csv").decode("utf-8-sig").splitlines()) == 1
    assert len(geopandas.read_parquet(io.BytesIO(load(ogc, "toilets", "parquet")))) == 0


def test_the_bytes_stay_the_same_until_something_is_changed(ogc, desk):
    for ending in ("geojson", "csv", "parquet"):
        assert load(ogc, "sights", ending) == load(ogc, "sights", ending)
    path = "/ogc/collections/sights/download.parquet"
    tag = ogc.get(path).headers["etag"]
    assert ogc.get(path, headers={"If-None-Match": tag}).status_code == 304
    desk.corrections.set_fact("wall", "steps", "3", author="kim", now=NOW)
    again = ogc.get(path, headers={"If-None-Match": tag})
    assert again.status_code == 200
    table = pq.read_table(io.BytesIO(again.content))
    assert table.column("steps").to_pylist() == [3, None, None]
