"""pyvalhalla: walking and wheelchair routes, the area within 15 minutes, a matrix.

Requests are written as JSON before the clock starts and answers stay JSON text, as the library
hands them over; no directions are asked for.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import valhalla
from protocol import Runner, Task, run

OPTIONS: dict[str, dict[str, Any]] = {"foot": {}, "wheelchair": {"type": "wheelchair"}}


class Ring(NamedTuple):
    corners: list[tuple[float, float]]
    west: float
    east: float
    south: float
    north: float


def prepare(request: dict[str, Any]) -> dict[str, Any]:
    """Build the routing tiles with the library's own tool."""
    work = Path(request["work"])
    tiles = work / "tiles"
    tiles.mkdir(parents=True, exist_ok=True)
    config = valhalla.get_config(tile_extract="", tile_dir=tiles)
    (work / "valhalla.json").write_text(json.dumps(config), encoding="utf-8")
    tool = valhalla.PYVALHALLA_DIR / "bin" / "valhalla_build_tiles"
    command = [str(tool), "-c", str(work / "valhalla.json"), request["files"]["osm"]]
    subprocess.run(command, check=True, capture_output=True)
    stored_bytes = sum(path.stat().st_size for path in tiles.rglob("*") if path.is_file())
    return {"stored_mb": stored_bytes / 2**20}


def open_engine(request: dict[str, Any]) -> Callable[[dict[str, Any]], Task]:
    """Open the tiles; each is read when it is first needed."""
    actor = valhalla.Actor(str(Path(request["work"]) / "valhalla.json"))
    kinds = {"route": _route, "reach": _reach, "matrix": _matrix}
    return lambda spec: kinds[spec["kind"]](actor, spec)


def _route(actor: Any, spec: dict[str, Any]) -> Task:
    def encode(pair: Any) -> str:
        return json.dumps(_walking(spec) | {"locations": _places(pair), "directions_type": "none"})

    def read(answer: str | None) -> Any:
        return answer and 1000 * json.loads(answer)["trip"]["summary"]["length"]

    return Task(encode, _or_none(actor.route), read)


def _reach(actor: Any, spec: dict[str, Any]) -> Task:
    def encode(start: Any) -> str:
        contour = {"contours": [{"time": spec["minutes"]}], "polygons": True}
        return json.dumps(_walking(spec) | contour | {"locations": _places([start])})

    def read(answer: str | None) -> Any:
        if answer is None:
            return None
        rings = [ring for feature in json.loads(answer)["features"] for ring in _rings(feature)]
        return [_covered(rings, place) for place in spec["probes"]]

    return Task(encode, _or_none(actor.isochrone), read)


def _matrix(actor: Any, spec: dict[str, Any]) -> Task:
    def encode(query: Any) -> str:
        ends = {side: _places(query[side]) for side in ("sources", "targets")}
        return json.dumps(_walking(spec) | ends | {"verbose": False})

    def read(answer: str | None) -> Any:
        return answer and json.loads(answer)["sources_to_targets"]["durations"]

    return Task(encode, _or_none(actor.matrix), read)


def _walking(spec: dict[str, Any]) -> dict[str, Any]:
    options = OPTIONS[spec["needs"]] | {"walking_speed": spec["speed_mps"] * 3.6}
    return {"costing": "pedestrian", "costing_options": {"pedestrian": options}}


def _places(coordinates: Any) -> list[dict[str, float]]:
    return [{"lat": lat, "lon": lon} for lat, lon in coordinates]


def _or_none(call: Callable[[str], str]) -> Callable[[str], str | None]:
    def ask(request: str) -> str | None:
        try:
            return call(request)
        except valhalla.ValhallaError:
            return None

    return ask


def _rings(feature: dict[str, Any]) -> list[Ring]:
    """Every ring of a GeoJSON area with its bounds, so that far places are settled at once."""
    area = feature["geometry"]
    parts = [area["coordinates"]] if area["type"] == "Polygon" else area["coordinates"]
    rings = []
    for ring in (ring for part in parts for ring in part):
        lons, lats = zip(*ring, strict=True)
        rings.append(Ring(ring, min(lons), max(lons), min(lats), max(lats)))
    return rings


def _covered(rings: list[Ring], place: tuple[float, float]) -> int:
    """1 if the place lies inside: an odd number of edges lies east of it."""
    lat, lon = place
    inside = False
    for ring in rings:
        if not (ring.west <= lon <= ring.east and ring.south <= lat <= ring.north):
            continue
        for (x1, y1), (x2, y2) in zip(ring.corners, ring.corners[1:], strict=False):
            if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
    return int(inside)


if __name__ == "__main__":
    run(Runner(valhalla.__version__.split("-")[0], prepare, open_engine))
