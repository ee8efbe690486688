"""A small world built as any region is: two towns, a country road, buses, a station, a ferry.

The west town has five ways from its north road to its south road, each with something of its own:

    a--b--c--d--e     af  all known and flat: the way of those who must be sure
    |  |  |  |  |     bg  nothing is known of it
    f--g--h--i--j     ch  twelve steps; di  a crossing with a high kerb; ej  steep, one in ten

The wall `S` north of `a` is reached by steps alone. The east town has an elevator (`x`) and steps
with a ramp (`or`), and a station whose platform lies behind a gate, stairs and an elevator.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.region.drawings import osm_text, places
from tests.region.feeds import parse_feed

from modugil.answers.open_planner import open_planner
from modugil.answers.planner import Planner
from modugil.cli.parts import write_outline, write_places
from modugil.conditions.publisher import ConditionsPublisher
from modugil.region.build import build_region

CELL_M = 50.0
DRAWING = """
S
|
a--b--c--d--e                                                           n--o--p--q
|  |  |  |  |                                                           |  |     |
|  |  |  |  |                                                           x  |     |
f--g--h--i--j------------------k----------------------------------------m--r--s--t

                       X--Y
"""
KNOWN = {
    "highway": "footway",
    "surface": "asphalt",
    "smoothness": "good",
    "width": "2",
    "incline": "0%",
    "incline:across": "0%",
}
"""An edge of which everything is known, and good."""
WAYS: Mapping[str, Mapping[str, str]] = {
    "abcde": KNOWN | {"name": "북로", "name:en": "North Road"},
    "fghij": KNOWN | {"name": "남로", "name:en": "South Road"},
    "af": KNOWN | {"name": "서문길", "name:en": "West Gate Lane"},
    "bg": {"highway": "footway"},
    "ch": {"highway": "steps", "step_count": "12", "incline": "down", "handrail": "yes"},
    "di": KNOWN | {"footway": "crossing", "crossing": "traffic_signals", "kerb": "raised"},
    "ej": KNOWN | {"incline": "-10%"},
    "aS": {"highway": "steps", "step_count": "30", "incline": "up"},
    "jkm": KNOWN | {"name": "시골길", "name:en": "Country Road"},
    "nopq": KNOWN | {"name": "해변로", "name:en": "Beach Road"},
    "mrst": KNOWN | {"name": "부두로", "name:en": "Pier Road"},
    "nx": KNOWN,
    "xm": KNOWN,
    "or": KNOWN | {"highway": "steps", "step_count": "8", "ramp:wheelchair": "yes"},
    "qt": KNOWN,
    "XY": KNOWN,
}
NODES = {"x": {"highway": "elevator", "wheelchair": "yes"}}
POINTS = places(DRAWING, cell_m=CELL_M)
NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
"""Nine o'clock in the morning there."""
DAY = "2026-11-23"

CALENDAR = """
# calendar.txt
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
DAILY,1,1,1,1,1,1,1,20261101,20261130
FRIDAY,0,0,0,0,1,0,0,20261101,20261130
"""
LAND = """
# agency.txt
agency_id,agency_name,agency_url,agency_timezone
J,두마을버스,https://example.org,Asia/Seoul

# routes.txt
route_id,agency_id,route_short_name,route_long_name,route_type,route_color,route_text_color
R1,J,365,서마을 - 동마을,3,33CC99,FFFFFF
R2,J,급행,서마을 - 동마을 급행,3,,
R3,J,간선7,서마을 - 길가 - 동마을,3,,
R4,J,순환,동마을 순환,3,,
R5,J,열차,동역 - 먼역,2,,

# trips.txt
"""
STATION = """
# pathways.txt
pathway_id,from_stop_id,to_stop_id,pathway_mode,is_bidirectional,length,traversal_time,stair_count,signposted_as,reversed_signposted_as
IN,IN_A,HALL,6,0,4,5,,,
OUT,HALL,IN_A,7,0,4,5,,,
STAIRS,HALL,P1,2,1,12,15,-24,타는 곳,나가는 곳
LIFT,HALL,P1,5,1,2,40,,타는 곳,나가는 곳

# transfers.txt
from_stop_id,to_stop_id,transfer_type,min_transfer_time
W1,W1,0,
"""
SEA = """
# agency.txt
agency_id,agency_name,agency_url,agency_timezone
S,뱃길,https://example.org,Asia/Seoul

# routes.txt
route_id,agency_id,route_short_name,route_long_name,route_type
F,S,,섬 뱃길,4

# stops.txt
stop_id,stop_name,stop_lat,stop_lon
"""
SIGHTS = "id,name_ko,name_en,lat,lon,wheelchair\n"


def near(mark: str, *, north_m: float = 4.0) -> tuple[float, float]:
    """A point a few metres north of a letter."""
    lat, lon = POINTS[mark]
    return lat + north_m / 110_900.0, lon


def at(mark: str) -> str:
    """A letter as a question writes a place."""
    return "{:.6f},{:.6f}".format(*POINTS[mark])


def hhmm(minute: int) -> str:
    """Minutes of a service day as GTFS writes them."""
    return f"{minute // 60:02}:{minute % 60:02}:00"


def land_feed() -> str:
    """The feed of buses and trains."""
    trips, times = [], []
    for line, wheelchair, rule, starts in _RUNS:
        for start in starts:
            trip = f"{line}-{rule[0][0]}-{start}"
            service = "FRIDAY" if start >= 24 * 60 else "DAILY"
            trips.append(f"{line},{service},{trip},{rule[-1][0]} 방면,{wheelchair}")
            times += [
                f"{trip},{hhmm(start + after)},{hhmm(start + after)},{stop},{row}"
                for row, (stop, after) in enumerate(rule, start=1)
            ]
    return "\n".join(
        [
            CALENDAR,
            LAND.strip(),
            "route_id,service_id,trip_id,trip_headsign,wheelchair_accessible",
            *trips,
            "\n# stop_times.txt",
            "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
            *times,
            "\n# frequencies.txt",
            "trip_id,start_time,end_time,headway_secs,exact_times",
            "R4-E1-0,06:00:00,22:00:00,900,0",
            *_stops(),
            STATION,
        ]
    )


_THERE = (("W1", 0), ("W2", 3), ("E1", 9), ("E2", 12))
_BACK = (("E2", 0), ("E1", 3), ("W2", 9), ("W1", 12))
_RUNS = (
    ("R1", "1", _THERE, (*range(6 * 60, 23 * 60, 20), 24 * 60 + 30)),
    ("R1", "1", _BACK, range(6 * 60 + 10, 23 * 60, 20)),
    ("R2", "2", (("W2", 0), ("E2", 5)), range(6 * 60 + 1, 22 * 60, 20)),
    ("R3", "0", (("W2", 0), ("K", 3), ("E1", 7)), range(6 * 60 + 12, 22 * 60, 20)),
    ("R4", "1", (("E1", 0), ("E2", 2)), (0,)),
    ("R5", "1", (("P1", 0), ("P2", 15)), range(6 * 60 + 5, 22 * 60, 30)),
    ("R5", "1", (("P2", 0), ("P1", 15)), range(6 * 60 + 10, 22 * 60, 30)),
)


def _stops() -> list[str]:
    far = (POINTS["t"][0], POINTS["t"][1] + 0.1)
    rows = [
        ("W1", "서마을 입구", near("b"), 0, "", 1),
        ("W2", "서마을 회관", near("j"), 0, "", 1),
        ("K", "길가", near("k"), 0, "", 2),
        ("E1", "동마을 부두", near("m"), 0, "", 1),
        ("E2", "동마을 해변", near("q"), 0, "", 1),
        ("ST", "동역", near("s", north_m=12), 1, "", 1),
        ("IN_A", "동역 1번 출입구", near("s"), 2, "ST", 1),
        ("HALL", "동역 대합실", near("s", north_m=10), 3, "ST", ""),
        ("P1", "동역 타는 곳", near("s", north_m=16), 0, "ST", 1),
        ("ST2", "먼역", far, 1, "", 1),
        ("P2", "먼역 타는 곳", far, 0, "ST2", 1),
    ]
    return [
        "\n# stops.txt",
        "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,wheelchair_boarding",
        *(
            f"{id},{name},{lat:.6f},{lon:.6f},{kind},{parent},{wheelchair}"
            for id, name, (lat, lon), kind, parent, wheelchair in rows
        ),
        "\n# translations.txt",
        "table_name,field_name,language,translation,field_value",
        *(f"stops,stop_name,en,{english},{korean}" for korean, english in _ENGLISH.items()),
    ]


_ENGLISH = {
    "서마을 입구": "West Village Gate",
    "서마을 회관": "West Village Hall",
    "길가": "Roadside",
    "동마을 부두": "East Village Pier",
    "동마을 해변": "East Village Beach",
    "동역": "East Station",
    "먼역": "Far Station",
}


def sea_feed() -> str:
    """The feed of the ferry: one of its stops has the id of a bus stop, the other a colon in it."""
    pier, island = near("t", north_m=-6), (POINTS["t"][0] - 0.05, POINTS["t"][1])
    rows = [("W1", "나루", pier), ("sea:1", "섬", island)]
    trips = [f"F-{hour}" for hour in range(7, 20)]
    times = [
        f"{trip},{int(trip[2:]):02}:15:00,{int(trip[2:]):02}:15:00,W1,1\n"
        f"{trip},{int(trip[2:]):02}:45:00,{int(trip[2:]):02}:45:00,sea:1,2"
        for trip in trips
    ]
    return "\n".join(
        [
            CALENDAR,
            SEA.strip(),
            *(f"{id},{name},{lat:.6f},{lon:.6f}" for id, name, (lat, lon) in rows),
            "\n# trips.txt",
            "route_id,service_id,trip_id",
            *(f"F,DAILY,{trip}" for trip in trips),
            "\n# stop_times.txt",
            "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
            *times,
        ]
    )


@dataclass(frozen=True)
class World:
    """A region that was built, and a planner over it whose conditions a test may publish."""

    folder: Path
    planner: Planner
    conditions: ConditionsPublisher

    @property
    def timetable(self):
        return self.planner.region.timetable

    @property
    def streets(self):
        return self.planner.region.streets

    def stop(self, id: str) -> int:
        """The row of the first stop of that id."""
        return list(self.timetable.stops.id).index(id)

    def trip(self, id: str) -> int:
        """The row of the first trip of that id."""
        return list(self.timetable.trips.id).index(id)

    def edges(self, name: str) -> list[int]:
        """The rows of the edges between the first and the last letter of a way."""
        ends = {ord(name[0]), ord(name[-1])}
        ids, streets = self.streets.node_osm_id, self.streets
        return [
            row
            for row, (tail, head) in enumerate(
                zip(streets.edge_tail, streets.edge_head, strict=True)
            )
            if {int(ids[tail]), int(ids[head])} == ends
        ]

    def fresh(self) -> "World":
        """The same region with a planner and conditions of its own."""
        return open_world(self.folder)


def open_world(folder: Path) -> World:
    """The world that was built in this folder, as planned."""
    conditions = ConditionsPublisher()
    return World(folder, open_planner(folder, conditions=conditions), conditions)


def write_sources(folder: Path) -> None:
    """All files that a region.toml of this world may name."""
    for name, text in (("land", land_feed()), ("sea", sea_feed())):
        (folder / name).mkdir(parents=True)
        for file, body in parse_feed(text).items():
            (folder / name / file).write_text(body, encoding="utf-8")
    streets = osm_text(DRAWING, WAYS, NODES, cell_m=CELL_M)
    (folder / "streets.osm").write_text(streets, encoding="utf-8")
    rows = [
        ("wall", "옛 성벽", "Old Wall", near("S"), "no"),
        ("light", "등대", "Lighthouse", near("o"), "yes"),
        ("hut", "외딴집", "Lone House", near("X"), ""),
    ]
    lines = [f"{id},{ko},{en},{p[0]:.6f},{p[1]:.6f},{told}\n" for id, ko, en, p, told in rows]
    (folder / "sights.csv").write_text(SIGHTS + "".join(lines), encoding="utf-8")
    lat, lon = near("p")
    toilet = f"{SIGHTS}wc,해변 화장실,Beach Toilet,{lat:.6f},{lon:.6f},yes\n"
    (folder / "toilets.csv").write_text(toilet, encoding="utf-8")


PATHS = {
    "gtfs:land": "land",
    "gtfs:sea": "sea",
    "osm": "streets.osm",
    "places.sights": "sights.csv",
    "places.toilets": "toilets.csv",
}


def region_toml(*kinds: str) -> str:
    """A region.toml that names these sources of the world, by default all."""
    head = 'id = "towns"\nname = { ko = "두 마을", en = "Two towns" }\ntime_zone = "Asia/Seoul"\n'
    head += '[tago]\ncity_code = 39\nprefix = "JEB"\n'
    head += '[wifi]\nssid = "Jeju Free Bus_WIFI_{line}"\nmonthly_pool_bytes = 1_000_000_000_000\n'
    return head + "".join(
        f'[[source]]\nkind = "{kind.split(":")[0]}"\npath = "{PATHS[kind]}"\nlicence = "CC0-1.0"\n'
        for kind in kinds or PATHS
    )


def build_world(folder: Path, *kinds: str) -> World:
    """The world, or the part of it that these sources make, built in the folder."""
    write_sources(folder)
    (folder / "region.toml").write_text(region_toml(*kinds), encoding="utf-8")
    return open_world(build(folder, folder))


def build_region_of(folder: Path, feed: str, *, time_zone: str) -> Path:
    """A region of one feed written as text; the folder it was built in."""
    (folder / "feed").mkdir()
    for file, body in parse_feed(feed).items():
        (folder / "feed" / file).write_text(body, encoding="utf-8")
    head = f'id = "small"\nname = {{ en = "Small" }}\ntime_zone = "{time_zone}"\n'
    source = '[[source]]\nkind = "gtfs"\npath = "feed"\nlicence = "CC0-1.0"\n'
    (folder / "region.toml").write_text(head + source, encoding="utf-8")
    return build(folder, folder)


def build(source: Path, folder: Path) -> Path:
    """Build what the region.toml there describes; the folder it was built in."""
    result = build_region(
        source / "region.toml",
        out=folder / "built",
        data_folder=None,
        report=lambda _stage, _share: None,
        more_parts=(write_places, write_outline),
    )
    return result.folder
