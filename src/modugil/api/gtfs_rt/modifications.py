"""Detours as TripModifications, with the new way as Shape and new stops as Stop.

Source: GTFS-Realtime reference, TripModifications (experimental): one for each trip and day, spans
within it do not overlap; times to replacement stops count from the stop before the detour.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from zlib import crc32

from google.transit import gtfs_realtime_pb2 as pb

from modugil.api.gtfs_rt.detour_shapes import encode_polyline, find_points, splice
from modugil.api.gtfs_rt.trip_words import TripWords
from modugil.conditions.conditions import TripRun
from modugil.conditions.staff.contribution import list_days
from modugil.conditions.staff.detoured_runs import find_detoured
from modugil.conditions.staff.messages import Detour, Written
from modugil.core.language import LANGUAGES


class Leaving(NamedTuple):
    """Where a pattern's runs leave their way, by one detour."""

    detour: str
    first: int
    last: int


class _Likeness(NamedTuple):
    """What runs have in common that one TripModifications speaks of."""

    leavings: tuple[Leaving, ...]
    pattern: int
    shape: int
    start: str
    """Of a trip that repeats, else empty."""


@dataclass(frozen=True, slots=True)
class Modified:
    """All detours as they are published.

    `of_run` gives, for each run that leaves its way, the entity that says so and where.
    """

    entities: tuple[pb.FeedEntity, ...]
    of_run: Mapping[TripRun, tuple[str, tuple[Leaving, ...]]]
    detours: Mapping[str, Detour]


NOTHING_MODIFIED = Modified((), {}, {})


def build_modified(words: TripWords, written: Iterable[Written], *, today: date) -> Modified:
    """What the detours of these messages do from yesterday to a week ahead."""
    detours, written_s = {}, {}
    for one in written:
        if isinstance(one.message, Detour):
            detours[one.message.id] = one.message
            written_s[one.message.id] = round(one.written.timestamp())
    if not detours:
        return NOTHING_MODIFIED
    leavings = _find_leavings(words, detours, today)
    entities: list[pb.FeedEntity] = []
    of_run: dict[TripRun, tuple[str, tuple[Leaving, ...]]] = {}
    for likeness, days in _group(words, leavings).items():
        for trips, dates in _group_days(days).items():
            seed = repr((likeness.leavings, likeness.shape, likeness.start, sorted(trips)))
            names = "+".join(one.detour for one in likeness.leavings)
            id = f"modifications:{names}:{crc32(seed.encode()):08x}"
            entity = pb.FeedEntity(id=id)
            _select_trips(words, entity.trip_modifications, likeness, detours, trips=trips)
            entity.trip_modifications.service_dates.extend(f"{day:%Y%m%d}" for day in dates)
            for leaving in likeness.leavings:
                told = entity.trip_modifications.modifications.add()
                told.last_modified_time = written_s[leaving.detour]
                _modify(words, told, likeness.pattern, leaving, detours[leaving.detour])
            entities.append(entity)
            for day in dates:
                of_run |= {TripRun(trip, day): (id, likeness.leavings) for trip in days[day]}
    shapes = _list_shapes(words, leavings, detours)
    stops = _list_stops(detours.values())
    return Modified((*shapes, *stops, *entities), of_run, detours)


def _find_leavings(
    words: TripWords, detours: Mapping[str, Detour], today: date
) -> dict[TripRun, tuple[Leaving, ...]]:
    found: dict[TripRun, list[Leaving]] = defaultdict(list)
    for id, detour in sorted(detours.items()):
        for one in find_detoured(detour, words.ids, days=list_days(today)):
            found[one.run].append(Leaving(id, one.first, one.last))
    return {run: _apart(sorted(all, key=lambda one: one.first)) for run, all in found.items()}


def _apart(leavings: Sequence[Leaving]) -> tuple[Leaving, ...]:
    """Those that overlap none before them; the stops of the others are skipped all the same."""
    kept: list[Leaving] = []
    for one in leavings:
        if not kept or one.first > kept[-1].last:
            kept.append(one)
    return tuple(kept)


def _group(
    words: TripWords, leavings: Mapping[TripRun, tuple[Leaving, ...]]
) -> dict[_Likeness, dict[date, list[int]]]:
    trips = words.timetable.trips
    found: dict[_Likeness, dict[date, list[int]]] = {}
    for run, all in sorted(leavings.items()):
        start = words.tell_start(run.trip) if words.ids.repeats(run.trip) else ""
        shape, pattern = int(trips.shape[run.trip]), int(trips.pattern[run.trip])
        days = found.setdefault(_Likeness(all, pattern, shape, start), {})
        days.setdefault(run.day, []).append(run.trip)
    return found


def _group_days(days: Mapping[date, Sequence[int]]) -> dict[tuple[int, ...], list[date]]:
    found: dict[tuple[int, ...], list[date]] = {}
    for day, trips in sorted(days.items()):
        found.setdefault(tuple(trips), []).append(day)
    return found


def _select_trips(
    words: TripWords,
    modified: pb.TripModifications,
    likeness: _Likeness,
    detours: Mapping[str, Detour],
    *,
    trips: Sequence[int],
) -> None:
    selected = modified.selected_trips.add(trip_ids=[words.ids.trips[trip] for trip in trips])
    if shape := name_shape(likeness.leavings, trips[0], words, detours):
        selected.shape_id = shape
    if likeness.start:
        modified.start_times.append(likeness.start)


def _modify(
    words: TripWords,
    told: pb.TripModifications.Modification,
    pattern: int,
    leaving: Leaving,
    detour: Detour,
) -> None:
    told.propagated_modification_delay = detour.delay_s
    told.service_alert_id = f"{leaving.detour}:alert"
    _select(words, pattern, leaving.first, told.start_stop_selector)
    _select(words, pattern, leaving.last, told.end_stop_selector)
    for stop in detour.replacements:
        told.replacement_stops.add(stop_id=stop.stop, travel_time_to_stop=stop.travel_time_s)


def _select(words: TripWords, pattern: int, position: int, told: pb.StopSelector) -> None:
    patterns = words.timetable.patterns
    row = int(patterns.stop_start[pattern]) + position
    told.stop_sequence = int(patterns.sequence[row])
    told.stop_id = words.ids.stops[int(patterns.stop[row])]


def name_shape(
    leavings: Sequence[Leaving], trip: int, words: TripWords, detours: Mapping[str, Detour]
) -> str:
    """The id of the way driven instead; empty where no detour tells its way."""
    ways = [one.detour for one in leavings if detours[one.detour].way]
    if not ways:
        return ""
    trips = words.timetable.trips
    shape = int(trips.shape[trip])
    own = words.timetable.shapes.id[shape] if shape >= 0 else f"pattern-{int(trips.pattern[trip])}"
    return f"detour:{'+'.join(ways)}:{own}"


def _list_shapes(
    words: TripWords,
    leavings: Mapping[TripRun, tuple[Leaving, ...]],
    detours: Mapping[str, Detour],
) -> Iterator[pb.FeedEntity]:
    seen: set[str] = set()
    for run, all in sorted(leavings.items()):
        id = name_shape(all, run.trip, words, detours)
        if not id or id in seen:
            continue
        seen.add(id)
        points = find_points(words.timetable, run.trip)
        for leaving in all:
            if way := detours[leaving.detour].way:
                points = splice(points, way)
        entity = pb.FeedEntity(id=f"shape:{id}")
        entity.shape.shape_id = id
        entity.shape.encoded_polyline = encode_polyline(points)
        yield entity


def _list_stops(detours: Iterable[Detour]) -> Iterator[pb.FeedEntity]:
    seen: set[str] = set()
    for detour in detours:
        for stop in detour.replacements:
            if stop.at is None or stop.stop in seen:
                continue
            seen.add(stop.stop)
            entity = pb.FeedEntity(id=f"stop:{stop.stop}")
            entity.stop.stop_id = stop.stop
            entity.stop.stop_lat, entity.stop.stop_lon = stop.at.lat, stop.at.lon
            for language in LANGUAGES:
                if stop.name.get(language):
                    text = stop.name[language]
                    entity.stop.stop_name.translation.add(text=text, language=language)
            yield entity
