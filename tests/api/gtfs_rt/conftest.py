"""The towns at nine o'clock, with a fleet and a staff that a test sets up."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from litestar.testing import TestClient
from tests.answers.boards.fleet import follow
from tests.api.gtfs_rt.reading import desk_with_staff

from modugil.app.open_app import OUTLINE
from modugil.app.web import wire
from modugil.pages.map.tiles import build_tiles
from modugil.store.database import open_database


@pytest.fixture
def serve(towns, tmp_path) -> Iterator[Callable]:
    """`serve(clock=...)`: a world of its own, a client of it, its desk and its staff's book."""
    opened = []

    def start(*, clock=None):
        world = towns.fresh()
        follow(world)
        database = open_database(tmp_path / "state.sqlite")
        desk = desk_with_staff(world, database, clock=clock)
        region = world.planner.region
        tiles = build_tiles(
            streets=region.streets, timetable=region.timetable, places=world.planner.places
        )
        client = TestClient(wire(desk, tiles=tiles, outline=world.folder / OUTLINE))
        client.__enter__()
        opened.append((client, database))
        desk.staff.refresh(now=desk.clock.now())
        return SimpleNamespace(world=world, client=client, desk=desk, staff=desk.staff)

    yield start
    for client, database in opened:
        client.__exit__(None, None, None)
        database.dispose()
