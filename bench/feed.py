"""The two Porto Alegre feeds as one timetable that every contestant reads the same way.

Times that the publisher left blank are interpolated by distance between stops, every time is cut
to the full minute (one peer keeps no seconds), blocks are dropped, stop names are made unique so
that no peer joins stops by name on its own, and all footpaths are written to `transfers.txt`.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from footpaths import Place, closed_footpaths_min, distance_m

Row = dict[str, str]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CALENDAR = ("service_id", *WEEKDAYS, "start_date", "end_date")


@dataclass(frozen=True)
class PreparedFeed:
    """One feed on disk, and the stops that a vehicle serves on the day of the benchmark."""

    path: Path
    places: dict[str, Place]
    served_stops: list[str]
    active_trips: int
    footpaths: int
    joined: set[tuple[str, str]]
    """Stops between which one can walk."""


def prepare_feed(
    sources: dict[str, Path], *, target: Path, day: date, same_name_m: float
) -> PreparedFeed:
    """Merge `sources` (prefix to feed) into one prepared feed at `target`."""
    tables: dict[str, list[Row]] = defaultdict(list)
    for prefix, path in sources.items():
        with zipfile.ZipFile(path) as archive:
            _merge_feed(tables, archive, prefix=prefix)
    places = {
        row["stop_id"]: Place(row["stop_name"], float(row["stop_lat"]), float(row["stop_lon"]))
        for row in tables["stops.txt"]
    }
    tables["stop_times.txt"] = _timed_calls(tables["stop_times.txt"], places=places)
    tables["transfers.txt"] = [
        {"from_stop_id": a, "to_stop_id": b, "transfer_type": "2", "min_transfer_time": str(60 * m)}
        for a, b, m in closed_footpaths_min(places, same_name_m=same_name_m)
    ]
    for row in tables["stops.txt"]:
        row["stop_name"] = f"{row['stop_name']} ({row['stop_id']})"
    _write_feed(tables, target=target)
    running = _running_trips(tables, day=day)
    served = {call["stop_id"] for call in tables["stop_times.txt"] if call["trip_id"] in running}
    joined = {(row["from_stop_id"], row["to_stop_id"]) for row in tables["transfers.txt"]}
    return PreparedFeed(target, places, sorted(served), len(running), len(joined), joined)


def _merge_feed(tables: dict[str, list[Row]], archive: zipfile.ZipFile, *, prefix: str) -> None:
    for row in _rows(archive, "agency.txt"):
        kept = _only(row, "agency_name", "agency_url", "agency_timezone")
        tables["agency.txt"].append({"agency_id": prefix} | kept)
    for row in _rows(archive, "stops.txt"):
        tables["stops.txt"].append(
            {"stop_id": f"{prefix}_{row['stop_id']}"}
            | _only(row, "stop_name", "stop_lat", "stop_lon")
        )
    for row in _rows(archive, "routes.txt"):
        names = _only(row, "route_short_name", "route_long_name", "route_type")
        key = {"route_id": f"{prefix}_{row['route_id']}", "agency_id": prefix}
        tables["routes.txt"].append(key | names)
    for name, columns in (
        ("calendar.txt", CALENDAR),
        ("calendar_dates.txt", ("service_id", "date", "exception_type")),
        ("trips.txt", ("route_id", "service_id", "trip_id", "wheelchair_accessible")),
        (
            "stop_times.txt",
            ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"),
        ),
    ):
        for row in _rows(archive, name):
            kept = _only(row, *columns)
            tables[name].append(
                {k: f"{prefix}_{v}" if k.endswith("_id") else v for k, v in kept.items()}
            )


def _timed_calls(calls: list[Row], *, places: dict[str, Place]) -> list[Row]:
    """Every call of every trip with a time, blank ones interpolated by distance."""
    by_trip: dict[str, list[Row]] = defaultdict(list)
    for call in calls:
        by_trip[call["trip_id"]].append(call)
    timed = []
    for trip_calls in by_trip.values():
        trip_calls.sort(key=lambda call: int(call["stop_sequence"]))
        stops = [places[call["stop_id"]] for call in trip_calls]
        along_m = [0.0]
        for here, there in zip(stops, stops[1:], strict=False):
            along_m.append(along_m[-1] + distance_m(here, there))
        arrivals_s = _filled([_seconds(c["arrival_time"]) for c in trip_calls], along_m)
        departures_s = _filled([_seconds(c["departure_time"]) for c in trip_calls], along_m)
        for call, arrival_s, departure_s in zip(trip_calls, arrivals_s, departures_s, strict=True):
            times = {"arrival_time": _clock(arrival_s), "departure_time": _clock(departure_s)}
            timed.append(call | times)
    return timed


def _filled(times_s: list[int | None], along_m: list[float]) -> list[int]:
    """`times_s` with each gap filled in proportion to the distance covered."""
    known = [(row, time_s) for row, time_s in enumerate(times_s) if time_s is not None]
    filled = [time_s or 0 for time_s in times_s]
    for (first, first_s), (last, last_s) in zip(known, known[1:], strict=False):
        span_m = along_m[last] - along_m[first]
        for row in range(first + 1, last):
            share = (along_m[row] - along_m[first]) / span_m if span_m else 0.0
            filled[row] = int(first_s + share * (last_s - first_s))
    return filled


def _running_trips(tables: dict[str, list[Row]], *, day: date) -> set[str]:
    stamp = day.strftime("%Y%m%d")
    services = {
        row["service_id"]
        for row in tables["calendar.txt"]
        if row[WEEKDAYS[day.weekday()]] == "1" and row["start_date"] <= stamp <= row["end_date"]
    }
    for row in tables["calendar_dates.txt"]:
        if row["date"] == stamp:
            (services.add if row["exception_type"] == "1" else services.discard)(row["service_id"])
    return {row["trip_id"] for row in tables["trips.txt"] if row["service_id"] in services}


def _write_feed(tables: dict[str, list[Row]], *, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            if not rows:
                continue
            text = io.StringIO()
            writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            archive.writestr(zipfile.ZipInfo(name), text.getvalue(), zipfile.ZIP_DEFLATED)


def _rows(archive: zipfile.ZipFile, name: str) -> Iterable[Row]:
    if name not in archive.namelist():
        return
    with archive.open(name) as raw:
        text = io.TextIOWrapper(raw, "utf-8-sig", newline="")
        yield from csv.DictReader(text, skipinitialspace=True)


def _only(row: Row, *columns: str) -> Row:
    return {column: row.get(column) or "" for column in columns}


def _seconds(text: str) -> int | None:
    if not text.strip():
        return None
    hours, minutes, seconds = text.strip().split(":")
    return 3600 * int(hours) + 60 * int(minutes) + int(seconds)


def _clock(time_s: int) -> str:
    return f"{time_s // 3600:02d}:{time_s % 3600 // 60:02d}:00"
