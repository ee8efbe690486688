"""The engine that guides, run in node."""

import pytest
from tests.conftest import REQUIRE_ALL
from tests.pages.guide.engine import Engine, find_missing


@pytest.fixture(scope="session")
def engine(tmp_path_factory) -> Engine:
    """The built engine; where all must be there, missing it is a failure."""
    missing = find_missing()
    if missing is not None:
        pytest.fail(missing) if REQUIRE_ALL else pytest.skip(missing)
    return Engine(tmp_path_factory.mktemp("engine"))
