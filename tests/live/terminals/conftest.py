"""A registry on a database of its own."""

from datetime import UTC, datetime

import pytest

from modugil.live.terminals.registry import TerminalRegistry
from modugil.store.database import open_database

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def state_file(tmp_path):
    return tmp_path / "state" / "state.sqlite"


@pytest.fixture
def engine(state_file):
    opened = open_database(state_file)
    yield opened
    opened.dispose()


@pytest.fixture
def registry(engine):
    return TerminalRegistry(engine, now=MONDAY)
