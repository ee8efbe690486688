"""What is no real bus begins anew, and never at the cost of what somebody needs."""

from pathlib import Path

import pytest

from modugil.app.state_folder import REPLAYED, SIMULATED, begin_anew
from modugil.store.journal import Journal
from modugil.store.layout import STATE_FOLDER


@pytest.fixture(autouse=True)
def folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def put(folder: Path) -> Path:
    kept = folder / "history" / "fixes"
    kept.mkdir(parents=True)
    (kept / "something").write_text("kept")
    return folder


def test_what_an_earlier_server_left_is_gone():
    left = put(STATE_FOLDER / "jeju-simulated")
    assert begin_anew("jeju", SIMULATED) == left
    assert not left.exists()


def test_two_servers_do_not_take_each_others_folder():
    journal = Journal(begin_anew("jeju", SIMULATED) / "journal")
    second = begin_anew("jeju", SIMULATED)
    assert second == STATE_FOLDER / "jeju-simulated-2"
    assert list(journal.folder.iterdir())
    journal.close()
    assert begin_anew("jeju", SIMULATED) == journal.folder.parent


@pytest.mark.parametrize("inside", ["", "history"])
def test_what_is_replayed_is_not_removed_for_it(inside):
    kept = put(STATE_FOLDER / "jeju-replayed")
    folder = begin_anew("jeju", REPLAYED, kept=Path.cwd() / kept / inside)
    assert folder == STATE_FOLDER / "jeju-replayed-2"
    assert (kept / "history" / "fixes" / "something").read_text() == "kept"
