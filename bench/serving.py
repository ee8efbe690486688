"""One serving process that holds a region, as its operator sees it: seconds, megabytes, requests.

Started by the product's own command, asked over HTTP, measured from outside through /proc.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

PRESETS = {"foot": "walking", "wheelchair": "powered-wheelchair"}
ADDRESS = re.compile(r"http://[\w.]+:\d+")
TICK_S = 1 / os.sysconf("SC_CLK_TCK")
Numbers = dict[str, float]


@dataclass(frozen=True)
class Server:
    """A running `modugil serve`."""

    process: subprocess.Popen[str] | subprocess.Popen[bytes]
    address: str

    def ask(self, path: str, **words: str) -> bytes:
        with urlopen(f"{self.address}{path}?{urlencode(words)}", timeout=120) as answer:
            body: bytes = answer.read()
        return body

    def cpu_s(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2]
        return sum(map(int, fields.split()[11:13])) * TICK_S

    def memory_mb(self) -> Numbers:
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        kilobytes = dict(re.findall(r"^(\w+):\s+(\d+) kB$", status, re.MULTILINE))
        return {name: int(kilobytes[name]) / 1024 for name in ("VmRSS", "VmHWM", "RssAnon")}


def measure_serving(region: Path, *, tasks: list[dict[str, Any]], leave_at: str) -> Numbers:
    """First and warm start, memory at rest and after all questions, CPU of one request."""
    cache = region.parent / "numba-serving"
    shutil.rmtree(cache, ignore_errors=True)
    numbers: Numbers = {}
    for start in ("first", "warm"):
        began = time.monotonic()
        server = _start(region, cache=cache)
        try:
            server.ask("/")
            numbers[f"{start}_start_s"] = time.monotonic() - began
            if start == "warm":
                numbers |= _ask_all(server, tasks, leave_at)
        finally:
            server.process.send_signal(signal.SIGINT)
            server.process.communicate(timeout=30)
    return numbers


def _start(region: Path, *, cache: Path) -> Server:
    command = [sys.executable, "-c", "from modugil.cli import main; raise SystemExit(main())"]
    process = subprocess.Popen(
        [*command, "serve", str(region)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"NUMBA_CACHE_DIR": str(cache)},
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if found := ADDRESS.search(line):
            return Server(process, found[0])
    raise SystemExit("modugil serve ended: " + "".join(said[-5:]))


def _ask_all(server: Server, tasks: list[dict[str, Any]], leave_at: str) -> Numbers:
    numbers = {"resident_start_mb": server.memory_mb()["VmRSS"]}
    asked = [task for task in tasks if task["kind"] == "plan"]
    for task in asked:
        began, journeys = server.cpu_s(), 0
        for start, end in task["queries"]:
            body = server.ask(
                "/api/v1/journeys",
                **{"from": _text(start), "to": _text(end), "at": leave_at},
                needs=PRESETS[task["needs"]],
            )
            journeys += bool(json.loads(body)["journeys"])
        spent_s = server.cpu_s() - began
        numbers[f"{task['needs']}_mean_ms"] = 1000 * spent_s / len(task["queries"])
        numbers[f"{task['needs']}_found_ratio"] = journeys / len(task["queries"])
    memory = server.memory_mb()
    return numbers | {
        "requests": sum(len(task["queries"]) for task in asked),
        "resident_mb": memory["VmRSS"],
        "own_mb": memory["RssAnon"],
        "peak_mb": memory["VmHWM"],
    }


def _text(place: tuple[float, float]) -> str:
    return f"{place[0]},{place[1]}"
