"""Everything that is generated, from the facts and the region's own lists of places."""

from __future__ import annotations

from pathlib import Path

from .corridors import build_web
from .network import draw_towns, stop_flag
from .outline import write_outline
from .read_facts import read_bends, read_lines, read_places, read_spots
from .timetable import build_runs, build_trips
from .write_boarding import write_boarding
from .write_course import write_course
from .write_gtfs import write_gtfs
from .write_osm import write_osm

REGION = Path(__file__).parents[2] / "regions" / "jeju-sample"


def draw_sample(out: Path, *, places_folder: Path = REGION / "places") -> dict[str, int]:
    """Write streets, timetable, measures, a course and the outline into `out`; counts of all that.

    Same facts, same bytes: no clock, no chance, nothing from the machine.
    """
    places, lines = read_places(), read_lines()
    web = build_web(places, lines, read_bends())
    sights = read_spots(places_folder / "sights.csv")
    toilets = read_spots(places_folder / "toilets.csv")
    towns = draw_towns(web, places, sights, toilets)
    runs = build_runs(web, places, lines)
    trips = build_trips(runs)
    out.mkdir(parents=True, exist_ok=True)
    write_osm(towns.drawing, out / "streets.osm.pbf")
    write_gtfs(out / "gtfs", places=places, runs=runs, trips=trips, flag=stop_flag)
    write_boarding(out / "boarding", places=places, lines=lines, flag=stop_flag)
    write_course(towns.drawing, out / "places" / "courses_drawn.csv")
    write_outline(out / "outline.geojson")
    return {
        "stops": sum(len(place.stops) for place in places.values()),
        "lines": len(lines),
        "trips": len(trips),
        "nodes": len(towns.drawing.nodes),
        "ways": len(towns.drawing.ways),
    }
