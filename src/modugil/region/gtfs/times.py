"""Makes the times of trips whole: blank ones from the distance, impossible ones taken out.

Between two known times a blank one lies where its share of the way lies: by shape_dist_traveled
where all visits between have it, else by the straight metres from stop to stop.
Source: GTFS Schedule reference, stop_times.txt (timepoint).
"""

import numpy as np
from numpy.typing import NDArray

from modugil.core.geo import EARTH_RADIUS_M
from modugil.region.gtfs.fields import NO_TIME
from modugil.region.gtfs.tables import Table
from modugil.region.gtfs.trips import TripRows
from modugil.region.gtfs.visits import Visits

F64 = NDArray[np.float64]
Bools = NDArray[np.bool_]
I64 = NDArray[np.int64]


def make_times_whole(
    visits: Visits, table: Table, *, trips: TripRows, lat: F64, lon: F64
) -> Visits:
    """Only trips of two stops or more, each visit with times that never go back."""
    visits = _drop_decreasing(visits, table)
    visits = _drop_untimed_ends(visits, table, trips)
    visits = _drop_short_trips(visits, trips)
    _interpolate(visits, lat=lat, lon=lon)
    return visits


def _note_trips_without(trips: TripRows, code: str, which: Bools) -> None:
    trips.table.fault(code, trips.kept[np.flatnonzero(which)], field="trip_id")


def _per_trip(visits: Visits, trips: TripRows, which: Bools) -> I64:
    """How many of these visits each trip has."""
    return np.bincount(visits.trip[which], minlength=len(trips.kept))


def _drop_decreasing(visits: Visits, table: Table) -> Visits:
    known = np.flatnonzero(visits.arrival_s != NO_TIME)
    arrival, departure, trip = (
        visits.arrival_s[known],
        visits.departure_s[known],
        visits.trip[known],
    )
    early = np.zeros(len(known), np.bool_)
    early[1:] = (trip[1:] == trip[:-1]) & (arrival[1:] < departure[:-1])
    backwards = departure < arrival
    if not np.any(early | backwards):
        return visits
    table.fault("times_decrease", visits.row[known[early]], field="arrival_time")
    table.fault("times_decrease", visits.row[known[backwards & ~early]], field="departure_time")
    return visits.take(~np.isin(visits.trip, trip[early | backwards]))


def _drop_untimed_ends(visits: Visits, table: Table, trips: TripRows) -> Visits:
    """Visits before the first and after the last time of their trip cannot be timed."""
    known = visits.arrival_s != NO_TIME
    all_visits = _per_trip(visits, trips, np.ones(len(visits), np.bool_))
    timed = _per_trip(visits, trips, known)
    _note_trips_without(trips, "trip_without_times", (all_visits > 0) & (timed == 0))
    if known.all():
        return visits
    seen = np.cumsum(known)
    before = np.concatenate([[0], np.cumsum(timed)])[visits.trip]
    inside = (seen > before) & ((seen < before + timed[visits.trip]) | known)
    table.fault(
        "trip_end_without_time",
        visits.row[~inside & (timed[visits.trip] > 0)],
        field="arrival_time",
    )
    return visits.take(inside)


def _drop_short_trips(visits: Visits, trips: TripRows) -> Visits:
    count = _per_trip(visits, trips, np.ones(len(visits), np.bool_))
    _note_trips_without(trips, "trip_one_stop", count == 1)
    return visits if not np.any(count == 1) else visits.take(count[visits.trip] > 1)


def _interpolate(visits: Visits, *, lat: F64, lon: F64) -> None:
    known = visits.arrival_s != NO_TIME
    gaps = np.flatnonzero(~known)
    if not len(gaps):
        return
    index = np.arange(len(visits))
    before = np.maximum.accumulate(np.where(known, index, 0))[gaps]
    after = np.minimum.accumulate(np.where(known, index, len(visits))[::-1])[::-1][gaps]
    straight = np.concatenate([[0.0], np.cumsum(_straight_m(visits, lat=lat, lon=lon))])
    along, trusted = _along_shape(visits)
    share = _share(straight, gaps, before, after)
    by_shape = (trusted[after] == trusted[before]) & (along[after] > along[before])
    share = np.where(by_shape, _share(along, gaps, before, after), share)
    start, end = visits.departure_s[before], visits.arrival_s[after]
    times = np.floor(start + share * (end - start) + 0.5).astype(np.int32)
    visits.arrival_s[gaps] = times
    visits.departure_s[gaps] = times


def _share(way: F64, gaps: I64, before: I64, after: I64) -> F64:
    """How much of the way between known times lies behind each gap; by count if there is none."""
    total = way[after] - way[before]
    counted = (gaps - before) / (after - before)
    return np.where(total > 0, (way[gaps] - way[before]) / np.where(total > 0, total, 1.0), counted)


def _along_shape(visits: Visits) -> tuple[F64, I64]:
    """The way along the shape, and a count that changes wherever it cannot be trusted."""
    step = np.diff(visits.distance)
    bad = ~(step >= 0)
    return (
        np.concatenate([[0.0], np.cumsum(np.where(bad, 0.0, step))]),
        np.concatenate([[0], np.cumsum(bad)]),
    )


def _straight_m(visits: Visits, *, lat: F64, lon: F64) -> F64:
    """Metres from each visit to the next; what lies between two trips is never asked for."""
    phi, lam = np.radians(lat[visits.stop]), np.radians(lon[visits.stop])
    mean = (phi[1:] + phi[:-1]) / 2
    metres: F64 = EARTH_RADIUS_M * np.hypot(np.diff(phi), np.diff(lam) * np.cos(mean))
    return metres
