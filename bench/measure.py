"""Start a runner, hand it a request, and boil the runs down to the numbers of the report."""

from __future__ import annotations

import json
import os
import subprocess
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

from contestants import HERE, Contestant
from environments import NotAvailable
from workloads import Workload

SPAWNED_AT = "BENCH_SPAWNED_AT"
Answer = dict[str, Any]


@dataclass(frozen=True)
class Entrant:
    """A contestant that can run here, with its interpreter and a folder for its files."""

    contestant: Contestant
    python: Path
    work: Path


def prepare(entrant: Entrant, workload: Workload, *, afresh: bool) -> Answer:
    """What the contestant spends to turn the raw files into its stored form; kept if unchanged."""
    request = _request(entrant, workload, phase="prepare") | {"tasks": _tasks(entrant, workload)}
    stamp = _stamp(entrant, workload)
    kept = entrant.work / "prepared.json"
    if kept.exists() and not afresh and entrant.contestant.lock is not None:
        before: Answer = json.loads(kept.read_text("utf-8"))
        if before["stamp"] == stamp:
            return before
    entrant.work.mkdir(parents=True, exist_ok=True)
    answer = _run(entrant, request) | {"stamp": stamp}
    kept.write_text(json.dumps(answer), "utf-8")
    return answer


def ask(entrant: Entrant, workload: Workload) -> Answer:
    """One run over all questions the contestant can answer, in a fresh process."""
    tasks = {"tasks": _tasks(entrant, workload)}
    return _run(entrant, _request(entrant, workload, phase="query") | tasks)


def task_numbers(runs: list[Answer], task: str) -> dict[str, float] | None:
    """Medians over the runs of one task, or None if the contestant was not asked it."""
    times_s = [run["tasks"][task]["cpu_s"] for run in runs if task in run["tasks"]]
    if not times_s:
        return None
    medians_ms = [1000 * median(times) for times in times_s]
    answers = runs[0]["tasks"][task]["answers"]
    found_ms = [
        1000 * median(time_s for time_s, answer in zip(times, answers, strict=True) if answer)
        for times in times_s
        if any(answers)
    ]
    return {
        "median_ms": median(medians_ms),
        "median_ms_least": min(medians_ms),
        "median_ms_most": max(medians_ms),
        "p99_ms": median(1000 * _percentile(times, 0.99) for times in times_s),
        "median_found_ms": median(found_ms) if found_ms else 0.0,
        "queries": len(answers),
        "found_ratio": sum(bool(answer) for answer in answers) / len(answers),
    }


def start_numbers(prepared: Answer, runs: list[Answer]) -> dict[str, float]:
    """Seconds to prepare and to the first answer, and megabytes, as medians over the runs."""
    start = {
        f"{part}_{unit}": median(run[part][unit] for run in runs)
        for part in ("start", "memory")
        for unit in runs[0][part]
    }
    return start | {f"prepare_{unit}": prepared["prepare"][unit] for unit in ("cpu_s", "wall_s")}


def _tasks(entrant: Entrant, workload: Workload) -> list[Answer]:
    asked = entrant.contestant.answers
    return [task for task in workload.tasks if (task["kind"], task["needs"]) in asked]


def _request(entrant: Entrant, workload: Workload, *, phase: str) -> Answer:
    words = {"phase": phase, "work": str(entrant.work)}
    return workload.request | entrant.contestant.options | words


def _run(entrant: Entrant, request: Answer) -> Answer:
    request_file = entrant.work / f"{request['phase']}.json"
    request_file.write_text(json.dumps(request), "utf-8")
    script = HERE / "runners" / entrant.contestant.script
    done = subprocess.run(
        [str(entrant.python), str(script), str(request_file)],
        capture_output=True,
        text=True,
        env=os.environ
        | {SPAWNED_AT: repr(time.monotonic()), "NUMBA_CACHE_DIR": str(entrant.work / "numba")},
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no message"]
        raise NotAvailable(f"{script.name} ended with an error: {lines[-1]}")
    answer: Answer = json.loads(done.stdout)
    return answer


def _stamp(entrant: Entrant, workload: Workload) -> str:
    """Changes when the inputs, the peer's version, its options or its runner change."""
    digest = sha256(json.dumps(entrant.contestant.options).encode())
    files = [Path(file) for file in workload.request["files"].values()]
    files.append(HERE / "runners" / entrant.contestant.script)
    if entrant.contestant.lock:
        files.append(HERE / "peers" / entrant.contestant.lock)
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
