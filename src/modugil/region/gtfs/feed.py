"""One GTFS feed, zip or folder, as a Timetable of its own."""

from collections import Counter
from pathlib import Path

import numpy as np

from modugil.core.notices import Notices
from modugil.region.gtfs.agencies import read_agencies, read_lines
from modugil.region.gtfs.faults import GTFS_FAULTS
from modugil.region.gtfs.fields import NO_TIME
from modugil.region.gtfs.files import REQUIRED_FILES, FeedFiles, open_feed
from modugil.region.gtfs.measures import Measured
from modugil.region.gtfs.patterns import build_patterns
from modugil.region.gtfs.services import read_services
from modugil.region.gtfs.shapes import read_shapes
from modugil.region.gtfs.stations import FeedRows, RunRows, read_pathways, read_transfers
from modugil.region.gtfs.stops import read_stops
from modugil.region.gtfs.tables import I32, Table
from modugil.region.gtfs.times import make_times_whole
from modugil.region.gtfs.translations import read_translations
from modugil.region.gtfs.trip_rows import build_trips, read_headsigns, trip_ids_of
from modugil.region.gtfs.trips import Runs, TripRows, read_runs, read_trips
from modugil.region.gtfs.visits import Visits, first_stop_headsigns, note_wrong_places, read_visits
from modugil.region.timetable import Patterns, Stops, Timetable


def read_feed(
    path: Path,
    *,
    feed_id: str,
    source: int,
    time_zone: str,
    notices: Notices,
    measured: Measured | None = None,
) -> Timetable:
    """The timetable of one feed, with what is measured of it; its faults are added to the notices.

    Errors:  RegionUnreadable if the feed cannot be opened or lacks a required file or column.
    """
    with open_feed(path, feed_id=feed_id, notices=notices) as files:
        for name in REQUIRED_FILES:
            files.need(name)
        files.need("calendar.txt", "calendar_dates.txt")
        return _read(files, source=source, time_zone=time_zone, measured=measured or Measured())


def _read(files: FeedFiles, *, source: int, time_zone: str, measured: Measured) -> Timetable:
    words = read_translations(files)
    agencies = read_agencies(files, translations=words, time_zone=time_zone)
    lines, line_rows = read_lines(files, agencies=agencies, translations=words)
    stops, stop_rows, lost_stops = read_stops(files, translations=words)
    services, service_rows = read_services(files)
    trips = read_trips(files, lines=line_rows, services=service_rows)
    visits, table = read_visits(files, trips=trips, stops=stop_rows, lost_stops=lost_stops)
    visits = _whole_visits(visits, table, trips=trips, stops=stops)
    runs = read_runs(files, trips=trips, first_departure_s=_first_departures(visits, trips))
    _require_runs(files, trips, runs)
    vehicle = measured.vehicles_of(files.feed_id, trips, lines=lines)
    patterns, order, pattern = build_patterns(
        visits, runs, wheelchair=trips.wheelchair, vehicle=vehicle, stop_count=len(stops.lat)
    )
    shapes, shape = read_shapes(files, trips=trips, used=np.unique(runs.trip))
    headsigns = read_headsigns(trips, first_stop_headsigns(visits, table), translations=words)
    run_rows = _index_runs(trips, runs.trip[order], patterns=patterns, pattern=pattern)
    rows = FeedRows(stop_rows, lost_stops, line_rows, run_rows)
    kinds = stops.location_type
    return Timetable(
        feed_ids=(files.feed_id,),
        feed_sources=(source,),
        time_zone=agencies.time_zone,
        stops=stops,
        lines=lines,
        trips=build_trips(trips, runs, order, pattern=pattern, shape=shape, headsigns=headsigns),
        patterns=patterns,
        services=services,
        transfers=read_transfers(files, rows=rows),
        pathways=read_pathways(files, rows=rows, location_type=kinds, translations=words),
        shapes=shapes,
        feed_versions=(_read_version(files),),
        measures=measured.measures_of(
            files.feed_id,
            stops,
            pattern_vehicle=vehicle[runs.trip[order[patterns.trip_start[:-1]]]],
        ),
    )


def _read_version(files: FeedFiles) -> str:
    """The feed's own name of its version, "" where it has none."""
    table = files.read("feed_info.txt", ("feed_version",))
    return next(iter(table.column("feed_version")), "")


def _whole_visits(visits: Visits, table: Table, *, trips: TripRows, stops: Stops) -> Visits:
    """The visits of trips that can be ridden, all with times; what is wrong with them is noted."""
    _note_idle_trips(visits, trips)
    note_wrong_places(visits, table, location_type=stops.location_type)
    return make_times_whole(visits, table, trips=trips, lat=stops.lat, lon=stops.lon)


def _require_runs(files: FeedFiles, trips: TripRows, runs: Runs) -> None:
    """Nothing, if a trip of the feed can be used, or if it has none and means to have none.

    Errors:  RegionUnreadable: a timetable that lost all its trips is no timetable.
    """
    if len(runs.trip) or not len(trips.table):
        return
    own = (one for one in files.notices.counts() if one[2].startswith(f"{files.feed_id}/"))
    why = [GTFS_FAULTS[code][1] for _, code in sorted((-many, code) for code, _, _, many in own)]
    raise files.unreadable(" ".join(["none of its trips can be used.", *why[:1]]).rstrip("."))


def _index_runs(trips: TripRows, trip: I32, *, patterns: Patterns, pattern: I32) -> RunRows:
    ids = trip_ids_of(trips, trip)
    return RunRows(
        first={id: row for row, id in reversed(list(enumerate(ids)))},
        count=Counter(ids),
        lost=set(trips.table.column("trip_id").texts) - set(ids),
        first_stop=patterns.stop[patterns.stop_start[pattern]],
        last_stop=patterns.stop[patterns.stop_start[pattern + 1] - 1],
    )


def _note_idle_trips(visits: Visits, trips: TripRows) -> None:
    count = np.bincount(visits.trip, minlength=len(trips.kept))
    trips.table.fault("trip_without_stops", trips.kept[np.flatnonzero(count == 0)], field="trip_id")


def _first_departures(visits: Visits, trips: TripRows) -> I32:
    """When each trip leaves its first stop, NO_TIME for a trip that was left out."""
    first = np.full(len(trips.kept), NO_TIME, np.int32)
    begins = visits.begins_trip()
    first[visits.trip[begins]] = visits.departure_s[begins]
    return first
