"""Feeds written as text: a line `# stops.txt` opens a file."""

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from modugil.core.notices import Notices
from modugil.region.gtfs.feed import read_feed
from modugil.region.timetable import Timetable

SMALL = """
# agency.txt
agency_id,agency_name,agency_url,agency_timezone
J,제주버스,https://example.org,Asia/Seoul

# routes.txt
route_id,agency_id,route_short_name,route_long_name,route_type,route_color,route_text_color
R,J,365,제주대 - 한라대,3,33CC99,FFFFFF

# stops.txt
stop_id,stop_name,stop_lat,stop_lon
A,가,33.50,126.50
B,나,33.50,126.51
C,다,33.50,126.53

# calendar.txt
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
DAILY,1,1,1,1,1,1,1,20261101,20261130

# trips.txt
route_id,service_id,trip_id
R,DAILY,T1

# stop_times.txt
trip_id,arrival_time,departure_time,stop_id,stop_sequence
T1,08:00:00,08:00:00,A,1
T1,08:10:00,08:11:00,B,2
T1,08:20:00,08:20:00,C,3
"""
"""One line, three stops, one trip a day in November 2026."""


def parse_feed(text: str) -> dict[str, str]:
    """The files of a feed by name."""
    files: dict[str, str] = {}
    for block in re.split(r"(?m)^# ", text)[1:]:
        name, _, body = block.partition("\n")
        files[name.strip()] = body.strip() + "\n"
    return files


def feed(
    folder: Path,
    text: str = "",
    *,
    base: str = SMALL,
    without: Iterable[str] = (),
    name: str = "feed",
) -> Path:
    """A feed as a folder: the files of the base, replaced and joined by those of the text."""
    files = {**parse_feed(base), **parse_feed(text)}
    path = folder / name
    path.mkdir()
    for file, body in files.items():
        if file not in without:
            (path / file).write_text(body, encoding="utf-8")
    return path


def zip_feed(path: Path, *, inside: str = "") -> Path:
    """The same feed as a zip beside its folder."""
    target = path.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(path.iterdir()):
            archive.write(file, inside + file.name)
    return target


def read(path: Path, notices: Notices | None = None) -> Timetable:
    """The timetable of that feed."""
    return read_feed(
        path,
        feed_id="f",
        source=0,
        time_zone="Asia/Seoul",
        notices=Notices() if notices is None else notices,
    )


def read_small(folder: Path, text: str = "", **options) -> tuple[Timetable, Notices]:
    """The timetable of the small feed with changes, and the notices."""
    notices = Notices()
    return read(feed(folder, text, **options), notices), notices


def told(notices: Notices) -> list[tuple[str, str, int, str, str]]:
    """Each kept notice as code, file, row, field and value."""
    return [(one.code, one.file, one.row, one.field, one.value) for one in notices]


def clock(second: int) -> str:
    """Seconds of a service date as HH:MM:SS."""
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


def trip_times(timetable: Timetable, row: int) -> list[str]:
    """One trip in one line a stop: arrival, departure and stop id."""
    patterns = timetable.patterns
    pattern = int(timetable.trips.pattern[row])
    stops = patterns.stop[patterns.stop_start[pattern] : patterns.stop_start[pattern + 1]]
    start = int(patterns.time_start[pattern])
    start += (row - int(patterns.trip_start[pattern])) * len(stops)
    return [
        f"{clock(patterns.arrival_s[start + i])} {clock(patterns.departure_s[start + i])}"
        f" {timetable.stops.id[stop]}"
        for i, stop in enumerate(stops)
    ]


def all_trips(timetable: Timetable) -> list[str]:
    """Every trip as its id and its first departure, in order."""
    return [
        f"{id} {trip_times(timetable, row)[0].split()[1]}"
        for row, id in enumerate(timetable.trips.id)
    ]
