"""Runs and trips -> the GTFS folder, one .txt file per table, rows in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from . import station
from .plane import distance, to_degrees
from .read_facts import Place
from .texts import AGENCY, FEED, LINE_NAMES, PUBLISHER_URL, long_name, translation_rows
from .timetable import DAILY, WEEKDAY, WEEKEND, Run, Trip, clock
from .write_tables import Row, write_table

FIRST_DAY, LAST_DAY = "20200101", "20991231"
HOLIDAYS = ((1, 1), (3, 1), (5, 5), (6, 6), (8, 15), (10, 3), (10, 9), (12, 25))
COLOURS = {"express": "C62828", "trunk": "1565C0", "branch": "2E7D32"}
TRANSFER_PLACES = (
    "term",
    "제주시청",
    "동광양",
    "한라병원",
    "비석거리",
    "중앙로터리",
    "중문환승정류장",
)


def write_gtfs(
    folder: Path,
    *,
    places: dict[str, Place],
    runs: list[Run],
    trips: list[Trip],
    flag: Callable[[Place, str], str],
) -> None:
    """All tables of the feed."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    tables = {
        "agency": [AGENCY],
        "stops": _stops(places, flag),
        "routes": _routes(runs),
        "trips": [_trip(trip) for trip in trips],
        "stop_times": _stop_times(trips),
        "frequencies": _frequencies(trips),
        "calendar": _calendar(),
        "calendar_dates": _holidays(),
        "shapes": _shapes(runs),
        "transfers": _transfers(places),
        "levels": station.level_rows(),
        "pathways": station.pathway_rows(places["term"]),
        "feed_info": [FEED | {"feed_start_date": FIRST_DAY, "feed_end_date": LAST_DAY}],
        "attributions": _attributions(),
        "translations": translation_rows(places, runs),
    }
    for name, rows in tables.items():
        write_table(folder / f"{name}.txt", rows)


def _stops(places: dict[str, Place], flag: Callable[[Place, str], str]) -> Iterable[Row]:
    for place in places.values():
        inside = place.key == "term"
        for stop in place.stops:
            yield {
                "stop_id": stop.id,
                "stop_name": stop.names["ko"],
                "stop_lat": f"{stop.lat:.6f}",
                "stop_lon": f"{stop.lon:.6f}",
                "location_type": "0",
                "parent_station": station.STATION if inside else "",
                "wheelchair_boarding": flag(place, stop.id),
                "level_id": "TERM-L0" if inside else "",
            }
    yield from station.stop_rows(places["term"])


def _routes(runs: list[Run]) -> Iterable[Row]:
    for number, run in enumerate(runs[::2]):
        yield {
            "route_id": run.line.number,
            "agency_id": AGENCY["agency_id"],
            "route_short_name": run.line.number,
            "route_long_name": long_name(run),
            "route_desc": LINE_NAMES[run.line.kind],
            "route_type": "3",
            "route_color": COLOURS[run.line.kind],
            "route_text_color": "FFFFFF",
            "route_sort_order": str(number + 1),
        }


def _trip(trip: Trip) -> Row:
    return {
        "route_id": trip.run.line.number,
        "service_id": trip.service,
        "trip_id": trip.id,
        "trip_headsign": trip.run.stops[-1].names["ko"],
        "direction_id": str(trip.run.direction),
        "shape_id": trip.run.shape_id,
        "wheelchair_accessible": str(trip.floor) if trip.floor else "",
        "bikes_allowed": "2",
    }


def _stop_times(trips: list[Trip]) -> Iterable[Row]:
    for trip in trips:
        for number, (stop, after) in enumerate(zip(trip.run.stops, trip.run.after_s, strict=True)):
            time = clock(trip.start_s + after)
            yield {
                "trip_id": trip.id,
                "arrival_time": time,
                "departure_time": time,
                "stop_id": stop.id,
                "stop_sequence": str(number + 1),
            }


def _frequencies(trips: list[Trip]) -> Iterable[Row]:
    for trip in trips:
        if trip.headway_s and trip.until_s:
            yield {
                "trip_id": trip.id,
                "start_time": clock(trip.start_s),
                "end_time": clock(trip.until_s),
                "headway_secs": str(trip.headway_s),
                "exact_times": "1",
            }


def _calendar() -> Iterable[Row]:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for service, pattern in ((DAILY, "1111111"), (WEEKDAY, "1111100"), (WEEKEND, "0000011")):
        flags = dict(zip(days, pattern, strict=True))
        yield {"service_id": service, **flags, "start_date": FIRST_DAY, "end_date": LAST_DAY}


def _holidays() -> Iterable[Row]:
    """Fixed public holidays on weekdays run the weekend's extra buses instead."""
    for year in range(2024, 2036):
        for month, day in HOLIDAYS:
            holiday = date(year, month, day)
            if holiday.weekday() < 5:
                text = holiday.strftime("%Y%m%d")
                yield {"service_id": WEEKDAY, "date": text, "exception_type": "2"}
                yield {"service_id": WEEKEND, "date": text, "exception_type": "1"}


def _shapes(runs: list[Run]) -> Iterable[Row]:
    for run in runs:
        for number, point in enumerate(run.shape):
            lat, lon = to_degrees(point)
            yield {
                "shape_id": run.shape_id,
                "shape_pt_lat": f"{lat:.5f}",
                "shape_pt_lon": f"{lon:.5f}",
                "shape_pt_sequence": str(number + 1),
            }


def _transfers(places: dict[str, Place]) -> Iterable[Row]:
    """Between the stops of a few hubs: invented minimum times."""
    for key in TRANSFER_PLACES:
        for first in places[key].stops:
            for second in places[key].stops:
                if first.id != second.id:
                    seconds = 60 + 30 * round(distance(first.at, second.at) / 15)
                    yield {
                        "from_stop_id": first.id,
                        "to_stop_id": second.id,
                        "transfer_type": "2",
                        "min_transfer_time": str(seconds),
                    }


def _attributions() -> Iterable[Row]:
    yield {
        "attribution_id": "stops",
        "organization_name": "제주특별자치도 버스정류소현황 2022-11-01 (정류소 이름, 번호, 좌표)",
        "is_authority": "1",
        "attribution_url": "https://www.data.go.kr",
    }
    yield {
        "attribution_id": "timetable",
        "organization_name": FEED["feed_publisher_name"],
        "is_producer": "1",
        "attribution_url": PUBLISHER_URL,
    }
