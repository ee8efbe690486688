"""OWSLib and GDAL, which others wrote, read all of a large collection: over ten thousand items."""

import io
import json
import shutil
import subprocess
import time

import geopandas
import pytest
from owslib.ogcapi.features import Features
from tests.answers.world import build, open_world
from tests.api.ogc.conftest import wire_world
from tests.api.ogc.mirror import get_at
from tests.app.served import serve
from tests.conftest import REQUIRE_ALL

from modugil.store.database import open_database

SIGHTS = 10_400
HEAD = "id,name_ko,name_en,lat,lon,wheelchair,accessible_toilet,category\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A server of one region with very many sights."""
    folder = tmp_path_factory.mktemp("many")
    rows = [
        f"s{at},곳 {at},Place {at},{33.2 + at % 100 * 0.003:.6f},{126.2 + at // 100 * 0.005:.6f},"
        f"{('yes', 'no', '')[at % 3]},{('yes', '')[at % 2]},sight\n"
        for at in range(SIGHTS)
    ]
    (folder / "sights.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    (folder / "region.toml").write_text(
        'id = "many"\nname = { ko = "많은 곳", en = "Many" }\ntime_zone = "Asia/Seoul"\n'
        '[[source]]\nkind = "places.sights"\npath = "sights.csv"\nlicence = "CC0-1.0"\n'
        'as_of = "2026-01-01"\nattribution = { en = "The county" }\n',
        encoding="utf-8",
    )
    world = open_world(build(folder, folder))
    engine = open_database(folder / "state.sqlite")
    _desk, web = wire_world(world, database=engine)
    with serve(web) as address:
        yield address
    engine.dispose()


@pytest.fixture(scope="module")
def ogrinfo():
    """GDAL's command."""
    found = shutil.which("ogrinfo")
    if found is None:
        missing = "no ogrinfo on this machine: install the package gdal-bin"
        pytest.fail(missing) if REQUIRE_ALL else pytest.skip(missing)
    return found


def test_owslib_pages_over_all_items_by_the_links_of_the_pages(address):
    door = Features(f"{address}/ogc/")
    assert "sights" in door.feature_collections()
    assert door.conformance()["conformsTo"]
    assert door.collection("sights")["title"]
    began_s = time.monotonic()
    ids, first = [], door.collection_items("sights", limit=1000)
    assert first["numberMatched"] == SIGHTS
    for offset in range(0, SIGHTS, 1000):
        page = door.collection_items("sights", limit=1000, offset=offset)
        ids += [one["id"] for one in page["features"]]
    took_s = time.monotonic() - began_s
    assert len(ids) == len(set(ids)) == SIGHTS
    assert took_s < 60
    one = door.collection_item("sights", "s7")
    assert one["properties"]["provenance"]["wheelchair"][0]["attribution"] == "The county"
    box = door.collection_items("sights", bbox=[126.2, 33.2, 126.2, 33.5], limit=10000)
    assert box["numberReturned"] == 100


def test_all_items_are_reached_by_following_next(address):
    get, path, ids = get_at(""), f"{address}/ogc/collections/sights/items?limit=3000", []
    began_s = time.monotonic()
    while path:
        page = json.loads(get(path)[1])
        ids += [one["id"] for one in page["features"]]
        path = next((one["href"] for one in page["links"] if one["rel"] == "next"), "")
    assert time.monotonic() - began_s < 30
    assert len(ids) == len(set(ids)) == SIGHTS


def run_gdal(command, *words):
    done = subprocess.run([command, *words], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_gdal_knows_the_collections_and_counts_the_items(address, ogrinfo):
    listed = run_gdal(ogrinfo, f"OAPIF:{address}/ogc")
    assert "sights" in listed
    told = run_gdal(ogrinfo, "-so", f"OAPIF:{address}/ogc", "sights")
    assert f"Feature Count: {SIGHTS}" in told
    assert "Geometry: Point" in told


def test_gdal_reads_every_item_page_by_page(address, ogrinfo, tmp_path):
    out = tmp_path / "sights.geojson"
    ogr2ogr = shutil.which("ogr2ogr")
    words = ["-f", "GeoJSON", str(out), f"OAPIF:{address}/ogc", "sights", "-oo", "PAGE_SIZE=1000"]
    run_gdal(ogr2ogr, *words)
    read = json.loads(out.read_text(encoding="utf-8"))["features"]
    ids = {one["properties"].get("id") or one["id"] for one in read}
    assert len(read) == len(ids) == SIGHTS


def test_geopandas_reads_the_geoparquet_file_as_it_is_among_the_items(address):
    headers, body = get_at(address)("/ogc/collections/sights/download.parquet")
    table = geopandas.read_parquet(io.BytesIO(body))
    assert len(table) == SIGHTS
    assert table.crs.to_string() == "OGC:CRS84"
    assert headers["modugil-changes-token"]
    item = json.loads(get_at(address)("/ogc/collections/sights/items/s42")[1])
    row = table[table["id"] == "s42"].iloc[0]
    assert [row.geometry.x, row.geometry.y] == item["geometry"]["coordinates"]
    assert row["accessible_toilet"] == item["properties"]["accessible_toilet"] == "yes"
    assert json.loads(row["provenance"]) == item["properties"]["provenance"]
