"""Every kernel a question may need has run once, on any region and whatever there is to find."""

from datetime import date, datetime

import numpy as np

from modugil.answers.planner import Planner
from modugil.answers.trips.preparation import Preparation
from modugil.conditions.conditions import AS_PLANNED
from modugil.core.geo import LatLon
from modugil.routing.needs import Needs
from modugil.routing.streets import (
    EdgePoint,
    StreetCosts,
    edges_around,
    find_least_bad_way,
    find_path,
    list_barriers,
    reachable_area,
)
from modugil.routing.transit import build_day, warm_up_search

A_MINUTE_S = 60.0


def warm_up(planner: Planner, needs: Needs, *, now: datetime) -> None:
    """Compiled code is there (made now, or read from disk), and these needs are compiled."""
    preparation = planner.prepare(needs, conditions=AS_PLANNED, span=(now, now))
    if preparation.costs is not None:
        _warm_up_streets(preparation.costs)
    _warm_up_transit(planner, preparation)


def _warm_up_streets(costs: StreetCosts) -> None:
    usable = np.flatnonzero(costs.openness == costs.openness.max(initial=0))
    if not len(usable):
        return
    start, end = EdgePoint(int(usable[0]), 0.5), EdgePoint(int(usable[-1]), 0.5)
    find_path(costs, start=start, end=end)
    find_least_bad_way(costs, start=start, end=end)
    list_barriers(costs, edge=start.edge, backward=0)
    reachable_area(costs, start, max_s=A_MINUTE_S)
    middle = LatLon(float(costs.streets.node_lat[0]), float(costs.streets.node_lon[0]))
    edges_around(costs.streets, [[middle, middle]], within_m=1.0)


def _warm_up_transit(planner: Planner, preparation: Preparation) -> None:
    timetable, first_day = planner.region.timetable, planner.region.manifest.first_day
    if timetable is None or preparation.transfers is None or not first_day:
        return
    day = build_day(timetable, date.fromisoformat(first_day))
    warm_up_search(timetable, day=day, transfers=preparation.transfers)
