"""The sample region that ships with the project: reproducible, complete, walkable, and small."""

import csv
import json
import math
from collections import defaultdict
from pathlib import Path

import osmium
import pytest
from examples.draw_jeju_sample.draw import REGION, draw_sample
from examples.draw_jeju_sample.plane import distance, project, to_plane

GTFS = REGION / "gtfs"
APART = ("places", "photos")
"""Folders that this generator does not draw: places are facts, but for one course, and photos have
a generator of their own, to which `test_panoramas` holds them."""
DRAWN_PLACES = "courses_drawn.csv"
LANGUAGES = ("ko", "en", "zh", "ja")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(name: str) -> list[dict[str, str]]:
    return rows(GTFS / f"{name}.txt")


def seconds(text: str) -> int:
    hours, minutes, rest = (int(part) for part in text.split(":"))
    return hours * 3600 + minutes * 60 + rest


class Streets:
    """Every way on foot of streets.osm.pbf, in metres."""

    def __init__(self) -> None:
        self.nodes: dict[int, tuple[float, float]] = {}
        self.tags: dict[int, dict[str, str]] = {}
        self.ways: list[tuple[list[int], dict[str, str]]] = []
        for item in osmium.FileProcessor(str(REGION / "streets.osm.pbf")):
            tags = {tag.k: tag.v for tag in item.tags}
            if isinstance(item, osmium.osm.Node):
                self.nodes[item.id] = to_plane(item.location.lat, item.location.lon)
                self.tags[item.id] = tags
            elif isinstance(item, osmium.osm.Way):
                self.ways.append(([node.ref for node in item.nodes], tags))

    @property
    def walked(self) -> list[tuple[list[int], dict[str, str]]]:
        barred = ("no", "use_sidepath")
        return [(nodes, tags) for nodes, tags in self.ways if tags.get("foot") not in barred]

    def place_of(self) -> dict[str, tuple[float, float]]:
        """Id of a stop, door, sight or toilet -> where a way on foot reaches it."""
        reached = {node for nodes, _ in self.walked for node in nodes}
        return {
            self.tags[node]["ref"]: self.nodes[node] for node in reached if "ref" in self.tags[node]
        }

    def town_of(self) -> dict[int, int]:
        """Node -> number of its connected piece."""
        parent = {node: node for nodes, _ in self.walked for node in nodes}

        def root(node: int) -> int:
            while parent[node] != node:
                parent[node] = parent[parent[node]]
                node = parent[node]
            return node

        for nodes, _ in self.walked:
            for a, b in zip(nodes, nodes[1:], strict=False):
                parent[root(a)] = root(b)
        return {node: root(node) for node in parent}


@pytest.fixture(scope="module")
def streets() -> Streets:
    return Streets()


def test_the_generator_draws_the_committed_bytes_again(tmp_path):
    draw_sample(tmp_path)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    kept = [path for path in REGION.rglob("*") if path.is_file()]
    drawn = sorted(
        path.relative_to(REGION)
        for path in kept
        if path.name == DRAWN_PLACES
        or not (set(APART) & set(path.parts) or path.name in ("region.toml", "README.md"))
    )
    assert made == drawn
    differing = [
        str(name) for name in made if (tmp_path / name).read_bytes() != (REGION / name).read_bytes()
    ]
    assert differing == []


def test_it_is_small():
    """But for its pictures, of which `test_panoramas.py` tells."""
    kept = [path for path in REGION.rglob("*") if path.is_file() and "photos" not in path.parts]
    sizes = {path: path.stat().st_size for path in kept}
    assert sum(sizes.values()) < 3_000_000
    assert max(sizes.values()) < 1_000_000


def test_it_holds_as_many_things_as_it_promises():
    platforms = [row for row in table("stops") if row["location_type"] == "0"]
    assert 190 <= len(platforms) <= 230
    assert all(row["stop_id"].startswith(("405", "406")) for row in platforms)
    numbers = {row["route_short_name"] for row in table("routes")}
    assert numbers == set("101 102 181 182 201 202 211 212 240 281 282 311 312 365 465".split())
    counts = {
        kind: len(rows(REGION / f"places/{kind}.csv")) for kind in ("sights", "toilets", "wifi")
    }
    assert counts == {"sights": 40, "toilets": 40, "wifi": 30}
    assert len(rows(REGION / "places/chargers.csv")) >= 15


@pytest.mark.parametrize("kind", ["sights", "toilets", "wifi", "chargers"])
def test_places_have_four_names_a_position_and_a_source(kind):
    listed = rows(REGION / f"places/{kind}.csv")
    assert len({row["id"] for row in listed}) == len(listed)
    for row in listed:
        assert all(row[f"name_{language}"].strip() for language in LANGUAGES), row["id"]
        assert 33.1 < float(row["lat"]) < 33.6 and 126.1 < float(row["lon"]) < 127.0
        assert row["source"] and row["as_of"]
        assert row.get("wheelchair", "unknown") in ("yes", "no", "unknown")


def test_one_course_is_drawn_along_the_streets_and_says_so_and_no_other_has_an_order(streets):
    drawn, real = (rows(REGION / f"places/{name}.csv") for name in ("courses_drawn", "courses"))
    assert [row["course_order"] for row in drawn] == [str(n) for n in range(1, len(drawn) + 1)]
    assert {row["course"] for row in drawn} == {"탑동 산책길 (표본)"}
    words = ("표본", "sample", "示例", "サンプル")
    for row in drawn:
        told = [row[f"name_{language}"] for language in LANGUAGES]
        assert all(word in name for word, name in zip(words, told, strict=True)), row["id"]
    walked = {node for nodes, _ in streets.walked for node in nodes}
    for row in drawn:
        at = to_plane(float(row["lat"]), float(row["lon"]))
        assert min(distance(at, streets.nodes[node]) for node in walked) < 0.2, row["id"]
    assert not any(row.get("course_order") for row in real)


def test_every_name_that_riders_read_is_translated():
    told = defaultdict(set)
    for row in table("translations"):
        assert row["translation"].strip()
        told[row["table_name"], row["field_name"], row["field_value"]].add(row["language"])
    wanted = {("stops", "stop_name", row["stop_name"]) for row in table("stops")}
    wanted |= {("trips", "trip_headsign", row["trip_headsign"]) for row in table("trips")}
    wanted |= {("routes", "route_long_name", row["route_long_name"]) for row in table("routes")}
    wanted |= {("levels", "level_name", row["level_name"]) for row in table("levels")}
    assert [key for key in sorted(wanted) if told[key] != {"en", "zh", "ja"}] == []


def test_every_trip_calls_at_known_stops_in_the_order_of_time():
    stops = {row["stop_id"] for row in table("stops") if row["location_type"] == "0"}
    trips = {row["trip_id"] for row in table("trips")}
    calls = defaultdict(list)
    for row in table("stop_times"):
        assert row["stop_id"] in stops
        calls[row["trip_id"]].append(row)
    assert set(calls) == trips
    for trip, visits in calls.items():
        assert [int(visit["stop_sequence"]) for visit in visits] == list(range(1, len(visits) + 1))
        times = [seconds(visit["arrival_time"]) for visit in visits]
        assert all(a < b for a, b in zip(times, times[1:], strict=False)), trip
        assert len({visit["stop_id"] for visit in visits}) == len(visits), trip


def test_every_line_runs_both_ways_from_early_morning_past_midnight():
    directions = defaultdict(set)
    for row in table("trips"):
        directions[row["route_id"]].add(row["direction_id"])
    assert all(found == {"0", "1"} for found in directions.values()) and len(directions) == 15
    times = [seconds(row["arrival_time"]) for row in table("stop_times")]
    assert min(times) <= seconds("05:30:00")
    assert max(times) > seconds("24:30:00")
    last = max(seconds(row["end_time"]) for row in table("frequencies"))
    assert last > seconds("24:00:00")


def test_some_buses_and_stops_are_step_free_some_not_some_unknown():
    floors = {row["wheelchair_accessible"] for row in table("trips")}
    assert floors == {"1", "2", ""}
    low = defaultdict(set)
    for row in table("trips"):
        low[row["route_id"]].add(row["wheelchair_accessible"])
    assert all("1" in kinds and len(kinds) > 1 for kinds in low.values())
    platforms = [row for row in table("stops") if row["location_type"] == "0"]
    assert {row["wheelchair_boarding"] for row in platforms} == {"0", "1", "2"}


def test_the_timetable_holds_on_every_day_for_decades():
    daily = next(row for row in table("calendar") if row["service_id"] == "daily")
    assert (daily["start_date"], daily["end_date"]) == ("20200101", "20991231")
    assert all(daily[day] == "1" for day in ("monday", "wednesday", "saturday", "sunday"))
    lines = {row["route_id"] for row in table("trips") if row["service_id"] == "daily"}
    assert len(lines) == 15


def test_the_station_can_be_crossed_by_elevator_and_by_stairs():
    nodes = {row["stop_id"] for row in table("stops")}
    paths = table("pathways")
    assert {row["pathway_mode"] for row in paths} == {"1", "2", "5"}
    assert all({row["from_stop_id"], row["to_stop_id"]} <= nodes for row in paths)
    platforms = {
        row["stop_id"]
        for row in table("stops")
        if row["parent_station"] and row["location_type"] == "0"
    }
    reached = {"TERM-MAIN"}
    for _ in paths:
        for row in paths:
            ends = {row["from_stop_id"], row["to_stop_id"]}
            if row["pathway_mode"] != "2" and ends & reached:
                reached |= ends
    assert platforms <= reached and "TERM-REAR" not in reached


def test_a_shape_passes_every_stop_of_its_trips():
    shapes = defaultdict(list)
    for row in table("shapes"):
        shapes[row["shape_id"]].append(
            to_plane(float(row["shape_pt_lat"]), float(row["shape_pt_lon"]))
        )
    places = {
        row["stop_id"]: to_plane(float(row["stop_lat"]), float(row["stop_lon"]))
        for row in table("stops")
    }
    shape_of = {row["trip_id"]: row["shape_id"] for row in table("trips")}
    for shape, stop in sorted(
        {(shape_of[row["trip_id"]], row["stop_id"]) for row in table("stop_times")}
    ):
        line = shapes[shape]
        gap = min(project(places[stop], a, b)[1] for a, b in zip(line, line[1:], strict=False))
        assert gap < 150, (shape, stop)


def test_every_stop_door_sight_and_toilet_is_on_a_way_on_foot(streets):
    reached = streets.place_of()
    wanted = {
        row["stop_id"]: to_plane(float(row["stop_lat"]), float(row["stop_lon"]))
        for row in table("stops")
        if row["location_type"] in ("0", "2")
    }
    for kind in ("sights", "toilets"):
        for row in rows(REGION / f"places/{kind}.csv"):
            wanted[row["id"]] = to_plane(float(row["lat"]), float(row["lon"]))
    assert [name for name in wanted if name not in reached] == []
    assert [name for name, at in wanted.items() if distance(at, reached[name]) > 1] == []


def test_the_city_of_jeju_is_one_town_on_foot(streets):
    town = streets.town_of()
    refs = {tags["ref"]: node for node, tags in streets.tags.items() if "ref" in tags}
    city = [
        row["stop_id"]
        for row in table("stops")
        if row["location_type"] == "0"
        and 33.475 < float(row["stop_lat"]) < 33.53
        and 126.47 < float(row["stop_lon"]) < 126.56
    ]
    assert len(city) > 60
    assert len({town[refs[stop]] for stop in city}) == 1


def test_every_way_says_that_it_is_a_sample(streets):
    assert {tags["source"] for _, tags in streets.ways} == {"modugil-sample"}


def test_streets_have_barriers_and_facts_that_are_missing(streets):
    ways = [tags for _, tags in streets.walked]
    kerbs = [tags for tags in streets.tags.values() if tags.get("barrier") == "kerb"]
    sidewalks = [tags for tags in ways if tags.get("footway") == "sidewalk"]
    assert sum("surface" not in tags for tags in sidewalks) > 40
    assert sum(tags.get("kerb") == "raised" for tags in kerbs) > 20
    assert sum("kerb" not in tags for tags in kerbs) > 5
    assert {tags.get("ramp:wheelchair") for tags in ways if tags["highway"] == "steps"} == {
        "yes",
        "no",
        None,
    }
    assert any(tags.get("highway") == "elevator" for tags in streets.tags.values())
    assert any(tags.get("maxwidth:physical") == "0.7" for tags in streets.tags.values())
    inclines = {tags.get("incline") for tags in ways}
    assert {"12%", "2.5°", "up", None} <= inclines


def test_no_piece_of_a_way_is_empty_or_far_too_long(streets):
    for nodes, tags in streets.walked:
        for a, b in zip(nodes, nodes[1:], strict=False):
            metres = distance(streets.nodes[a], streets.nodes[b])
            assert 0 < metres < 900 and not math.isnan(metres), tags


def test_the_outline_holds_every_stop():
    features = json.loads((REGION / "outline.geojson").read_text(encoding="utf-8"))["features"]
    ring = features[0]["geometry"]["coordinates"][0]
    assert features[0]["properties"]["natural"] == "coastline" and 80 <= len(ring) <= 150
    assert {feature["geometry"]["type"] for feature in features} == {"Polygon", "Point"}
    for row in table("stops"):
        lon, lat = float(row["stop_lon"]), float(row["stop_lat"])
        inside = False
        for (ax, ay), (bx, by) in zip(ring, ring[1:], strict=False):
            if (ay > lat) != (by > lat) and lon < (bx - ax) * (lat - ay) / (by - ay) + ax:
                inside = not inside
        assert inside, row["stop_id"]


def test_the_feed_and_the_readme_say_sample():
    assert "not the real" in table("feed_info")[0]["feed_publisher_name"]
    readme = (REGION / "README.md").read_text(encoding="utf-8")
    assert "not the real street network" in readme
