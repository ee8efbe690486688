"""pyvalhalla: a bus's trace put onto the streets by `trace_attributes`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import valhalla
from protocol import Runner, Task, run
from trace_truth import offsets_m
from valhalla_streets import prepare

WANTED = ["matched.point", "matched.type", "edge.way_id"]


def open_engine(request: dict[str, Any]) -> Callable[[dict[str, Any]], Task]:
    """Open the tiles; each is read when it is first needed."""
    actor = valhalla.Actor(str(Path(request["work"]) / "valhalla.json"))

    def task_of(_spec: dict[str, Any]) -> Task:
        asked: list[Any] = []

        def encode(query: Any) -> str:
            asked.append(query)
            shape = [{"lat": p[0], "lon": p[1], "time": p[2]} for p in query["points"]]
            words: dict[str, Any] = {"costing": "bus", "shape_match": "map_snap", "shape": shape}
            words["filters"] = {"attributes": WANTED, "action": "include"}
            return json.dumps(words)

        def ask(text: str) -> str | None:
            try:
                return str(actor.trace_attributes(text))
            except valhalla.ValhallaError:
                return None

        return Task(encode, ask, lambda text: text and _read(text, asked.pop(0)))

    return task_of


def _read(text: str, query: Any) -> list[float | None]:
    matched = [
        (point["lat"], point["lon"]) if point["type"] != "unmatched" else None
        for point in json.loads(text)["matched_points"]
    ]
    return offsets_m(matched, query["truth"])


if __name__ == "__main__":
    run(Runner(valhalla.__version__.split("-")[0], prepare, open_engine))
