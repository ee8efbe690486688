"""The API over the small world of two towns."""

import pytest
import schemathesis
from litestar.testing import TestClient
from tests.answers.world import World, build_world
from tests.app.served import web_of


@pytest.fixture(scope="session")
def towns(tmp_path_factory) -> World:
    return build_world(tmp_path_factory.mktemp("towns"))


@pytest.fixture(scope="session")
def client(towns):
    with TestClient(web_of(towns.planner, towns.folder)) as client:
        yield client


@pytest.fixture(scope="session")
def description(towns):
    """The API with its description, as Schemathesis reads it."""
    return schemathesis.openapi.from_asgi("/api/openapi.json", web_of(towns.planner, towns.folder))
