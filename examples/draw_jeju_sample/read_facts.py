"""What is real: stops, places to visit, and which line calls where (the order is ours)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from .plane import Point, to_plane

FACTS = Path(__file__).parent / "facts"
LANGUAGES = ("ko", "en", "zh", "ja")


@dataclass(frozen=True)
class Stop:
    """One real bus stop with its official id."""

    id: str
    place: str
    names: dict[str, str]
    lat: float
    lon: float

    @property
    def at(self) -> Point:
        """Where it stands on the sheet, in metres."""
        return to_plane(self.lat, self.lon)


@dataclass(frozen=True)
class Place:
    """The stops of one name, usually one on each side of the road."""

    key: str
    stops: tuple[Stop, ...]

    @property
    def at(self) -> Point:
        """The middle of its stops: the road passes here."""
        points = [stop.at for stop in self.stops]
        return (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))


@dataclass(frozen=True)
class Call:
    """A place on a line; `bay` names the stop where the place has one for this line."""

    place: str
    bay: str | None


@dataclass(frozen=True)
class BusLine:
    """A real line number with our order of places, outbound."""

    number: str
    kind: str
    calls: tuple[Call, ...]


@dataclass(frozen=True)
class Spot:
    """A sight or a toilet: somewhere the streets must lead to."""

    id: str
    at: Point
    row: dict[str, str]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_places() -> dict[str, Place]:
    """Every place with its stops, in the order of the file."""
    stops: dict[str, list[Stop]] = {}
    for row in read_rows(FACTS / "stops.csv"):
        names = {language: row[f"name_{language}"] for language in LANGUAGES}
        stop = Stop(row["stop_id"], row["place"], names, float(row["lat"]), float(row["lon"]))
        stops.setdefault(stop.place, []).append(stop)
    return {key: Place(key, tuple(group)) for key, group in stops.items()}


def read_lines() -> list[BusLine]:
    """The fifteen lines."""
    lines = []
    for row in read_rows(FACTS / "lines.csv"):
        calls = []
        for text in row["places"].split(" > "):
            place, _, bay = text.partition("/")
            calls.append(Call(place, bay or None))
        lines.append(BusLine(row["line"], row["class"], tuple(calls)))
    return lines


def read_bends() -> dict[tuple[str, str], list[Point]]:
    """Coarse points that keep a long road on land, by the two places it joins."""
    bends: dict[tuple[str, str], list[Point]] = {}
    for row in read_rows(FACTS / "bends.csv"):
        point = to_plane(float(row["lat"]), float(row["lon"]))
        bends.setdefault((row["from"], row["to"]), []).append(point)
    return bends


def read_spots(path: Path) -> list[Spot]:
    """Sights or toilets of one file of the region."""
    return [
        Spot(row["id"], to_plane(float(row["lat"]), float(row["lon"])), row)
        for row in read_rows(path)
    ]
