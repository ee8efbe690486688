"""Regions to drive in: the sample's timetable, and a line of one bus."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.region.feeds import feed, read

from modugil.region.manifest import Manifest
from modugil.region.open_region import Region

SAMPLE = Path(__file__).resolve().parents[2] / "regions" / "jeju-sample" / "gtfs"
SHUTTLE = """
# routes.txt
route_id,agency_id,route_short_name,route_long_name,route_type
R,J,365,시내 순환,3

# stops.txt
stop_id,stop_name,stop_lat,stop_lon
A,가,33.50,126.500
B,나,33.50,126.506
C,다,33.50,126.512
D,라,33.50,126.518
E,마,33.50,126.524

# trips.txt
route_id,service_id,trip_id,direction_id,wheelchair_accessible
R,DAILY,OUT1,0,1
R,DAILY,BACK1,1,1
R,DAILY,OUT2,0,1
R,DAILY,BACK2,1,1
R,DAILY,OUT3,0,2

# stop_times.txt
trip_id,arrival_time,departure_time,stop_id,stop_sequence,timepoint
OUT1,08:00:00,08:00:00,A,1,1
OUT1,08:02:00,08:02:00,B,2,0
OUT1,08:04:00,08:04:00,C,3,1
OUT1,08:06:00,08:06:00,D,4,0
OUT1,08:08:00,08:08:00,E,5,1
BACK1,08:16:00,08:16:00,E,1,1
BACK1,08:18:00,08:18:00,D,2,0
BACK1,08:20:00,08:20:00,C,3,1
BACK1,08:22:00,08:22:00,B,4,0
BACK1,08:24:00,08:24:00,A,5,1
OUT2,08:40:00,08:40:00,A,1,1
OUT2,08:42:00,08:42:00,B,2,0
OUT2,08:44:00,08:44:00,C,3,1
OUT2,08:46:00,08:46:00,D,4,0
OUT2,08:48:00,08:48:00,E,5,1
BACK2,08:56:00,08:56:00,E,1,1
BACK2,08:58:00,08:58:00,D,2,0
BACK2,09:00:00,09:00:00,C,3,1
BACK2,09:02:00,09:02:00,B,4,0
BACK2,09:04:00,09:04:00,A,5,1
OUT3,08:12:00,08:12:00,A,1,1
OUT3,08:14:00,08:14:00,B,2,0
OUT3,08:16:00,08:16:00,C,3,1
OUT3,08:18:00,08:18:00,D,4,0
OUT3,08:20:00,08:20:00,E,5,1
"""


def as_region(timetable):
    """A region with that timetable and nothing else."""
    zone = ZoneInfo("Asia/Seoul")
    return Region(Manifest.__new__(Manifest), timetable, None, "", zone)


@pytest.fixture(scope="session")
def sample():
    """The sample region's timetable."""
    return as_region(read(SAMPLE))


@pytest.fixture(scope="session")
def shuttle(tmp_path_factory):
    """One low-floor bus that goes to and fro, and one that is not."""
    return as_region(read(feed(tmp_path_factory.mktemp("shuttle"), SHUTTLE)))
