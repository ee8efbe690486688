"""The day to search on: as planned, or as it is."""

from datetime import date

from modugil.conditions.conditions import AS_PLANNED, Conditions
from modugil.region.timetable import Timetable
from modugil.routing.transit.changes import apply_conditions
from modugil.routing.transit.day import TransitDay
from modugil.routing.transit.planned import build_planned_day
from modugil.routing.transit.workspace import WorkspacePool


def build_day(
    timetable: Timetable,
    base_day: date,
    *,
    conditions: Conditions = AS_PLANNED,
    pool: WorkspacePool | None = None,
) -> TransitDay:
    """Every run around the base day under these conditions.

    To follow changing conditions, keep the planned day and call `apply_conditions` on it: the
    planned part is then built once.
    """
    planned = build_planned_day(timetable, base_day, pool=pool)
    return apply_conditions(planned, timetable=timetable, conditions=conditions)
