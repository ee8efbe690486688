"""The road view over the small world of two towns: two walks, one of them all around."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from litestar.testing import TestClient
from tests.people.conftest import MONDAY, sign_in
from tests.places.roadview.drawn import (
    NOW,
    SEOUL,
    SPHERE,
    TAKEN,
    MarkDetector,
    draw,
    named,
    north_of,
    write_photo,
)

from modugil.app.open_app import OUTLINE
from modugil.app.web import build_desk, wire
from modugil.core.clock import FixedClock
from modugil.pages.map.tiles import build_tiles
from modugil.people import passwords
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE, REAL_CLOCK
from modugil.places.roadview.road_view import RoadView
from modugil.places.roadview.settings import RoadViewSettings
from modugil.store.database import open_database

FLAT_M = 2000.0
"""So far north the flat walk begins."""


def write_both(folder):
    """Four pictures all around, and three flat ones a kilometre on, an hour later."""
    spheres = [
        write_photo(
            folder / f"s{row}.jpg",
            image=draw((1024, 512), colour=(90, 100 + row, 90), mark=row == 0),
            point=north_of(row * 10.0),
            taken=TAKEN + timedelta(seconds=row * 2),
            heading=10.0 * row,
            xmp=SPHERE,
            gps={31: 2.5},
        )
        for row in range(4)
    ]
    flat = [
        write_photo(
            folder / f"f{row}.jpg",
            image=draw(colour=(90, 140 + row, 90)),
            point=north_of(FLAT_M + row * 10.0),
            taken=TAKEN + timedelta(hours=1, seconds=row * 2),
            tags={272: "Pencil 2"},
        )
        for row in range(3)
    ]
    return [*spheres, *flat]


@contextmanager
def opened_road(folder):
    engine = open_database(folder / "state.sqlite")
    settings = RoadViewSettings(producer="Jeju", licence="CC-BY-4.0")
    road = RoadView(engine, folder / "roadview", settings, zone=SEOUL, detector=MarkDetector())
    yield engine, road
    engine.dispose()


def wire_road(world, engine, road):
    """The whole web application, with pictures."""
    planner, region = world.planner, world.planner.region
    built = build_desk(planner, clock=FixedClock(NOW), database=engine)
    assert built.sights is not None
    built.sights.roadview = road
    tiles = build_tiles(streets=region.streets, timetable=region.timetable, places=planner.places)
    web = wire(replace(built, roadview=road), tiles=tiles, outline=world.folder / OUTLINE)
    web.state[REAL_CLOCK] = FixedClock(MONDAY)
    return web


@pytest.fixture(scope="module")
def walked(towns, tmp_path_factory):
    """A road view that no test changes, and the web over it."""
    folder = tmp_path_factory.mktemp("walked")
    with opened_road(folder) as (engine, road):
        report = road.add(named(write_both(folder / "in")), now=NOW)
        assert len(report.pictures) == 7
        yield road, wire_road(towns.fresh(), engine, road)


@pytest.fixture(scope="module")
def stac(walked):
    with TestClient(walked[1]) as client:
        yield client


@pytest.fixture
def quick_scrypt(monkeypatch):
    monkeypatch.setattr(passwords, "_LOG_N", 5)


@pytest.fixture
def open_road(towns, tmp_path):
    """A road view of its own, empty yet."""
    with opened_road(tmp_path) as (engine, road):
        yield engine, road, wire_road(towns.fresh(), engine, road)


@pytest.fixture
def door(open_road):
    with TestClient(open_road[2]) as client:
        yield client


@pytest.fixture
def staff(door, open_road, quick_scrypt):
    """The client, signed in as one who may add and mend."""
    people = People(open_road[0])
    done = sign_in(people, people.add_account("kim", roles=[Role.TECHNICIAN], now=MONDAY))
    door.cookies.set(COOKIE, done.token)
    return door
