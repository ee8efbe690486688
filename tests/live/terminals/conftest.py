"""A registry on a database of its own, of each kind in turn."""

from datetime import UTC, datetime

import pytest

from modugil.live.terminals.registry import TerminalRegistry
from modugil.store.database import open_database

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def engine(address):
    opened = open_database(address)
    yield opened
    opened.dispose()


@pytest.fixture
def registry(engine):
    return TerminalRegistry(engine, now=MONDAY)
