"""Killed with -9 before each single change to the disk that keeping history makes."""

import json
import subprocess
import sys

import duckdb
from tests.live.history.rides import MINUTE, MORNING, fix, put, read, told

from modugil.live.history.files import list_files
from modugil.live.history.keeper import HistoryKeeper
from modugil.live.history.settings import HistorySettings
from modugil.store.journal import Journal

OLD_DAY_S = -3 * 86_400

# Each run is a fork of one process that has imported everything, on a copy of the same folder; its
# audit hook sees every change to the disk before it is made, and kills it before the nth.
KEEP_AND_DIE = """
import json, os, shutil, signal, sys
from datetime import datetime
from pathlib import Path
from modugil.live.history.keeper import HistoryKeeper
from modugil.live.history.settings import HistorySettings
from modugil.store.journal import Journal

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree", "open"}
state, now = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
number, finished = 0, False
while not finished:
    number += 1
    folder = state.with_name(f"killed-{number}")
    shutil.copytree(state, folder)
    child = os.fork()
    if child == 0:
        left = number

        def count(event, _arguments):
            global left
            if event in CHANGES:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        journal = Journal(folder / "journal")
        keeper = HistoryKeeper(journal, folder / "history", HistorySettings(keep_days=2))
        sys.addaudithook(count)
        keeper.keep(now)
        os._exit(0)
    finished = os.waitpid(child, 0)[1] == 0
print(number)
"""


def test_killed_between_any_two_steps_nothing_is_lost_and_nothing_is_there_twice(tmp_path):
    state = tmp_path / "state"
    recent = build_state(state)
    now = MORNING + 90 * MINUTE
    call = [sys.executable, "-c", KEEP_AND_DIE, str(state), now.isoformat()]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    runs = json.loads(done.stdout)
    assert runs > 30
    for number in range(1, runs + 1):
        folder = tmp_path / f"killed-{number}"
        assert read_recent(folder) == recent, f"before step {number}, before it goes on"
        journal = Journal(folder / "journal")
        keeper = HistoryKeeper(journal, folder / "history", HistorySettings(keep_days=2))
        keeper.keep(now)
        journal.close()
        assert read_recent(folder) == recent, f"before step {number}"
        files = [str(file) for file in (folder / "history").rglob("*.parquet")]
        with duckdb.connect() as database:
            (rows,) = database.sql(f"SELECT count(*) FROM read_parquet({files})").fetchall()
        assert rows == (len(recent),), f"before step {number}, as others read it"
        assert not list(folder.rglob("*.writing"))


def build_state(state):
    """An old day, a merged hour with a part beside it, and two segments of two hours each."""
    journal = Journal(state / "journal")
    keeper = HistoryKeeper(journal, state / "history", HistorySettings())
    steps = (
        (15, [fix(-3600 + second) for second in range(5)]),
        (16, [fix(-1800 + second, late_s=2000) for second in range(3)]),
        (17, [fix(OLD_DAY_S + second) for second in range(3)]),
    )
    rows = []
    for minutes, some in steps:
        put(journal, some)
        journal.roll()
        keeper.keep(MORNING + minutes * MINUTE)
        rows += some
    (merged_hour,) = (state / "history").glob("fixes/day=2026-11-23/hour=07")
    assert [file.name[:6] for file in list_files(merged_hour)] == ["merged", "part-0"]
    for late_s in (4000, 4200):
        rows += [fix(-60 + 30 * number, bus=2, late_s=late_s) for number in range(5)]
        put(journal, rows[-5:])
        journal.roll()
    journal.close()
    return told([row for row in rows if row.time_ms > rows[0].time_ms - 1])


def read_recent(folder):
    return read(folder / "history", MORNING - 61 * MINUTE, journal=folder / "journal")
