"""The inside of Jeju Bus Terminal as GTFS pathways: invented, with stairs and an elevator."""

from __future__ import annotations

from .plane import Point, to_degrees
from .read_facts import Place

STATION = "JEJU-TERMINAL"
NAMES = {
    "제주버스터미널 정문": (
        "Jeju Bus Terminal Main Entrance",
        "济州客运站正门",
        "済州バスターミナル正門",
    ),
    "제주버스터미널 후문": (
        "Jeju Bus Terminal Rear Entrance",
        "济州客运站后门",
        "済州バスターミナル裏門",
    ),
    "제주버스터미널 대합실": (
        "Jeju Bus Terminal Hall",
        "济州客运站候车室",
        "済州バスターミナル待合室",
    ),
    "제주버스터미널 구름다리": (
        "Jeju Bus Terminal Footbridge",
        "济州客运站天桥",
        "済州バスターミナル跨線橋",
    ),
    "1층": ("Ground floor", "一层", "1階"),
    "2층": ("Upper floor", "二层", "2階"),
}
Row = dict[str, str]


def station_nodes(place: Place) -> dict[str, tuple[str, str, Point, str]]:
    """Id -> name, location_type, where, and level, of all but the platforms."""
    x, y = place.at
    return {
        STATION: ("제주버스터미널", "1", (x, y), ""),
        "TERM-MAIN": ("제주버스터미널 정문", "2", (x + 30.0, y - 28.0), "TERM-L0"),
        "TERM-REAR": ("제주버스터미널 후문", "2", (x - 34.0, y + 30.0), "TERM-L0"),
        "TERM-HALL": ("제주버스터미널 대합실", "3", (x + 12.0, y - 10.0), "TERM-L0"),
        "TERM-BRIDGE": ("제주버스터미널 구름다리", "3", (x + 4.0, y + 4.0), "TERM-L1"),
    }


def stop_rows(place: Place) -> list[Row]:
    """The station, its entrances and inner nodes as rows of stops.txt."""
    rows = []
    for node, (name, kind, point, level) in station_nodes(place).items():
        lat, lon = to_degrees(point)
        rows.append(
            {
                "stop_id": node,
                "stop_name": name,
                "stop_lat": f"{lat:.6f}",
                "stop_lon": f"{lon:.6f}",
                "location_type": kind,
                "parent_station": "" if kind == "1" else STATION,
                "wheelchair_boarding": "1" if kind != "2" or node == "TERM-MAIN" else "2",
                "level_id": level,
            }
        )
    return rows


def level_rows() -> list[Row]:
    """Two floors."""
    return [
        {"level_id": "TERM-L0", "level_index": "0", "level_name": "1층"},
        {"level_id": "TERM-L1", "level_index": "1", "level_name": "2층"},
    ]


def pathway_rows(place: Place) -> list[Row]:
    """Main door flat, rear door by stairs; one platform flat, the others over the bridge."""
    near, *others = [stop.id for stop in place.stops]
    rows = [
        _walk("MAIN-HALL", "TERM-MAIN", "TERM-HALL", metres=22, slope=0.02, width=2.4),
        _stairs("REAR-BRIDGE", "TERM-REAR", "TERM-BRIDGE", count=26, width=1.8),
        _walk("HALL-NEAR", "TERM-HALL", near, metres=18, slope=0.01, width=2.0),
        _stairs("HALL-BRIDGE-STAIRS", "TERM-HALL", "TERM-BRIDGE", count=24, width=2.0),
        _elevator("HALL-BRIDGE-LIFT", "TERM-HALL", "TERM-BRIDGE"),
    ]
    for number, platform in enumerate(others, 1):
        rows.append(
            _stairs(f"BRIDGE-{number}-STAIRS", "TERM-BRIDGE", platform, count=-24, width=1.6)
        )
        rows.append(_elevator(f"BRIDGE-{number}-LIFT", "TERM-BRIDGE", platform))
    return rows


def _row(name: str, start: str, end: str, mode: int) -> Row:
    return {
        "pathway_id": f"TERM-{name}",
        "from_stop_id": start,
        "to_stop_id": end,
        "pathway_mode": str(mode),
        "is_bidirectional": "1",
    }


def _walk(name: str, start: str, end: str, *, metres: int, slope: float, width: float) -> Row:
    return _row(name, start, end, 1) | {
        "length": str(metres),
        "traversal_time": str(metres),
        "max_slope": f"{slope:g}",
        "min_width": f"{width:g}",
    }


def _stairs(name: str, start: str, end: str, *, count: int, width: float) -> Row:
    steps = {"stair_count": str(count), "min_width": f"{width:g}"}
    return _row(name, start, end, 2) | {"traversal_time": str(abs(count))} | steps


def _elevator(name: str, start: str, end: str) -> Row:
    return _row(name, start, end, 5) | {"traversal_time": "60", "min_width": "1.1"}
