"""The pages over the small world of two towns: in this process, and served to a real browser."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from litestar.testing import TestClient
from tests.answers.alerts.test_alerts import tell
from tests.answers.boards.fleet import drive, follow
from tests.answers.world import NOW, World, build_world
from tests.app.served import serve, web_of
from tests.pages.example_answer import example_answer
from tests.pages.moving_fleet import MovingFleet
from tests.pages.wifi_there import wifi_of

from modugil.conditions.staff.messages import Cause, Effect, Severity, Touched
from modugil.core.access import Access
from modugil.core.clock import RunningClock


def show_example(question, *, now):
    """The rich example, whatever is asked."""
    return example_answer(question)


@pytest.fixture(scope="session")
def towns(tmp_path_factory) -> World:
    return build_world(tmp_path_factory.mktemp("towns"))


@pytest.fixture(scope="session")
def client(towns):
    """Pages with a real planner."""
    with TestClient(web_of(towns.planner, towns.folder)) as client:
        yield client


@pytest.fixture(scope="session")
def example(towns):
    """Pages that show the rich example."""
    with TestClient(web_of(towns.planner, towns.folder, plan=show_example)) as client:
        yield client


@pytest.fixture(scope="session")
def site(towns) -> Iterator[str]:
    """The address of a server with a real planner."""
    with serve(web_of(towns.planner, towns.folder)) as address:
        yield address


@pytest.fixture(scope="session")
def example_site(towns) -> Iterator[str]:
    """The address of a server that shows the rich example."""
    with serve(web_of(towns.planner, towns.folder, plan=show_example)) as address:
        yield address


@pytest.fixture
def followed(towns) -> World:
    """The towns with two buses followed: one late, one that takes nobody in without a step."""
    world = towns.fresh()
    follow(
        world,
        drive(world, "R1-W1-540", late_s=240, last=0),
        drive(world, "R3-W2-552", low_floor=Access.NO, as_of=NOW - timedelta(seconds=100)),
    )
    return world


@pytest.fixture
def live_client(followed):
    """Pages that follow these buses."""
    with TestClient(web_of(followed.planner, followed.folder)) as client:
        yield client


@pytest.fixture(scope="session")
def moving_site(towns) -> Iterator[str]:
    """The address of a server whose buses drive, from nine o'clock on."""
    world = towns.fresh()
    clock = RunningClock(NOW + timedelta(seconds=30))
    live = world.planner.live = MovingFleet(world.planner, clock=clock)
    tell(world, Touched(stop="W2"), severity=Severity.WARNING, url={"ko": "https://example.org"})
    tell(world, Touched(route="R3"), id="line", effect=Effect.DETOUR, cause=Cause.CONSTRUCTION)
    bus = live.get_current().vehicles[0].vehicle.replace("/", "__")
    told = {bus: Access.YES, "stop__W2": Access.YES, "stop__E1": Access.NO}
    wifi = wifi_of(world, live.get_current(), now=clock.now(), **told)
    with serve(web_of(world.planner, world.folder, clock=clock, wifi=wifi)) as address:
        yield address
