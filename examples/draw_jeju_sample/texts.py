"""The words of the feed in Korean, English, Chinese and Japanese; all of them say `sample`."""

from __future__ import annotations

from collections.abc import Iterable

from . import station
from .read_facts import LANGUAGES, Place
from .timetable import Run
from .write_tables import Row

PUBLISHER_URL = "https://example.org/modugil/jeju-sample"
AGENCY: Row = {
    "agency_id": "jeju-sample",
    "agency_name": "모두길 표본 버스",
    "agency_url": PUBLISHER_URL,
    "agency_timezone": "Asia/Seoul",
    "agency_lang": "ko",
}
FEED: Row = {
    "feed_publisher_name": "Modugil sample: not the real timetable or street network",
    "feed_publisher_url": PUBLISHER_URL,
    "feed_lang": "ko",
    "feed_version": "sample-1",
}
LINE_NAMES = {
    "express": "급행 (표본 시간표)",
    "trunk": "간선 (표본 시간표)",
    "branch": "지선 (표본 시간표)",
}
# (table, field, Korean) -> English, Chinese, Japanese
OTHERS = {
    ("agency", "agency_name", AGENCY["agency_name"]): (
        "Modugil sample buses",
        "Modugil 示例公交",
        "Modugil サンプルバス",
    ),
    ("routes", "route_desc", LINE_NAMES["express"]): (
        "Express (sample timetable)",
        "快线(示例时刻表)",
        "急行(サンプル時刻表)",
    ),
    ("routes", "route_desc", LINE_NAMES["trunk"]): (
        "Trunk (sample timetable)",
        "干线(示例时刻表)",
        "幹線(サンプル時刻表)",
    ),
    ("routes", "route_desc", LINE_NAMES["branch"]): (
        "Branch (sample timetable)",
        "支线(示例时刻表)",
        "支線(サンプル時刻表)",
    ),
}


def translation_rows(places: dict[str, Place], runs: list[Run]) -> Iterable[Row]:
    """Every name that a rider reads, by its Korean value."""
    names = _stop_names(places)
    for korean, others in names.items():
        yield from _rows(("stops", "stop_name", korean), others)
    for korean in dict.fromkeys(run.stops[-1].names["ko"] for run in runs):
        yield from _rows(("trips", "trip_headsign", korean), names[korean])
    for korean in dict.fromkeys(long_name(run) for run in runs[::2]):
        ends = [names[end] for end in korean.split(" - ")]
        others = tuple(f"{first} - {last}" for first, last in zip(*ends, strict=True))
        yield from _rows(("routes", "route_long_name", korean), others)
    for korean, others in station.NAMES.items():
        is_level = korean[0].isdigit()
        key = ("levels", "level_name") if is_level else ("stops", "stop_name")
        yield from _rows((*key, korean), others)
    for (table, field, korean), others in OTHERS.items():
        yield from _rows((table, field, korean), others)


def long_name(run: Run) -> str:
    """Both ends of a line."""
    return f"{run.stops[0].names['ko']} - {run.stops[-1].names['ko']}"


def _stop_names(places: dict[str, Place]) -> dict[str, tuple[str, ...]]:
    return {
        stop.names["ko"]: tuple(stop.names[language] for language in LANGUAGES[1:])
        for place in places.values()
        for stop in place.stops
    }


def _rows(key: tuple[str, str, str], others: tuple[str, ...]) -> Iterable[Row]:
    for language, text in zip(LANGUAGES[1:], others, strict=True):
        yield {
            "table_name": key[0],
            "field_name": key[1],
            "language": language,
            "translation": text,
            "field_value": key[2],
        }
