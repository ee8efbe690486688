"""The small world, built once."""

import pytest
from tests.answers.world import World, build, build_world, open_world
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def world(tmp_path_factory) -> World:
    """Two towns with everything; its conditions stay as planned."""
    return build_world(tmp_path_factory.mktemp("towns"))


@pytest.fixture
def changing(world) -> World:
    """The same region, with conditions of its own that a test may change."""
    return world.fresh()


@pytest.fixture(scope="session")
def timetable_only(tmp_path_factory) -> World:
    """The buses and trains without any streets."""
    return build_world(tmp_path_factory.mktemp("timetable"), "gtfs:land", "gtfs:sea")


@pytest.fixture(scope="session")
def streets_only(tmp_path_factory) -> World:
    """The streets without any timetable."""
    return build_world(tmp_path_factory.mktemp("streets"), "osm", "places.sights")


@pytest.fixture(scope="session")
def jeju(tmp_path_factory) -> World:
    """The sample of Jeju that ships with the project."""
    return open_world(build(ROOT / "regions" / "jeju-sample", tmp_path_factory.mktemp("jeju")))
