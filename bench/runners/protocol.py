"""What every runner does the same way: read a request, time each query, print one JSON answer.

Only the standard library, because each peer's virtual environment runs this file too.
See bench/README.md for the request and the answer.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

WARM_UP_QUERIES = 50
SPAWNED_AT = "BENCH_SPAWNED_AT"  # time.monotonic() of the moment the runner was started


class Task(NamedTuple):
    """How one kind of question is asked; only `ask` is timed."""

    encode: Callable[[Any], Any]  # the query of the request -> what the library wants to be given
    ask: Callable[[Any], Any]  # the library's own call
    read: Callable[[Any], Any]  # the library's answer -> the answer in the words of the README


class Runner(NamedTuple):
    """A contestant: how it prepares its files, and the tasks of the engine it opens from them."""

    version: str
    prepare: Callable[[dict[str, Any]], dict[str, Any]]  # returns facts worth printing
    open_engine: Callable[[dict[str, Any]], Callable[[dict[str, Any]], Task]]


def run(runner: Runner) -> None:
    """Do what the request named on the command line asks, and print the answer."""
    answer_file = _keep_stdout()
    request = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    answer: dict[str, Any] = {"version": runner.version, "python": platform.python_version()}
    if request["phase"] == "prepare":
        answer["prepare"] = _prepare(runner, request)
    else:
        answer |= _query(runner, request)
    with os.fdopen(answer_file, "w", encoding="utf-8") as out:
        json.dump(answer, out)


def _prepare(runner: Runner, request: dict[str, Any]) -> dict[str, Any]:
    facts = runner.prepare(request)
    spent = os.times()
    cpu_s = spent.user + spent.system + spent.children_user + spent.children_system
    return {"cpu_s": cpu_s, "wall_s": _since_start_s(), "facts": facts}


def _query(runner: Runner, request: dict[str, Any]) -> dict[str, Any]:
    task_of = runner.open_engine(request)
    first = request["tasks"][0]
    task = task_of(first)
    task.read(task.ask(task.encode(first["queries"][0])))
    start = {"cpu_s": time.process_time(), "wall_s": _since_start_s()}
    results = {spec["name"]: _timed(task_of(spec), spec["queries"]) for spec in request["tasks"]}
    return {"start": start, "tasks": results, "memory": memory_mb()}


def _timed(task: Task, queries: list[Any]) -> dict[str, Any]:
    encoded = [task.encode(query) for query in queries]
    for query in encoded[:WARM_UP_QUERIES]:
        task.ask(query)
    gc.collect()
    cpu_s, answers = [], []
    for query in encoded:
        began = time.process_time()
        raw = task.ask(query)
        cpu_s.append(time.process_time() - began)
        answers.append(task.read(raw))
    return {"cpu_s": cpu_s, "answers": answers}


def memory_mb() -> dict[str, float]:
    """Resident now and at most; read from /proc, since getrusage inherits its parent's peak."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = {
        line.split(":")[0]: line.split()[1] for line in status.splitlines() if "kB" in line
    }
    return {
        "resident_mb": int(kilobytes["VmRSS"]) / 1024,
        "peak_mb": int(kilobytes["VmHWM"]) / 1024,
    }


def _since_start_s() -> float:
    return time.monotonic() - float(os.environ[SPAWNED_AT])


def _keep_stdout() -> int:
    """The descriptor the answer goes to; whatever a library prints goes to stderr instead."""
    kept = os.dup(1)
    os.dup2(2, 1)
    return kept
