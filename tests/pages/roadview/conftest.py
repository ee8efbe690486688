"""The walk, in this process and served to a browser."""

from collections.abc import Iterator

import pytest
from litestar.testing import TestClient
from tests.answers.world import World
from tests.app.served import serve
from tests.pages.roadview.walk import Walked, open_walk


@pytest.fixture(scope="package")
def walked(towns: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """Pictures that no test hides."""
    with open_walk(towns.fresh(), tmp_path_factory.mktemp("walk")) as walked:
        yield walked


@pytest.fixture(scope="package")
def pictured(walked: Walked) -> Iterator[TestClient]:
    """The pages without a browser."""
    with TestClient(walked.web) as client:
        yield client


@pytest.fixture(scope="module")
def pictured_site(walked: Walked) -> Iterator[str]:
    """The address of a server that shows the walk."""
    with serve(walked.web) as address:
        yield address
