"""A journal and the history made of it."""

from datetime import UTC, datetime

import pytest

from modugil.live.history.keeper import HistoryKeeper
from modugil.live.history.settings import HistorySettings
from modugil.store.journal import Journal


@pytest.fixture
def journal(tmp_path):
    opened = Journal(tmp_path / "journal")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "history"


@pytest.fixture
def keeper(journal, folder):
    return HistoryKeeper(journal, folder, HistorySettings(), pause=int)


@pytest.fixture
def morning():
    return datetime(2026, 11, 23, 8, tzinfo=UTC)
