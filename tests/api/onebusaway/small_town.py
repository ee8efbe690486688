"""A town whose ids are awkward, with buses followed at nine o'clock; what OneBusAway tells of it.

Agencies have a `_` in their ids; one stop has a slash; a station has two platforms; vehicles drive
blocks; one trip only says how often it runs.
"""

from datetime import timedelta
from pathlib import Path

from tests.answers.boards.fleet import drive, follow, run_of
from tests.answers.world import NOW, World, build_region_of, hhmm, open_world

from modugil.conditions.conditions import Conditions, TripChange

HEAD = """
# agency.txt
agency_id,agency_name,agency_url,agency_timezone,agency_lang,agency_phone
KC_M,Metro,https://metro.example.org,Asia/Seoul,en,064-1
C,Coast,https://coast.example.org,Asia/Seoul,en,064-2

# calendar.txt
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
D,1,1,1,1,1,1,1,20261101,20261231
SUN,0,0,0,0,0,0,1,20261101,20261231

# routes.txt
route_id,agency_id,route_short_name,route_long_name,route_type,route_color
R1,KC_M,10,Hill - Harbour,3,33CC99
R2,C,F,Island ferry,4,
R3,KC_M,Loop,,3,

# stops.txt
stop_id,stop_code,stop_name,stop_lat,stop_lon,location_type,parent_station,wheelchair_boarding
S1,101,Hill,33.500,126.500,0,,1
S2,102,Market,33.504,126.500,0,,2
S/3,103,School,33.508,126.500,0,,
ST,,Harbour,33.512,126.500,1,,
P1,104,Harbour 1,33.512,126.5003,0,ST,1
P2,105,Harbour 2,33.512,126.4997,0,ST,1
I,,Island,33.552,126.500,0,,

# shapes.txt
shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence
SH,33.500,126.500,1
SH,33.506,126.5001,2
SH,33.512,126.5003,3

# frequencies.txt
trip_id,start_time,end_time,headway_secs,exact_times
L,06:00:00,22:00:00,900,0

# trips.txt
route_id,service_id,trip_id,trip_headsign,direction_id,block_id,shape_id,wheelchair_accessible
"""
THERE = (("S1", 0), ("S2", 5), ("S/3", 10), ("P1", 15))
BACK = (("P2", 0), ("S/3", 5), ("S2", 10), ("S1", 15))


def feed_text() -> str:
    """The feed: every ten minutes there, and back again with the same bus."""
    trips, times = [], []
    for start in range(6 * 60, 23 * 60, 10):
        for way, sign, shape, begin in ((THERE, "Harbour", "SH", 0), (BACK, "Hill", "", 20)):
            trip = f"{'T' if way is THERE else 'B'}{start + begin}"
            direction = 0 if way is THERE else 1
            trips.append(f"R1,D,{trip},{sign},{direction},B{start},{shape},1")
            times += _calls(trip, way, start + begin)
    for start in range(8 * 60, 20 * 60, 60):
        trips.append(f"R2,D,F{start},Island,,,,0")
        times += _calls(f"F{start}", (("P1", 0), ("I", 25)), start)
    trips.append("R3,D,L,Loop,0,,,")
    times += _calls("L", (("S1", 0), ("S2", 4), ("S1", 9)), 0)
    trips.append("R1,SUN,SUNDAY,Harbour,0,,,1")
    times += _calls("SUNDAY", THERE, 9 * 60)
    head = "trip_id,arrival_time,departure_time,stop_id,stop_sequence"
    return "\n".join([HEAD.strip(), *trips, "\n# stop_times.txt", head, *times])


def _calls(trip: str, way: tuple[tuple[str, int], ...], start: int) -> list[str]:
    return [
        f"{trip},{hhmm(start + after)},{hhmm(start + after)},{stop},{row * 10}"
        for row, (stop, after) in enumerate(way, start=1)
    ]


def build_town(folder: Path) -> World:
    """The town, nobody followed."""
    return open_world(build_region_of(folder, feed_text(), time_zone="Asia/Seoul"))


def follow_buses(world: World) -> None:
    """Six buses: late, standing, early, silent, at its last stop; and one run that is cancelled."""
    follow(
        world,
        drive(world, "T530", late_s=180, last=1, along_m=700.0),
        drive(world, "T540", last=0, at_stop=True, along_m=0.0),
        drive(world, "B530", late_s=-60, last=2, along_m=1200.0, occupancy_ratio=None),
        drive(world, "T520", last=1, as_of=NOW - timedelta(minutes=4)),
        drive(world, "B520", late_s=300, last=3, at_stop=True, along_m=1333.0),
    )
    trips = dict(world.conditions.get_current().trips)
    trips[run_of(world, "T550")] = TripChange(cancelled=True)
    trips[run_of(world, "T560")] = TripChange(skipped_positions=frozenset({1}))
    trips[run_of(world, "T570")] = TripChange(delays_s=((0, 240),))
    world.conditions.publish("staff", Conditions(trips=trips), now=NOW)
