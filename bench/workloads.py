"""The questions of the benchmark, drawn from Porto Alegre with fixed seeds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bus_traces import POINTS, build_traces
from contestants import OURS
from feed import PreparedFeed, prepare_feed
from footpaths import distance_m
from street_points import connected_points, random_pairs

DAY = date(2019, 5, 13)  # a Monday
ZONE = "America/Sao_Paulo"
LEAVE_AT = "2019-05-13T14:00:00"
SEED = 20190513
MAX_TRANSFERS = 6
CHANGE_TIME_MIN = 2
SHORTEST_M = 500.0
LONGEST_STREET_M = 3000.0
WALKING_MPS = 5.0 / 3.6
REACH_MIN = 15
MATRIX_SIDE = 50
MATRICES = 2
PROBES = 300
DOOR_PAIRS = 300
CUSTOM_NEEDS = 40
TICKS = 100
TRUTH = "the truth"
LONGEST_DOOR_M = 1e6  # anywhere in the city
FOOTPATH_RULES = {"100 m": 0.0, "100 m or same name": 500.0}


@dataclass(frozen=True)
class Workload:
    """Questions of one area over the same files, put to every contestant of the area."""

    name: str
    area: str
    about: str
    reference: str  # whose answers the others are held against
    request: dict[str, Any]  # files and settings; see bench/README.md
    tasks: list[dict[str, Any]]


def build_workloads(area: str, *, data: Path, work: Path, pairs: int) -> Iterator[Workload]:
    """The workloads of one area; prepared inputs are written under `work`."""
    city = data / "porto_alegre"
    if area == "transit":
        for rule, same_name_m in FOOTPATH_RULES.items():
            yield _transit(city, work=work, pairs=pairs, rule=rule, same_name_m=same_name_m)
    if area == "streets":
        yield _streets(city, pairs=pairs)
    if area == "door":
        yield _door(city, pairs=min(pairs, DOOR_PAIRS))
    if area == "needs":
        yield _needs(city)
    if area == "matching":
        yield _matching(city)


def _transit(city: Path, *, work: Path, pairs: int, rule: str, same_name_m: float) -> Workload:
    feed = prepare_feed(
        {"eptc": city / "poa_eptc.zip", "trensurb": city / "poa_trensurb.zip"},
        target=work / f"porto_alegre_{int(same_name_m)}.zip",
        day=DAY,
        same_name_m=same_name_m,
    )
    about = (
        f"{len(feed.served_stops):,} stops, {feed.active_trips:,} trips active, "
        f"{feed.footpaths:,} footpaths; leave {LEAVE_AT}, at most {MAX_TRANSFERS} transfers, "
        f"{CHANGE_TIME_MIN} minutes to change"
    )
    task = {
        "name": "stop to stop",
        "kind": "stop_to_stop",
        "needs": "any",
        "max_transfers": MAX_TRANSFERS,
        "change_time_min": CHANGE_TIME_MIN,
        "queries": _stop_pairs(feed, count=pairs),
    }
    request = {"files": {"gtfs": str(feed.path)}, "leave_at": LEAVE_AT, "zone": ZONE}
    return Workload(f"transit, footpaths {rule}", "transit", about, "pynigiri", request, [task])


def _stop_pairs(feed: PreparedFeed, *, count: int) -> list[list[str]]:
    chance = random.Random(SEED)
    pairs: list[list[str]] = []
    while len(pairs) < count:
        start, end = chance.choice(feed.served_stops), chance.choice(feed.served_stops)
        is_far = distance_m(feed.places[start], feed.places[end]) >= SHORTEST_M
        # where one can walk, one peer keeps no journey that is slower than walking
        if is_far and (start, end) not in feed.joined:
            pairs.append([start, end])
    return pairs


def _streets(city: Path, *, pairs: int) -> Workload:
    osm = city / "poa_osm.pbf"
    points = connected_points(osm)
    ends = random_pairs(
        points, count=pairs, seed=SEED, shortest_m=SHORTEST_M, longest_m=LONGEST_STREET_M
    )
    starts = [start for start, _ in ends]
    chance = random.Random(SEED + 1)
    probes = [place[1:] for place in chance.sample(points, PROBES)]
    sides = [chance.sample(points, 2 * MATRIX_SIDE) for _ in range(MATRICES)]
    matrices = [
        {
            "sources": [place[1:] for place in side[:MATRIX_SIDE]],
            "targets": [place[1:] for place in side[MATRIX_SIDE:]],
        }
        for side in sides
    ]
    reach = {"minutes": REACH_MIN, "probes": probes}
    tasks = [
        _street_task("route on foot", "route", "foot", ends),
        _street_task("route by wheelchair", "route", "wheelchair", ends),
        _street_task("route on foot, told in full", "way", "foot", ends),
        _street_task("route by wheelchair, told in full", "way", "wheelchair", ends),
        _street_task("15 minutes on foot", "reach", "foot", starts) | reach,
        _street_task("15 minutes by wheelchair", "reach", "wheelchair", starts) | reach,
        _street_task(f"matrix {MATRIX_SIDE} x {MATRIX_SIDE} on foot", "matrix", "foot", matrices),
    ]
    about = (
        f"random places among {len(points):,} on the largest walkable network; routes of "
        f"{SHORTEST_M / 1000:g} to {LONGEST_STREET_M / 1000:g} km straight line, "
        f"matrices of {MATRIX_SIDE} x {MATRIX_SIDE}"
    )
    return Workload("streets", "streets", about, "pyvalhalla", {"files": {"osm": str(osm)}}, tasks)


def _whole_city(city: Path) -> dict[str, Any]:
    files = {
        "gtfs eptc": city / "poa_eptc.zip",
        "gtfs trensurb": city / "poa_trensurb.zip",
        "osm": city / "poa_osm.pbf",
        "elevation": city / "poa_elevation.tif",
    }
    named = {name: str(path) for name, path in files.items()}
    return {"files": named, "leave_at": LEAVE_AT, "zone": ZONE}


def _door(city: Path, *, pairs: int) -> Workload:
    points = connected_points(city / "poa_osm.pbf")
    ends = random_pairs(
        points, count=pairs, seed=SEED, shortest_m=SHORTEST_M, longest_m=LONGEST_DOOR_M
    )
    asked = {"foot": "on foot", "wheelchair": "by powered wheelchair"}
    kinds = {"door": "journeys", "plan": "the whole answer in words"}
    tasks = [
        {"name": f"{told} {how}", "kind": kind, "needs": needs, "queries": ends}
        for kind, told in kinds.items()
        for needs, how in asked.items()
    ]
    about = (
        f"{pairs} pairs of random places on the streets at least {SHORTEST_M:.0f} m apart, with "
        f"buses, trains, streets and elevation; leave {LEAVE_AT}; presets walking and powered "
        "wheelchair"
    )
    return Workload("door to door", "door", about, OURS, _whole_city(city), tasks)


def _needs(city: Path) -> Workload:
    chance = random.Random(SEED + 2)
    limits = [
        {
            "speed_mps": round(chance.uniform(0.6, 1.8), 3),
            "max_slope_up_ratio": round(chance.uniform(0.05, 0.15), 3),
            "max_kerb_m": round(chance.uniform(0.01, 0.06), 3),
            "min_width_m": round(chance.uniform(0.6, 1.0), 3),
        }
        for _ in range(CUSTOM_NEEDS)
    ]
    kinds = {
        "compile": "a new custom need, everything",
        "streets": "of that: costs of all streets",
        "transfers": "of that: walks between all stops",
    }
    tasks = [
        {"name": name, "kind": kind, "needs": "custom", "queries": limits}
        for kind, name in kinds.items()
    ]
    about = f"{CUSTOM_NEEDS} wheelchair users with limits of their own, in the whole city"
    return Workload("a person's needs", "needs", about, OURS, _whole_city(city), tasks)


def _matching(city: Path) -> Workload:
    traces = build_traces(city / "poa_eptc.zip", day=DAY, zone=ZONE, seed=SEED)
    asked = {"named": "its trip named", "nameless": "nothing named"}
    tasks: list[dict[str, Any]] = [
        {"name": f"a bus's {POINTS} points, {how}", "kind": "match", "needs": needs}
        | {"queries": traces}
        for needs, how in asked.items()
    ]
    tick = {"name": "one tick of 10,000 buses", "kind": "tick", "needs": "named"}
    tasks.append(tick | {"queries": list(range(TICKS)), "traces": traces})
    about = (
        f"{len(traces)} buses that drive along shapes of the timetable for {POINTS} s, told once a "
        "second with 4 m of drifting noise; by streets of OpenStreetMap, by the ways of the trips"
    )
    files = {"gtfs eptc": city / "poa_eptc.zip", "osm": city / "poa_osm.pbf"}
    request = {"files": {name: str(path) for name, path in files.items()}, "zone": ZONE}
    return Workload("a bus's place", "matching", about, TRUTH, request, tasks)


def _street_task(name: str, kind: str, needs: str, queries: list[Any]) -> dict[str, Any]:
    words = {"name": name, "kind": kind, "needs": needs}
    return words | {"speed_mps": WALKING_MPS, "queries": queries}
