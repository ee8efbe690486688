"""The walk, in this process and served to a browser."""

from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import Engine
from tests.answers.world import World
from tests.api.stac.conftest import wire_road
from tests.app.served import serve
from tests.pages.roadview.walk import Walked, open_walk


@pytest.fixture(scope="package")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Walked]]:
    """Pictures that no test hides, and the database that knows them."""
    with open_walk(tmp_path_factory.mktemp("walk")) as opened:
        yield opened


@pytest.fixture(scope="package")
def walked(opened: tuple[Engine, Walked]) -> Walked:
    """The pictures."""
    return opened[1]


@pytest.fixture(scope="package")
def pictured(towns: World, opened: tuple[Engine, Walked]) -> Iterator[TestClient[Litestar]]:
    """The pages without a browser."""
    engine, walked = opened
    with TestClient(wire_road(towns.fresh(), engine, walked.road)) as client:
        yield client


@pytest.fixture(scope="module")
def pictured_site(towns: World, opened: tuple[Engine, Walked]) -> Iterator[str]:
    """The address of a server that shows the walk."""
    engine, walked = opened
    with serve(wire_road(towns.fresh(), engine, walked.road)) as address:
        yield address
