"""The open door over the small world of two towns, with a database of its own."""

from dataclasses import replace

import pytest
from litestar.testing import TestClient
from tests.app.served import desk_of

from modugil.app.open_app import OUTLINE
from modugil.app.web import build_desk, wire
from modugil.pages.map.tiles import build_tiles
from modugil.store.database import open_database


def wire_world(world, *, database=None, clock=None):
    """The desk and the whole web application over a planner of its own."""
    planner, region = world.planner, world.planner.region
    desk = desk_of(planner, clock=clock)
    if database is not None:
        built = build_desk(planner, clock=desk.clock, database=database)
        desk = replace(built)
    tiles = build_tiles(streets=region.streets, timetable=region.timetable, places=planner.places)
    return desk, wire(desk, tiles=tiles, outline=world.folder / OUTLINE)


@pytest.fixture
def engine(tmp_path):
    opened = open_database(tmp_path / "state.sqlite")
    yield opened
    opened.dispose()


@pytest.fixture
def world(towns):
    return towns.fresh()


@pytest.fixture
def wired(world, engine):
    return wire_world(world, database=engine)


@pytest.fixture
def desk(wired):
    return wired[0]


@pytest.fixture
def ogc(wired):
    with TestClient(wired[1]) as client:
        yield client
