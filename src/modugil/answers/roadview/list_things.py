"""What is near a picture: barriers, crossings, lowered kerbs, stops and places."""

from collections.abc import Iterable

import numpy as np

from modugil.answers.barriers.barrier import Barrier
from modugil.answers.finding.endpoints import EndpointFinder
from modugil.answers.roadview.barrier_index import BarrierIndex
from modugil.answers.roadview.picture_told import Thing
from modugil.answers.roadview.scope import PictureScope
from modugil.answers.roadview.street_here import list_ways
from modugil.answers.sights.near_places import list_near
from modugil.answers.sights.sentences import PHRASES as SIGHT_PHRASES
from modugil.answers.sights.sentences.fill import fill
from modugil.core.geo import LatLon, distance_m, metres_per_degree
from modugil.places.catalogue import PlacesNow
from modugil.places.vocabulary import KINDS
from modugil.region.streets import Streets
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import CrossingKind, Kerb, LocationType, Smoothness, Surface, WayKind

WITHIN_M = 30.0
PLACES_WITHIN_M = 40.0
MOST_BARRIERS, MOST_FEATURES, MOST_STOPS, MOST_PLACES = 8, 4, 2, 4
OF_STREETS = ("steep", "narrow", "surface", "cross_slope", "steps")
"""Barriers that hold along a way; those of one name in one direction are one."""


def list_barriers(scope: PictureScope, index: BarrierIndex) -> list[Thing]:
    """The barriers within 30 metres, the nearest first; a long one is told once for a direction."""
    found: list[Thing] = []
    met: set[tuple[str, int | None]] = set()
    for near in index.list_near(scope.point, within_m=WITHIN_M):
        category = near.barrier.category
        thing = scope.build_thing(category, name_barrier(scope, near.barrier), near.point)
        sector = thing.clock or round(thing.bearing_deg / 30) % 12
        key = (thing.name, sector if thing.distance_m >= 2.0 else -1)
        if category in OF_STREETS and key in met:
            continue
        met.add(key)
        found.append(thing)
    return found[:MOST_BARRIERS]


def name_barrier(scope: PictureScope, barrier: Barrier) -> str:
    """What it is, with its measure where that is known."""
    phrases, told = scope.phrases, barrier.values
    name = phrases.points_there.get(
        str(told.get("barrier", "")), phrases.barriers[barrier.category]
    )
    measure = _measure(scope, barrier)
    return fill(phrases.measured, what=name, measure=measure) if measure else name


def _measure(scope: PictureScope, barrier: Barrier) -> str:
    phrases, told = scope.phrases, barrier.values
    match barrier.category:
        case "steps" if "step_count" in told:
            return fill(phrases.steps, n=str(told["step_count"]))
        case "steep":
            return f"{float(told['slope_ratio']) * 100:.0f}%"
        case "cross_slope":
            return f"{float(told['cross_slope_ratio']) * 100:.0f}%"
        case "kerb" if "height_m" in told:
            return f"{float(told['height_m']) * 100:.0f} cm"
        case "surface" if "surface" in told:
            return phrases.surfaces[Surface[str(told["surface"]).upper()]]
        case "surface" if "smoothness" in told:
            return phrases.smoothness[Smoothness[str(told["smoothness"]).upper()]]
        case _ if "width_m" in told:
            return f"{told['width_m']} m"
    return ""


def list_features(scope: PictureScope, streets: Streets) -> list[Thing]:
    """Crossings, and kerbs that are lowered or flush, within 30 metres."""
    ways = list_ways(streets, scope.point, within_m=WITHIN_M)
    crossings = [
        scope.build_thing("crossing", _name_crossing(scope, streets, way.edge), way.point)
        for way in ways
        if streets.edge_kind[way.edge] == WayKind.CROSSING
    ]
    nodes = {
        int(node)
        for way in ways
        for node in (streets.edge_tail[way.edge], streets.edge_head[way.edge])
    }
    ramps = []
    for node in sorted(nodes):
        spot = LatLon(float(streets.node_lat[node]), float(streets.node_lon[node]))
        name = scope.phrases.kerbs.get(Kerb(int(streets.node_kerb[node])))
        if name and distance_m(scope.point, spot) <= WITHIN_M:
            ramps.append(scope.build_thing("ramp", name, spot))
    return [*_nearest(crossings, MOST_FEATURES), *_nearest(ramps, MOST_FEATURES)]


def _name_crossing(scope: PictureScope, streets: Streets, edge: int) -> str:
    return scope.phrases.crossings[CrossingKind(int(streets.edge_crossing[edge]))]


def list_stops(scope: PictureScope, timetable: Timetable, finder: EndpointFinder) -> list[Thing]:
    """The nearest stops within 40 metres."""
    stops, point = timetable.stops, scope.point
    per_lat, per_lon = metres_per_degree(point.lat)
    away = np.hypot((stops.lat - point.lat) * per_lat, (stops.lon - point.lon) * per_lon)
    boarded = np.isin(stops.location_type, (LocationType.STOP, LocationType.ENTRANCE))
    found = []
    for row in np.flatnonzero((away <= PLACES_WITHIN_M) & boarded).tolist():
        place = finder.stop_at(row, language=scope.language).place
        name = fill(scope.phrases.named, what=scope.phrases.stop, name=place.name)
        spot = LatLon(place.lat, place.lon)
        found.append(scope.build_thing("stop", name, spot, ref=place.ref))
    return _nearest(found, MOST_STOPS)


def list_places(scope: PictureScope, places: PlacesNow, finder: EndpointFinder) -> list[Thing]:
    """The nearest places of every kind within 40 metres."""
    every = np.ones(len(places.places), np.bool_)
    near = list_near(places, scope.point, among=every, within_m=PLACES_WITHIN_M, limit=MOST_PLACES)
    kinds = SIGHT_PHRASES[scope.language].kinds
    found = []
    for one in near:
        place = finder.place_at(one.row, language=scope.language).place
        kind = KINDS[int(places.places.kind[one.row])]
        name = fill(scope.phrases.named, what=kinds[kind], name=place.name)
        found.append(scope.build_thing(kind, name, LatLon(place.lat, place.lon), ref=place.ref))
    return found


def _nearest(things: Iterable[Thing], most: int) -> list[Thing]:
    return sorted(things, key=lambda one: one.distance_m)[:most]
