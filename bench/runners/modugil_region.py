"""What all runners of Modugil share: the region built from the files of a request, kernels kept.

The name of a file begins with its kind (`gtfs`, `gtfs trains`, `osm`, `elevation`). The first
preparation of a folder compiles every kernel the questions need, as a first start does.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from protocol import Runner, Task, memory_mb, run

from modugil.region.build import build_region
from modugil.region.open_region import Region, open_region

DEFAULT_ZONE = "America/Sao_Paulo"
OpenEngine = Callable[[dict[str, Any]], Callable[[dict[str, Any]], Task]]


def run_modugil(open_engine: OpenEngine) -> None:
    """Do what the request asks of an engine that `open_engine` opens."""
    run(Runner(version("modugil"), lambda request: _prepare(request, open_engine), open_engine))


def open_built(request: dict[str, Any]) -> Region:
    """The region that was built in this folder."""
    return open_region(built_folder(request))


def _prepare(request: dict[str, Any], open_engine: OpenEngine) -> dict[str, Any]:
    work = Path(request["work"])
    for folder in (built_folder(request), work / "numba"):
        shutil.rmtree(folder, ignore_errors=True)
    began = time.process_time()
    region_file = work / "region.toml"
    region_file.write_text(_describe(request), "utf-8")
    build_region(
        region_file, out=built_folder(request), data_folder=None, report=lambda *_told: None
    )
    built, peak_mb = time.process_time(), memory_mb()["peak_mb"]
    task_of = open_engine(request)
    for spec in request["tasks"]:
        task = task_of(spec)
        task.ask(task.encode(spec["queries"][0]))
    stored = sum(path.stat().st_size for path in built_folder(request).rglob("*") if path.is_file())
    return {
        "build_cpu_s": built - began,
        "build_peak_mb": peak_mb,
        "kernels_cpu_s": time.process_time() - built,
        "stored_mb": stored / 2**20,
    }


def _describe(request: dict[str, Any]) -> str:
    zone = request.get("zone", DEFAULT_ZONE)
    head = f'id = "bench"\ntime_zone = "{zone}"\n[name]\nen = "Bench"\n'
    return head + "".join(
        f'\n[[source]]\nkind = "{name.split()[0]}"\npath = "{path}"\nlicence = "unstated"\n'
        for name, path in request["files"].items()
    )


def built_folder(request: dict[str, Any]) -> Path:
    """Where the region lies."""
    return Path(request["work"]) / "region"
