"""An engine for a region: its timetable, its paths, and nothing known of its buses yet."""

from dataclasses import dataclass
from datetime import datetime

from modugil.conditions.publisher import ConditionsPublisher
from modugil.core.errors import RegionUnreadable
from modugil.core.geo import LatLon
from modugil.live.build_paths import build_paths
from modugil.live.paths import Paths
from modugil.live.predictions.network import PredictionNetwork, build_prediction_network
from modugil.live.predictions.predictor import Predictor
from modugil.live.rules.clean import Cleaner
from modugil.live.rules.limits import Limits, build_limits
from modugil.live.tracker import Tracker
from modugil.live.tracking.engine import LiveEngine, Stages
from modugil.live.tracking.schedule import Schedule
from modugil.live.tracking.settled import SettledStream
from modugil.region.open_region import Region
from modugil.region.timetable import Timetable


@dataclass(frozen=True, slots=True)
class EngineParts:
    """What all engines of a region share: nothing of it changes while buses drive."""

    region: Region
    timetable: Timetable
    paths: Paths
    schedule: Schedule
    limits: Limits
    network: PredictionNetwork


def build_parts(region: Region) -> EngineParts:
    """What the engines of this region need.

    Errors:  RegionUnreadable if the region has no timetable.
    """
    timetable, bounds = region.timetable, region.manifest.bounds
    if timetable is None:
        raise RegionUnreadable("The region has no timetable, so no bus can be followed.")
    return EngineParts(
        region,
        timetable,
        build_paths(timetable),
        Schedule(timetable, region.zone),
        build_limits(LatLon(bounds.south, bounds.west), LatLon(bounds.north, bounds.east)),
        build_prediction_network(timetable),
    )


def build_predictor(parts: EngineParts) -> Predictor:
    """A predictor that has learnt nothing yet."""
    return Predictor(parts.network, day_start_ms=parts.schedule.day_start_ms)


def build_engine_of(
    parts: EngineParts, *, conditions: ConditionsPublisher, hold_ms: int, now: datetime
) -> LiveEngine:
    """An engine of these parts that knows of no bus yet."""
    zone = parts.region.zone
    later = Tracker(parts.timetable, parts.paths, zone=zone)
    stages = Stages(
        parts.schedule,
        Cleaner(parts.limits),
        Tracker(parts.timetable, parts.paths, zone=zone),
        SettledStream(later, limits=parts.limits, hold_ms=hold_ms),
        build_predictor(parts),
    )
    return LiveEngine(stages, conditions=conditions, now=now)


def build_engine(
    region: Region, *, conditions: ConditionsPublisher, hold_ms: int, now: datetime
) -> LiveEngine:
    """The engine that follows this region's buses.

    Errors:  RegionUnreadable if the region has no timetable.
    """
    return build_engine_of(build_parts(region), conditions=conditions, hold_ms=hold_ms, now=now)
