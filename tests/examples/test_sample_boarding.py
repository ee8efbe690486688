"""The sample's kerbs and ramps: they matter to a wheelchair, and only where nobody would expect."""

import csv
from pathlib import Path

from examples.draw_jeju_sample.draw import REGION

from modugil.core.notices import Notices
from modugil.region.gtfs.build_timetable import FeedSource, build_timetable
from modugil.region.gtfs.read_measures import read_measured

BOARDING = REGION / "boarding"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_most_kerbs_are_high_enough_and_a_few_step_free_stops_have_none():
    flags = {row["stop_id"]: row["wheelchair_boarding"] for row in rows(REGION / "gtfs/stops.txt")}
    kerbs = {row["stop_id"]: row["kerb_height_m"] for row in rows(BOARDING / "platforms.csv")}
    bare = [stop for stop, kerb in kerbs.items() if kerb == "0"]
    assert set(kerbs.values()) == {"0", "0.15"}
    assert 5 <= len(bare) <= 20
    assert {flags[stop] for stop in bare} == {"1"}
    assert "2" not in {flags[stop] for stop in kerbs}


def test_every_row_is_about_some_stop_or_trip():
    notices = Notices()
    measured = read_measured([(BOARDING, "boarding")], notices=notices)
    build_timetable(
        [FeedSource(REGION / "gtfs", "jeju", 0)],
        time_zone="Asia/Seoul",
        notices=notices,
        report=lambda _stage, _share: None,
        measured=measured,
    )
    assert [one for one in notices if one.file.startswith("boarding/")] == []
