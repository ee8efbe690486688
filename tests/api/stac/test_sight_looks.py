"""The page of a place links what it looks like, where pictures were taken within 50 metres."""

import pytest
from litestar.testing import TestClient
from tests.api.stac.conftest import opened_road, wire_road
from tests.places.roadview.drawn import NOW, named, write_photo

from modugil.core.errors import CouldNotLook
from modugil.core.geo import LatLon, metres_per_degree
from modugil.core.language import ALL_LANGUAGES

SIGHT = "/api/v1/sights/wall"


def looks(client, language="en"):
    page = client.get(SIGHT, params={"language": language}).json()
    (section,) = [one for one in page["sections"] if one["key"] == "looks"]
    return section


@pytest.fixture(scope="module")
def wired(towns, tmp_path_factory):
    """Pictures 20 and 60 metres from the wall; the web, its desk, and the address of the first."""
    folder = tmp_path_factory.mktemp("looks")
    with (
        opened_road(folder) as (engine, road),
        TestClient(wire_road(towns.fresh(), engine, road)) as client,
    ):
        page = client.get("/api/v1/places/wall").json()
        per_lat = metres_per_degree(page["lat"])[0]
        files = [
            write_photo(
                folder / "in" / f"{away}.jpg",
                point=LatLon(page["lat"] + away / per_lat, page["lon"]),
                heading=away,
            )
            for away in (20.0, 60.0)
        ]
        road.add(named(files), now=NOW)
        yield client, road


def test_the_nearest_picture_is_linked_with_how_far_and_when(wired):
    client, _ = wired
    section = looks(client)
    assert section["answer"].endswith("There are pictures of the street here, taken within 50 m.")
    (line,) = [one for one in section["lines"] if one["href"].startswith("/roadview/")]
    assert line["text"] == "Picture of the street, taken 20 m away on 20 November 2026"
    assert line["distanceM"] == 20
    page = client.get(line["href"] + "?language=ko", headers={"accept": "text/html"})
    assert page.status_code == 200
    assert f'src="/api/pictures/{line["href"].removeprefix("/roadview/")}/sd.jpg"' in page.text


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_it_is_said_in_every_language_and_on_the_page(wired, language):
    client, _ = wired
    (line,) = [one for one in looks(client, language)["lines"] if "/roadview/" in one["href"]]
    assert "{" not in line["text"] and "20" in line["text"]
    page = client.get("/places/wall", params={"language": language})
    assert page.status_code == 200
    assert line["href"] in page.text and line["text"] in page.text


def test_where_pictures_cannot_be_looked_for_the_page_says_nothing_of_them(wired, monkeypatch):
    client, road = wired

    def fail(*_args, **_words):
        raise CouldNotLook("Gone.")

    monkeypatch.setattr(road, "find_near", fail)
    section = looks(client)
    assert "street" not in section["answer"]
    assert not any("/roadview/" in one["href"] for one in section["lines"])


def test_without_pictures_it_is_said_that_there_are_none(client):
    assert "no road view" in looks(client)["answer"]
