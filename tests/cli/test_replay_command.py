"""`modugil replay`: what terminals sent once is seen again, and only read."""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from tests.answers.world import POINTS
from tests.app.live_server import COMMAND

from modugil.cli import main
from modugil.cli.replay import guess_region
from modugil.core.errors import BadInput
from modugil.live.fix import Fix, FixQuality
from modugil.live.history.records import encode_fix
from modugil.store.journal import Journal

LAT, LON = POINTS["k"]
BEGIN_MS = 1_795_395_600_000
READY_S = 120


@pytest.fixture
def state(tmp_path):
    """What a server kept of one bus: half an hour, a fix every ten seconds."""
    journal = Journal(tmp_path / "state" / "journal")
    for step in range(180):
        ms = BEGIN_MS + step * 10_000
        lon = LON + step * 1e-5
        fix = Fix("0001/00007", ms, LAT, lon, received_ms=ms + 200, quality=FixQuality.GPS)
        journal.append(encode_fix(fix))
    journal.commit()
    journal.close()
    return tmp_path / "state"


def listed(folder):
    return {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def test_a_day_is_seen_again_faster_and_nothing_of_it_is_changed(state, towns, tmp_path):
    before = listed(state)
    words = ["replay", str(state), "--region", str(towns / "built"), "--speed", "60"]
    process = subprocess.Popen(
        [*COMMAND, *words],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={name: at for name, at in os.environ.items() if not name.startswith("MODUGIL_LIVE")},
        start_new_session=True,
    )
    try:
        address = told_address(process)
        seen = [look(address, "vehicles")]
        while len(seen) < 2 or seen[-1]["vehicles"] == seen[0]["vehicles"]:
            assert len(seen) < 100
            time.sleep(0.2)
            seen.append(look(address, "vehicles"))
        places = [one["vehicles"][0]["lon"] for one in seen if one["vehicles"]]
        assert places == sorted(places)
        assert look(address, "clock")["speed"] == 60.0
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=30)
    assert listed(state) == before


def told_address(process):
    began_s = time.monotonic()
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
        assert time.monotonic() - began_s < READY_S
    raise AssertionError("it ended without an address")


def look(address, what):
    with urlopen(f"{address}/api/v1/{what}", timeout=10) as answer:
        return json.load(answer)


@pytest.mark.parametrize(
    "words, said",
    [
        (["--speed", "0"], "--speed 0 cannot be"),
        (["--start", "yesterday"], "not a date and time"),
        ([], "There is no history"),
    ],
)
def test_what_cannot_be_replayed_is_one_sentence(towns, tmp_path, capsys, words, said):
    folder = ["--region", str(towns / "built")]
    assert main(["replay", str(tmp_path / "nothing"), *folder, *words]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_the_region_is_the_one_that_the_folder_is_named_after(towns, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "two-towns").symlink_to(towns / "built")
    for name in ("two-towns", "two-towns-simulated", "two-towns/history", "two-towns-replayed-2"):
        assert guess_region(Path("build/state") / name) == "two-towns"
    with pytest.raises(BadInput, match="not clear of which region"):
        guess_region(Path("build/state/elsewhere"))
