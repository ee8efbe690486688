"""A day of losses, delays, duplicates and disorder tells the same stop events as the clean day."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from modugil.cli.build import build

ROOT = Path(__file__).resolve().parents[2]
START, HOURS, SEED = "2026-11-23T05:00+09:00", 19.0, 5


@pytest.mark.proof
def test_the_storm_tells_the_same_stop_events_as_the_clean_day(
    tmp_path: Path, proof_sheet: Callable[[str, dict[str, str]], None]
):
    folder = tmp_path / "sample"
    build(
        ROOT / "regions" / "jeju-sample" / "region.toml",
        out=folder,
        force=False,
        report=lambda *_: None,
    )
    programs = [start_day(folder, channel) for channel in ("clean", "storm")]
    clean, storm = (read_day(program) for program in programs)
    only_clean = clean.final.keys() - storm.final.keys()
    only_storm = storm.final.keys() - clean.final.keys()
    apart_s = seconds_apart(clean.final, storm.final)
    proof_sheet(
        "The same stop events in the storm",
        {
            "simulated day at 1 Hz, 05:00 to 24:00": f"{clean.fixes:,} fixes",
            "10 % lost, delays to 5 min, duplicates, disorder": f"{storm.fixes:,} fixes arrived",
            "final stop events, clean / storm": f"{len(clean.final):,} / {len(storm.final):,}",
            "only in the clean day / only in the storm": f"{len(only_clean)} / {len(only_storm)}",
            "told twice": f"{clean.twice} / {storm.twice}",
            "times apart: p50, p99, most": quantiles(apart_s),
            "clean day beside the simulator's truth": beside_truth(clean),
            "storm beside the simulator's truth": beside_truth(storm),
        },
    )
    assert len(clean.final) > 20_000
    assert len(only_clean) + len(only_storm) <= len(clean.final) // 1000
    assert (clean.twice, storm.twice) == (0, 0)
    assert np.percentile(apart_s, 99) <= 3.0


def start_day(folder: Path, channel: str) -> subprocess.Popen[str]:
    program = Path(__file__).with_name("simulated_day.py")
    command = [sys.executable, str(program), str(folder), channel, START, str(HOURS), str(SEED)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def read_day(program: subprocess.Popen[str]) -> SimpleNamespace:
    out, _ = program.communicate()
    assert program.returncode == 0
    told = json.loads(out)
    events = {name: {tuple(key): ms for *key, ms in told[name]} for name in ("final", "true")}
    return SimpleNamespace(fixes=told["fixes"], twice=told["twice"], **events)


def seconds_apart(first: dict, second: dict) -> np.ndarray:
    return np.array([abs(first[key] - second[key]) for key in first.keys() & second.keys()]) / 1000


def quantiles(values_s: np.ndarray) -> str:
    return ", ".join(f"{value:.1f} s" for value in np.percentile(values_s, [50, 99, 100]))


def beside_truth(day: SimpleNamespace) -> str:
    found = len(day.true.keys() & day.final.keys())
    return (
        f"{found:,} of {len(day.true):,} found, {len(day.final.keys() - day.true.keys())} others, "
        f"apart {quantiles(seconds_apart(day.true, day.final))}"
    )
