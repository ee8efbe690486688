"""Several feeds as one timetable: rows follow each other, references are moved along."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from modugil.region.gtfs.services import shift_days
from modugil.region.texts import LocalTexts, Texts
from modugil.region.timetable import (
    BoardingMeasures,
    Lines,
    Pathways,
    Patterns,
    Services,
    Shapes,
    Stops,
    Timetable,
    Transfers,
    Trips,
)

T = TypeVar("T")

_REFERENCES: dict[type, dict[str, str]] = {
    Stops: {"feed": "feeds", "parent": "stops"},
    Lines: {"feed": "feeds", "agency": "agencies", "agency_feed": "feeds"},
    Trips: {
        "feed": "feeds", "route": "lines", "service": "services", "headsign": "headsigns",
        "block": "blocks", "shape": "shapes", "pattern": "patterns",
    },
    Patterns: {"stop": "stops", "time_start": "times", "at_stop_pattern": "patterns"},
    Services: {"feed": "feeds"},
    Transfers: {
        "from_stop": "stops", "to_stop": "stops", "from_trip": "trips", "to_trip": "trips",
        "from_route": "lines", "to_route": "lines",
    },
    Pathways: {"from_stop": "stops", "to_stop": "stops"},
    Shapes: {},
}  # fmt: skip
"""Which field holds rows of what; negative ones mean nothing and stay."""

_STARTS: dict[type, frozenset[str]] = {
    Patterns: frozenset({"stop_start", "trip_start", "at_stop_start"}),
    Shapes: frozenset({"start"}),
}
"""Fields that hold where each row begins, and where the last one ends."""


def join_timetables(parts: Sequence[Timetable]) -> Timetable:
    """One timetable of all feeds in the order given; times are in the first one's time zone."""
    if len(parts) == 1:
        return parts[0]
    sizes = [_sizes(part) for part in parts]
    offsets = {
        name: np.cumsum([0, *(size[name] for size in sizes[:-1])]).tolist() for name in sizes[0]
    }
    running = [part.services for part in parts if part.services.day_count]
    first = min((one.first_day for one in running), default=1)
    last = max((one.first_day + one.day_count for one in running), default=first)
    services = [
        shift_days(part.services, first_day=first, day_count=last - first) for part in parts
    ]
    return Timetable(
        feed_ids=tuple(feed for part in parts for feed in part.feed_ids),
        feed_sources=tuple(source for part in parts for source in part.feed_sources),
        time_zone=parts[0].time_zone,
        stops=_join([part.stops for part in parts], offsets),
        lines=_join([part.lines for part in parts], offsets),
        trips=_join([part.trips for part in parts], offsets),
        patterns=_join([part.patterns for part in parts], offsets),
        services=replace(_join(services, offsets), first_day=first, day_count=last - first),
        transfers=_join([part.transfers for part in parts], offsets),
        pathways=_join([part.pathways for part in parts], offsets),
        shapes=_join([part.shapes for part in parts], offsets),
        feed_versions=tuple(version for part in parts for version in part.feed_versions),
        measures=_join_measures([part.measures for part in parts]),
    )


def _join_measures(parts: Sequence[BoardingMeasures]) -> BoardingMeasures:
    """Stops and patterns follow each other; kinds of vehicles are numbered for all feeds alike."""
    return replace(
        parts[0],
        kerb_m=np.concatenate([part.kerb_m for part in parts]),
        kerb_origin=np.concatenate([part.kerb_origin for part in parts]),
        pattern_vehicle=np.concatenate([part.pattern_vehicle for part in parts]),
    )


def _sizes(part: Timetable) -> dict[str, int]:
    return {
        "feeds": len(part.feed_ids),
        "stops": part.stop_count,
        "agencies": len(part.lines.agency_names),
        "lines": len(part.lines.id),
        "services": len(part.services.id),
        "headsigns": len(part.trips.headsigns),
        "blocks": len(part.trips.block_ids),
        "shapes": len(part.shapes.id),
        "patterns": part.pattern_count,
        "trips": len(part.trips.id),
        "times": len(part.patterns.arrival_s),
    }


def _join(parts: Sequence[T], offsets: dict[str, list[int]]) -> T:
    kind = type(parts[0])
    references, starts = _REFERENCES[kind], _STARTS.get(kind, frozenset())
    joined: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        values = [getattr(part, field.name) for part in parts]
        if field.name in starts:
            joined[field.name] = join_starts(values)
        elif isinstance(values[0], Texts):
            joined[field.name] = join_texts(values)
        elif isinstance(values[0], LocalTexts):
            joined[field.name] = _join_local_texts(values)
        elif isinstance(values[0], np.ndarray):
            moves = offsets.get(references.get(field.name, ""), [0] * len(values))
            joined[field.name] = np.concatenate(
                [_moved(*pair) for pair in zip(values, moves, strict=True)]
            )
        else:
            joined[field.name] = values[0]
    return kind(**joined)


def _moved(rows: NDArray[Any], move: int) -> NDArray[Any]:
    return np.where(rows >= 0, rows + move, rows).astype(rows.dtype) if move else rows


def join_starts(values: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Lists of where rows begin, one after the other."""
    ends = np.cumsum([0, *(value[-1] for value in values)])
    moved = [value[:-1] + end for value, end in zip(values, ends, strict=False)]
    return np.concatenate([*moved, ends[-1:]]).astype(values[0].dtype)


def join_texts(values: Sequence[Texts]) -> Texts:
    """All texts, one list after the other."""
    return Texts(
        join_starts([value.start for value in values]),
        np.concatenate([value.data for value in values]),
    )


def _join_local_texts(values: Sequence[LocalTexts]) -> LocalTexts:
    languages = sorted({language for value in values for language in value.translated})
    translated = {
        language: join_texts(
            [value.translated.get(language) or _empty(len(value)) for value in values]
        )
        for language in languages
    }
    return LocalTexts(join_texts([value.published for value in values]), translated)


def _empty(count: int) -> Texts:
    return Texts(np.zeros(count + 1, np.int64), np.zeros(0, np.uint8))
