"""Buses of Porto Alegre as their terminals would tell them, with the truth kept beside.

Each trace runs along the shape of one trip of the day, where the shape lies within the streets of
the OSM file, at changing speed with stands of 20 s, one point a second, with GPS noise that drifts.
"""

from __future__ import annotations

import csv
import io
import math
import random
import zipfile
from bisect import bisect_right
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

WEST, SOUTH, EAST, NORTH = -51.262, -30.109, -51.136, -29.992
POINTS = 600
TRACES = 60
NOISE_M = 4.0
DRIFT = 0.9  # of the noise of one second is still there in the next
STAND_EVERY_M, STAND_S = 350.0, 20
SLOWEST_MPS, FASTEST_MPS = 4.0, 12.0
METRES_A_DEGREE = 111_195.0
Point = tuple[float, float]


def build_traces(feed: Path, *, day: date, zone: str, seed: int) -> list[dict[str, Any]]:
    """Traces of different trips; `points` are [lat, lon, epoch s, heading, m/s], `truth` places."""
    with zipfile.ZipFile(feed) as archive:
        tables = {
            name: list(csv.DictReader(io.TextIOWrapper(archive.open(f"{name}.txt"), "utf-8-sig")))
            for name in ("trips", "calendar", "shapes", "stop_times")
        }
    shapes: dict[str, list[Point]] = defaultdict(list)
    for row in sorted(tables["shapes"], key=lambda row: int(row["shape_pt_sequence"])):
        place = float(row["shape_pt_lat"]), float(row["shape_pt_lon"])
        shapes[row["shape_id"]].append(place)
    running = {row["service_id"] for row in tables["calendar"] if row[f"{day:%A}".lower()] == "1"}
    times: dict[str, list[int]] = defaultdict(list)
    for row in tables["stop_times"]:
        times[row["trip_id"]] += [_seconds(row["departure_time"])] if row["departure_time"] else []
    chance = random.Random(seed)
    trips = [row for row in tables["trips"] if row["service_id"] in running]
    chance.shuffle(trips)
    start = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp()
    traces: list[dict[str, Any]] = []
    taken: set[str] = set()
    for trip in trips:
        line = shapes[trip["shape_id"]]
        if trip["shape_id"] in taken or len(traces) == TRACES:
            continue
        trace = _drive(line, times[trip["trip_id"]], chance)
        if trace is not None:
            taken.add(trip["shape_id"])
            for point in trace["points"]:
                point[2] += start
            traces.append(trace | {"trip": trip["trip_id"], "day": day.isoformat()})
    return traces


def _drive(line: list[Point], times: list[int], chance: random.Random) -> dict[str, Any] | None:
    """600 s of driving within the streets, or None where the shape leaves them too soon."""
    along = [0.0]
    for a, b in zip(line, line[1:], strict=False):
        along.append(along[-1] + _metres(a, b))
    low, high = _longest_inside(line)
    longest = POINTS * FASTEST_MPS
    if along[high] - along[low] < longest * 0.7 or len(times) < 2:
        return None
    at = along[low] + 0.02 * (along[high] - along[low])
    began = min(times) + (max(times) - min(times)) * at / along[-1]
    points, truth, speed, stand, noise = [], [], 7.0, 0, [0.0, 0.0]
    next_stand = at + chance.uniform(100.0, STAND_EVERY_M)
    for second in range(POINTS):
        place, heading = _place(line, along, at)
        spread = NOISE_M * math.sqrt(1 - DRIFT**2)
        noise = [DRIFT * one + chance.gauss(0.0, spread) for one in noise]
        moving = 0.0 if stand else speed
        told = _moved(place, *noise)
        points.append([*told, began + second, round(heading, 1), round(moving, 2)])
        truth.append(list(place))
        stand = max(stand - 1, 0)
        if not stand:
            speed = min(max(speed + chance.gauss(0.0, 0.6), SLOWEST_MPS), FASTEST_MPS)
            at += speed
            if at > next_stand:
                stand, next_stand = STAND_S, at + chance.uniform(200.0, 2 * STAND_EVERY_M)
        if at > along[high]:
            return None
    return {"points": points, "truth": truth}


def _longest_inside(line: list[Point]) -> tuple[int, int]:
    best, first = (0, 0), 0
    for row, (lat, lon) in enumerate(line):
        if not (SOUTH < lat < NORTH and WEST < lon < EAST):
            first = row + 1
        elif row - first > best[1] - best[0]:
            best = first, row
    return best


def _place(line: list[Point], along: list[float], at: float) -> tuple[Point, float]:
    row = min(max(bisect_right(along, at) - 1, 0), len(line) - 2)
    (lat, lon), (lat2, lon2) = line[row], line[row + 1]
    size = along[row + 1] - along[row]
    ratio = (at - along[row]) / size if size else 0.0
    heading = math.degrees(math.atan2((lon2 - lon) * math.cos(math.radians(lat)), lat2 - lat))
    return (lat + ratio * (lat2 - lat), lon + ratio * (lon2 - lon)), heading % 360.0


def _metres(a: Point, b: Point) -> float:
    east = (b[1] - a[1]) * math.cos(math.radians(a[0]))
    return METRES_A_DEGREE * math.hypot(b[0] - a[0], east)


def _moved(place: Point, east_m: float, north_m: float) -> Point:
    lat = place[0] + north_m / METRES_A_DEGREE
    return lat, place[1] + east_m / (METRES_A_DEGREE * math.cos(math.radians(place[0])))


def _seconds(text: str) -> int:
    hour, minute, second = map(int, text.split(":"))
    return (hour * 60 + minute) * 60 + second
