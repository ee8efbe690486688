"""osrm-bindings: walking routes and a matrix, for the one foot profile that was prepared.

`algorithm` in the request is CH (contraction hierarchy: slow to prepare, fastest to ask) or MLD.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import osrm
from protocol import Runner, Task, run

STEPS = {"CH": ["contract"], "MLD": ["partition", "customize"]}
FOOT_PROFILE = Path(osrm.__file__).parent / "share" / "profiles" / "foot.lua"


def prepare(request: dict[str, Any]) -> dict[str, Any]:
    """Extract the streets and build the hierarchy with the library's own tools."""
    work = Path(request["work"])
    work.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(request["files"]["osm"], work / "region.osm.pbf")
    _tool("extract", "-p", str(FOOT_PROFILE), str(work / "region.osm.pbf"))
    for step in STEPS[request["algorithm"]]:
        _tool(step, str(work / "region.osrm"))
    stored = [path for path in work.iterdir() if path.name.startswith("region.osrm")]
    return {"stored_mb": sum(path.stat().st_size for path in stored) / 2**20}


def open_engine(request: dict[str, Any]) -> Callable[[dict[str, Any]], Task]:
    """Read the prepared network into this process."""
    engine = osrm.OSRM(
        storage_config=str(Path(request["work"]) / "region.osrm"),
        algorithm=request["algorithm"],
        use_shared_memory=False,
        max_locations_distance_table=-1,
    )
    kinds = {"route": _route, "matrix": _matrix}
    return lambda spec: kinds[spec["kind"]](engine)


def _route(engine: Any) -> Task:
    def ask(pair: Any) -> Any:
        wanted = osrm.RouteParameters(coordinates=pair, overview="false", generate_hints=False)
        try:
            return engine.Route(wanted)
        except RuntimeError:  # no route between the two
            return None

    def read(answer: Any) -> Any:
        return answer and answer["routes"][0]["distance"]

    return Task(_lon_lat, ask, read)


def _matrix(engine: Any) -> Task:
    def encode(query: Any) -> Any:
        split = len(query["sources"])
        both = _lon_lat(query["sources"] + query["targets"])
        return both, list(range(split)), list(range(split, len(both)))

    def ask(query: Any) -> Any:
        coordinates, sources, targets = query
        return engine.Table(
            osrm.TableParameters(
                coordinates=coordinates,
                sources=sources,
                destinations=targets,
                annotations=["duration"],
                generate_hints=False,
            )
        )

    def read(answer: Any) -> Any:
        return [list(row) for row in answer["durations"]]

    return Task(encode, ask, read)


def _lon_lat(places: Any) -> list[tuple[float, float]]:
    return [(lon, lat) for lat, lon in places]


def _tool(*arguments: str) -> None:
    command = [sys.executable, "-m", "osrm", *arguments]
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    run(Runner(version("osrm-bindings"), prepare, open_engine))
