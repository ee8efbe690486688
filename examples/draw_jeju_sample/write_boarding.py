"""How high kerbs are at stops, and how low-floor buses are built: invented, as if measured.

Every low-floor bus of trunk and branch lines is one that kneels, with a ramp for a kerb of 15 cm.
Most stops that say they are step-free have that kerb. At a few outside the hubs there is none: stop
and bus both say yes, and from the road the ramp is too steep. The rest is not measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from .dice import chance
from .network import HUBS
from .read_facts import BusLine, Place
from .write_tables import Row, write_table

KERB_M, NO_KERB_M = "0.15", "0"
NO_KERB_SHARE = 0.1
UNSAID_SHARE = 0.3
"""So many of the stops that do not say whether they are step-free were measured."""
LOW_FLOOR = {
    "wheelchair_accessible": "1",
    "floor_height_m": "0.32",
    "kneeling_height_m": "0.24",
    "ramp_length_m": "1.2",
    "door_width_m": "1.2",
}


def write_boarding(
    folder: Path,
    *,
    places: dict[str, Place],
    lines: list[BusLine],
    flag: Callable[[Place, str], str],
) -> None:
    """Both tables."""
    folder.mkdir(parents=True, exist_ok=True)
    write_table(folder / "platforms.csv", _platforms(places, flag))
    write_table(folder / "vehicles.csv", _vehicles(lines))


def _platforms(places: dict[str, Place], flag: Callable[[Place, str], str]) -> Iterable[Row]:
    for place in places.values():
        for stop in place.stops:
            kerb_m = _kerb_m(place, stop.id, flag(place, stop.id))
            if kerb_m:
                yield {"stop_id": stop.id, "kerb_height_m": kerb_m}


def _kerb_m(place: Place, stop: str, flag: str) -> str:
    if flag == "1":
        is_bare = place.key not in HUBS and chance("no kerb here", stop) < NO_KERB_SHARE
        return NO_KERB_M if is_bare else KERB_M
    return KERB_M if flag == "0" and chance("measured", stop) < UNSAID_SHARE else ""


def _vehicles(lines: list[BusLine]) -> Iterable[Row]:
    for line in lines:
        if line.kind != "express":
            yield {"route_id": line.number, **LOW_FLOOR}
