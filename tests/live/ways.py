"""Lines drawn as text: letters are places, a way is the letters it passes, stops are some of them.

    timetable = timetable_of(
        '''
        a----b----C
                  |
                  D
        ''',
        [Line("1", way="abCD", stops="aCD", starts=["08:00"], minutes=[4, 6])],
    )

The trip of line 1 that starts at 08:00 has the id `1-08:00`; letters stand `cell_m` apart.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.region.drawings import places
from tests.region.feeds import SMALL, feed, parse_feed, read

from modugil.region.timetable import Timetable

CELL_M = 50.0


@dataclass(frozen=True)
class Line:
    """Trips over the same way; `minutes` between stops, one number for all or one each."""

    name: str
    way: str
    stops: str
    starts: Sequence[str]
    minutes: int | Sequence[int] = 2
    route: str = ""
    direction: int = 0
    blocks: Sequence[str] = ()
    shape: bool = True
    dwell_s: int = 0


def timetable_of(
    drawing: str, lines: Sequence[Line], *, cell_m: float = CELL_M, zone: str = "Asia/Seoul"
) -> Timetable:
    """The timetable of these lines, every day of November 2026."""
    with tempfile.TemporaryDirectory() as folder:
        text = feed_text(drawing, lines, cell_m=cell_m, zone=zone)
        return read(feed(Path(folder), text))


def feed_text(drawing: str, lines: Sequence[Line], *, cell_m: float, zone: str) -> str:
    """The feed of these lines as text."""
    spots = places(drawing, cell_m=cell_m)
    used = sorted({mark for line in lines for mark in line.stops})
    routes = sorted({line.route or line.name for line in lines})
    agency = parse_feed(SMALL)["agency.txt"].replace("Asia/Seoul", zone)
    parts = [
        "# agency.txt\n" + agency,
        "# routes.txt\nroute_id,agency_id,route_short_name,route_type",
        *(f"{route},J,{route},3" for route in routes),
        "# stops.txt\nstop_id,stop_name,stop_lat,stop_lon",
        *(f"{mark},{mark},{spots[mark][0]:.8f},{spots[mark][1]:.8f}" for mark in used),
        "# trips.txt\nroute_id,service_id,trip_id,direction_id,block_id,shape_id",
    ]
    times = ["# stop_times.txt\ntrip_id,arrival_time,departure_time,stop_id,stop_sequence"]
    shapes = ["# shapes.txt\nshape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence"]
    for line in lines:
        shape = f"way-{line.name}" if line.shape else ""
        blocks = line.blocks or [""] * len(line.starts)
        for start, block in zip(line.starts, blocks, strict=True):
            trip = f"{line.name}-{start}"
            route = line.route or line.name
            parts.append(f"{route},DAILY,{trip},{line.direction},{block},{shape}")
            times += _stop_times(line, trip, start)
        if line.shape:
            points = enumerate((spots[mark] for mark in line.way), start=1)
            shapes += [f"{shape},{lat:.8f},{lon:.8f},{row}" for row, (lat, lon) in points]
    return "\n".join([*parts, *times, *shapes, ""])


def _stop_times(line: Line, trip: str, start: str) -> list[str]:
    hour, minute = map(int, start.split(":"))
    second = (hour * 60 + minute) * 60
    gaps = line.minutes
    steps = [gaps] * (len(line.stops) - 1) if isinstance(gaps, int) else list(gaps)
    rows = []
    for row, mark in enumerate(line.stops):
        stands = line.dwell_s if 0 < row < len(line.stops) - 1 else 0
        rows.append(f"{trip},{_clock(second)},{_clock(second + stands)},{mark},{row + 1}")
        second += stands + 60 * steps[row] if row < len(steps) else 0
    return rows


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
