"""The small town over HTTP, with buses followed; and what OneBusAway says its answers are."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from litestar.testing import TestClient
from tests.answers.world import World
from tests.api.onebusaway.conformance import Description, read_description
from tests.api.onebusaway.small_town import build_town, follow_buses
from tests.app.served import web_of
from tests.conftest import ROOT

Ask = Callable[..., Any]


@pytest.fixture(scope="session")
def oba_description() -> Description:
    """OneBusAway's own description of its API."""
    return read_description(ROOT.parent / "shared")


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The town with its buses."""
    world = build_town(tmp_path_factory.mktemp("town"))
    follow_buses(world)
    return world


@pytest.fixture(scope="session")
def where(town: World) -> Iterator[TestClient[Any]]:
    """The town, served."""
    with TestClient(web_of(town.planner, town.folder)) as client:
        yield client


@pytest.fixture(scope="session")
def ask(where: TestClient[Any]) -> Ask:
    """`ask("stop/KC-M_S1", key="test")`: the data of an answer."""

    def get(path: str, **words: object) -> Any:
        answer = where.get(f"/api/where/{path}.json", params={k: str(v) for k, v in words.items()})
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert (told["code"], told["text"], told["version"]) == (200, "OK", 2)
        return told["data"]

    return get
