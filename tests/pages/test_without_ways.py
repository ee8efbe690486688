"""A region of places alone: nobody is asked there for a journey that cannot be planned."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from litestar.testing import TestClient
from tests.app.served import desk_of
from tests.pages.places_there import tell_more
from tests.pages.test_pages import HTML, Reader

from modugil.answers.desk import SPOKEN
from modugil.app.open_app import OUTLINE
from modugil.app.web import wire
from modugil.pages.catalogue import get_words
from modugil.pages.map.tiles import build_tiles

WAYS = ("street_edges", "stop_times", "trips", "lines")


@pytest.fixture(scope="module")
def places_only(towns: Any) -> Iterator[TestClient[Any]]:
    world = tell_more(towns.fresh())
    desk = desk_of(world.planner)
    counts = {name: count for name, count in desk.manifest.counts.items() if name not in WAYS}
    without = replace(desk, manifest=replace(desk.manifest, counts=counts))
    tiles = build_tiles(streets=None, timetable=None, places=world.planner.places)
    with TestClient(wire(without, tiles=tiles, outline=world.folder / OUTLINE)) as client:
        yield client


@pytest.mark.parametrize("language", SPOKEN)
def test_the_first_page_says_that_it_plans_nothing_and_leads_to_places(places_only, language):
    page = places_only.get("/", params={"language": language}, headers=HTML).text
    assert get_words(language)("form.no_ways") in page
    assert 'id="plan-form"' not in page and 'id="map"' not in page
    assert f"/places?language={language}" in Reader(page).addresses


def test_the_page_of_a_place_says_it_where_the_way_there_would_be_asked_for(places_only):
    page = places_only.get("/places/light", params={"language": "en"}, headers=HTML).text
    directions = page[page.index('<section id="directions"') :].partition("</section>")[0]
    assert get_words("en")("form.no_ways") in directions
    assert 'id="way-form"' not in page
