"""The two towns, and a book of what their staff tell the public."""

from datetime import UTC, date, datetime

import pytest
from tests.answers.world import World, build_world

from modugil.conditions.staff.book import StaffBook
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.store.database import open_database

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
"""Nine o'clock in the morning there, a Monday."""
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def world(tmp_path_factory) -> World:
    return build_world(tmp_path_factory.mktemp("towns"))


@pytest.fixture
def towns(world) -> World:
    """The same region, with conditions of its own."""
    return world.fresh()


@pytest.fixture(scope="session")
def ids(world) -> PublishedIds:
    return PublishedIds(world.timetable, zone=world.planner.region.zone)


@pytest.fixture
def database(address):
    engine = open_database(address)
    yield engine
    engine.dispose()


@pytest.fixture
def book(database, ids, towns) -> StaffBook:
    return StaffBook(database, timetable_ids=ids, conditions=towns.conditions)
