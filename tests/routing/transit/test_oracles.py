"""Earliest arrivals that an independent program computed, for feeds of real agencies."""

import csv
import os
from datetime import date
from pathlib import Path

import pytest
from tests.routing.transit.small import seconds

from modugil.core.notices import Notices
from modugil.region.gtfs.build_timetable import FeedSource, build_timetable
from modugil.region.timetable import Timetable
from modugil.routing.transit import (
    NEVER,
    TransitQuery,
    at_stop,
    build_day,
    no_transfers,
    search_all,
    search_transit,
)

ROOT = Path(__file__).resolve().parents[3]
ORACLES = ROOT.parent / "shared" / "oracles"
DATA = Path(os.environ.get("MODUGIL_DATA", ROOT.parent / "shared" / "data"))
HEIDELBERG = DATA / "heidelberg" / "vrn_gtfs_cut.zip"
WASHINGTON = DATA / "wmata_pathways" / "wmata_rail_bus_sample_pathways.zip"
READ: dict[Path, Timetable] = {}
CASES = [
    ("heidelberg_2022-07-05_0800", HEIDELBERG, "Europe/Berlin", date(2022, 7, 5), "8:00"),
    ("heidelberg_2022-07-09_2230", HEIDELBERG, "Europe/Berlin", date(2022, 7, 9), "22:30"),
    ("wmata_2026-05-13_1715", WASHINGTON, "America/New_York", date(2026, 5, 13), "17:15"),
]


def timetable_of(feed: Path, zone: str) -> Timetable:
    if feed not in READ:
        READ[feed] = build_timetable(
            [FeedSource(feed, feed.stem, 0)],
            time_zone=zone,
            notices=Notices(),
            report=lambda _text, _ratio: None,
        )
    return READ[feed]


@pytest.mark.parametrize(("name", "feed", "zone", "day", "start"), CASES)
def test_every_arrival_equals_that_of_an_independent_connection_scan(name, feed, zone, day, start):
    oracle = ORACLES / f"{name}.csv"
    if not oracle.exists() or not feed.exists():
        pytest.skip(f"the files {oracle} and {feed} are not on this machine")
    timetable = timetable_of(feed, zone)
    base = build_day(timetable, day)
    transfers = no_transfers(timetable.stop_count)
    stop_row = {text: row for row, text in enumerate(timetable.stops.id)}
    wrong = []
    with oracle.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        query = TransitQuery(
            sources=at_stop(stop_row[row["from"]]),
            targets=at_stop(stop_row[row["to"]]),
            time_s=seconds(start),
            max_boardings=30,
        )
        journeys = search_transit(timetable, day=base, transfers=transfers, query=query)
        expected = seconds(row["arrival"]) if row["arrival"] else NEVER
        found = min((one.arrival_s for one in journeys), default=NEVER)
        everywhere = search_all(day=base, transfers=transfers, query=query)
        if not found == expected == everywhere[stop_row[row["to"]]]:
            wrong.append((row, found))
    assert rows
    assert wrong == []
