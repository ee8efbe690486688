"""An engine for a region: its timetable, its paths, and nothing known of its buses yet."""

from datetime import datetime

from modugil.conditions.publisher import ConditionsPublisher
from modugil.core.errors import RegionUnreadable
from modugil.core.geo import LatLon
from modugil.live.build_paths import build_paths
from modugil.live.predictions.network import build_prediction_network
from modugil.live.predictions.predictor import Predictor
from modugil.live.rules.clean import Cleaner
from modugil.live.rules.limits import build_limits
from modugil.live.tracker import Tracker
from modugil.live.tracking.engine import LiveEngine, Stages
from modugil.live.tracking.schedule import Schedule
from modugil.live.tracking.settled import SettledStream
from modugil.region.open_region import Region


def build_engine(
    region: Region, *, conditions: ConditionsPublisher, hold_ms: int, now: datetime
) -> LiveEngine:
    """The engine that follows this region's buses.

    Errors:  RegionUnreadable if the region has no timetable.
    """
    timetable, bounds = region.timetable, region.manifest.bounds
    if timetable is None:
        raise RegionUnreadable("The region has no timetable, so no bus can be followed.")
    paths = build_paths(timetable)
    schedule = Schedule(timetable, region.zone)
    limits = build_limits(LatLon(bounds.south, bounds.west), LatLon(bounds.north, bounds.east))
    later = Tracker(timetable, paths, zone=region.zone)
    stages = Stages(
        schedule,
        Cleaner(limits),
        Tracker(timetable, paths, zone=region.zone),
        SettledStream(later, limits=limits, hold_ms=hold_ms),
        Predictor(build_prediction_network(timetable), day_start_ms=schedule.day_start_ms),
    )
    return LiveEngine(stages, conditions=conditions, now=now)
