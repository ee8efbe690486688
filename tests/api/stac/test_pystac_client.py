"""pystac-client, which others wrote, walks and searches a real server."""

import pytest
from pystac_client import Client
from tests.app.served import serve


@pytest.fixture(scope="module")
def opened(walked):
    with serve(walked[1]) as address:
        yield Client.open(f"{address}/api")


def test_it_walks_from_the_landing_page_to_every_picture(opened):
    collections = list(opened.get_collections())
    assert len(collections) == 2
    items = [item for one in collections for item in one.get_items()]
    assert len(items) == 7
    for item in items:
        assert item.get_collection().id == item.collection_id
        assert set(item.assets) == {"hd", "sd", "thumb"}
        assert item.assets["hd"].get_absolute_href().startswith("http://127.0.0.1:")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_it_searches_page_by_page(opened, method):
    asked = opened.search(method=method, bbox=[126, 33, 127, 34], limit=2)
    assert len({one.id for one in asked.items()}) == 7
    assert len(list(opened.search(method=method, max_items=3, limit=2).items())) == 3
    early = opened.search(method=method, datetime="2026-11-20T01:00:00Z/2026-11-20T01:00:05Z")
    assert len(list(early.items())) == 3


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_it_finds_by_id_collection_and_area(opened, method):
    item = next(iter(opened.search(method=method).items()))
    found = opened.search(method=method, ids=[item.id], collections=[item.collection_id])
    assert [one.id for one in found.items()] == [item.id]
    lon, lat = item.geometry["coordinates"]
    ring = [
        [lon + x, lat + y] for x, y in ((-1e-5, -1e-5), (1e-5, -1e-5), (0, 2e-5), (-1e-5, -1e-5))
    ]
    area = {"type": "Polygon", "coordinates": [ring]}
    assert [one.id for one in opened.search(method=method, intersects=area).items()] == [item.id]
