"""The rows of Trips: one for every departure, in the order of the patterns."""

from dataclasses import dataclass

import numpy as np

from modugil.region.gtfs.fields import BLANK
from modugil.region.gtfs.tables import I32
from modugil.region.gtfs.translations import Translations
from modugil.region.gtfs.trips import Runs, TripRows
from modugil.region.texts import LocalTexts, build_local_texts, build_texts
from modugil.region.timetable import Trips


@dataclass(frozen=True, slots=True)
class Headsigns:
    """The different headsigns, and the row of its headsign for each trip (-1: none)."""

    words: LocalTexts
    of_trip: I32


def read_headsigns(
    trips: TripRows, stop_headsigns: dict[int, tuple[str, int]], *, translations: Translations
) -> Headsigns:
    """The headsign of each trip; where trips.txt has none, the first of its stop times."""
    named = [trips.table.column("trip_headsign")[row] for row in trips.kept.tolist()]
    seen: dict[tuple[tuple[str, str], ...], int] = {}
    of_trip = np.full(len(named), BLANK, np.int32)
    for index, (trip, text) in enumerate(zip(trips.rows, named, strict=True)):
        if text:
            words = translations.words("trips.trip_headsign", text, record=trip)
        elif index in stop_headsigns:
            text, sequence = stop_headsigns[index]
            words = translations.words(
                "stop_times.stop_headsign", text, record=trip, sub=str(sequence)
            )
        else:
            continue
        of_trip[index] = seen.setdefault(tuple(sorted(words.items())), len(seen))
    return Headsigns(build_local_texts(dict(words) for words in seen), of_trip)


def trip_ids_of(trips: TripRows, rows: I32) -> list[str]:
    """The trip_id of each of these trips."""
    ids = list(trips.rows)
    return [ids[row] for row in rows.tolist()]


def build_trips(
    trips: TripRows, runs: Runs, order: I32, *, pattern: I32, shape: I32, headsigns: Headsigns
) -> Trips:
    """Every departure in this order; `pattern` is that of each, `shape` that of each trip."""
    trip = runs.trip[order]
    return Trips(
        id=build_texts(trip_ids_of(trips, trip)),
        feed=np.zeros(len(trip), np.uint8),
        route=trips.route[trip],
        service=trips.service[trip],
        headsigns=headsigns.words,
        headsign=headsigns.of_trip[trip],
        direction=trips.direction[trip].astype(np.uint8),
        wheelchair=trips.wheelchair[trip].astype(np.uint8),
        block=trips.block[trip],
        block_ids=build_texts(trips.block_ids),
        shape=shape[trip],
        pattern=pattern,
        headway_s=runs.headway_s[order],
    )
