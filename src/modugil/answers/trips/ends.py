"""From the two ends of a journey to the stops around them, and back."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.answers.finding.endpoints import Endpoint
from modugil.answers.trips.preparation import Preparation
from modugil.core.geo import LatLon, metres_per_degree
from modugil.core.thresholds import limit
from modugil.region.stop_links import reached_by_pathway_only
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import LocationType
from modugil.routing.needs import Needs
from modugil.routing.streets import Place, Snaps, reach_stops, stop_snaps
from modugil.routing.transit import StationLinks, StopLabels

NO_LINK = -1
_Column = NDArray[Any]
_Columns = list[tuple[_Column, ...]]


def place_on_streets(preparation: Preparation, endpoint: Endpoint) -> Place:
    """Where on the streets the endpoint stands: a stop where its links say, else near the point."""
    access = preparation.access
    if access is None or not endpoint.stops:
        return endpoint.point
    snaps = [stop_snaps(access, stop) for stop in endpoint.stops]
    return join_snaps(snaps, point=endpoint.point)


def join_snaps(snaps: list[Snaps], *, point: LatLon) -> Place:
    """All the places together; the point itself where there are none."""
    edge = np.concatenate([one.edge for one in snaps])
    if not len(edge):
        return point
    ratio = np.concatenate([one.ratio for one in snaps])
    distance = np.concatenate([one.distance_m for one in snaps])
    return Snaps(None, edge, ratio, distance)


def list_stops_around(
    preparation: Preparation, endpoint: Endpoint, *, timetable: Timetable, towards: bool
) -> StopLabels:
    """The stops to which one can go from the endpoint, or with `towards` from which to it.

    A stop is there by its quickest way and, where that has unverified metres, by its best verified
    one; platforms that are reached through a station's entrances are there with their pathways.
    """
    own = np.array(endpoint.stops, np.int32)
    columns: _Columns = [_labels(own, np.zeros(len(own)), np.zeros(len(own)), np.zeros(len(own)))]
    needs = preparation.needs
    if needs.longest_leg_m > 0.0:
        columns += _by_street(preparation, endpoint, timetable, towards)
        if preparation.links is not None:
            inside = _through_stations(preparation.links, columns, towards=towards)
            columns += [_within(column, longest_m=needs.longest_leg_m) for column in inside]
    stop, time_s, length_m, unverified_m, link = (
        np.concatenate(parts) for parts in zip(*columns, strict=True)
    )
    return StopLabels(
        stop=np.ascontiguousarray(stop, np.int32),
        time_s=np.ceil(time_s.astype(np.float64)).astype(np.int32),
        length_m=np.ascontiguousarray(length_m, np.float32),
        unverified_m=np.ascontiguousarray(unverified_m, np.float32),
        link=np.ascontiguousarray(link, np.int32),
    )


def _labels(
    stop: NDArray[np.int32],
    time_s: NDArray[np.floating],
    length_m: NDArray[np.floating],
    unverified_m: NDArray[np.floating],
    link: NDArray[np.int32] | None = None,
) -> tuple[_Column, ...]:
    links = np.full(len(stop), NO_LINK, np.int32) if link is None else link
    return (stop, time_s, length_m, unverified_m, links)


def _by_street(
    preparation: Preparation, endpoint: Endpoint, timetable: Timetable, towards: bool
) -> _Columns:
    access = preparation.access
    if access is None:
        return [_straight(preparation.needs, endpoint.point, timetable)]
    place = place_on_streets(preparation, endpoint)
    best = reach_stops(access, place, towards=towards)
    columns = [_labels(best.stop, best.time_s, best.length_m, best.unverified_m)]
    if preparation.verified is not None and bool((best.unverified_m > 0).any()):
        sure = reach_stops(access, place, towards=towards, verified_only=True)
        columns.append(_labels(sure.stop, sure.time_s, sure.length_m, sure.unverified_m))
    return columns


def _straight(needs: Needs, point: LatLon, timetable: Timetable) -> tuple[_Column, ...]:
    """Without streets: as the crow flies and a bit more, none of it verified.

    Platforms that pathways lead to are reached from their entrances only, not through walls.
    """
    stops = timetable.stops
    per_lat, per_lon = metres_per_degree(point.lat)
    away = np.hypot((stops.lat - point.lat) * per_lat, (stops.lon - point.lon) * per_lon)
    length = away * limit("detour.straight_factor")
    served = np.isin(stops.location_type, (LocationType.STOP, LocationType.ENTRANCE))
    served &= ~reached_by_pathway_only(timetable)
    near = np.flatnonzero((length <= needs.longest_leg_m) & served).astype(np.int32)
    metres = length[near]
    unverified = metres if needs.asks_anything else np.zeros(len(near))
    return _labels(near, metres / needs.speed_mps, metres, unverified)


def _within(column: tuple[_Column, ...], *, longest_m: float) -> tuple[_Column, ...]:
    """The ends that are not too far, streets and pathways counted together."""
    near = column[2] <= longest_m
    return tuple(part[near] for part in column)


def _through_stations(links: StationLinks, columns: _Columns, *, towards: bool) -> _Columns:
    """The same ends reached on from every entrance among them along the station's pathways."""
    owner = np.repeat(np.arange(len(links.start) - 1, dtype=np.int32), np.diff(links.start))
    near, far = (links.to_stop, owner) if towards else (owner, links.to_stop)
    more: _Columns = []
    for stop, time_s, length_m, unverified_m, _ in columns:
        rows = np.flatnonzero(np.isin(near, stop))
        if not len(rows):
            continue
        order = np.argsort(stop, kind="stable")
        at = order[np.searchsorted(stop[order], near[rows])]
        more.append(
            _labels(
                far[rows],
                time_s[at] + links.time_s[rows],
                length_m[at] + links.length_m[rows],
                unverified_m[at] + links.unverified_m[rows],
                rows.astype(np.int32),
            )
        )
    return more
