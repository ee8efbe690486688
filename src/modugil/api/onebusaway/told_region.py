"""One region as OneBusAway tells it: ids, records, the fleet of this second, and its situations."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from modugil.answers.arrivals.arrivals import Arrivals
from modugil.answers.arrivals.fleet_now import FleetNow, Instant
from modugil.answers.arrivals.line_ways import LineWays
from modugil.answers.arrivals.names import Names
from modugil.answers.arrivals.stop_area import Area, StopField, around_point
from modugil.answers.arrivals.stop_lines import StopLines
from modugil.answers.desk import Desk
from modugil.api.onebusaway.ids import Ids
from modugil.api.onebusaway.records import Records
from modugil.api.onebusaway.references import References
from modugil.api.onebusaway.situations import Situations
from modugil.conditions.staff.messages import ServiceAlert
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.core.geo import LatLon
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.region.manifest import Bounds
from modugil.region.timetable import Timetable

NEARBY_M = 100.0
HOLDS = timedelta(seconds=1)
"""So long everybody is told the same moment of the fleet: buses speak once a second."""
NEAR = timedelta(seconds=60)
"""A question about a time this near is one about now; about another time only the plan tells."""


class ToldRegion:
    """Everything that handlers need; safe to ask from several threads at once."""

    def __init__(self, desk: Desk, timetable: Timetable, *, zone: ZoneInfo) -> None:
        """Name everything and place all stops: some hundred milliseconds for a large city."""
        self.desk = desk
        self.timetable = timetable
        self.zone = zone
        self.ids = Ids(timetable)
        self.stop_lines = StopLines(timetable)
        self.records = Records(timetable, self.ids, self.stop_lines)
        self.arrivals = Arrivals(timetable, zone=zone)
        self.field = StopField(timetable)
        self.line_ways = LineWays(timetable)
        self.names = Names(timetable)
        self._bounds: dict[int, Bounds] | None = None
        self._published = desk.published or PublishedIds(timetable, zone=zone)
        self._situations = self._tell_situations(())
        self._fleet: FleetNow | None = None
        self._near: dict[int, list[tuple[int, float]]] = {}

    def fleet_at(self, instant: datetime, *, now: datetime) -> FleetNow:
        """The fleet as it is now; of a time farther from now the timetable, nothing live."""
        if abs(instant - now) > NEAR:
            conditions = self.desk.boards.look(now=now, language="ko").conditions
            return self.arrivals.look(Instant(None, conditions, instant, is_now=False))
        return self.fleet(now)

    def fleet(self, now: datetime) -> FleetNow:
        """The fleet of this second."""
        sight = self.desk.boards.look(now=now, language="ko")
        kept = self._fleet
        if kept is not None and _holds(kept.instant, sight.snapshot, now):
            return kept
        found = self.arrivals.look(Instant(sight.snapshot, sight.conditions, now))
        self._fleet = found
        return found

    def situations(self, now: datetime) -> Situations:
        """What staff tell the public at this moment."""
        staff = self.desk.staff
        alerts = tuple(staff.list_alerts(now=now)) if staff is not None else ()
        kept = self._situations
        if kept.alerts != alerts:
            kept = self._situations = self._tell_situations(alerts)
        return kept

    def stops_near(self, stop: int, *, most: int) -> list[tuple[int, float]]:
        """Other stops around that one, with the metres to them, the nearest first."""
        found = self._near.get(stop)
        if found is None:
            stops = self.timetable.stops
            point = LatLon(float(stops.lat[stop]), float(stops.lon[stop]))
            around = self.field.find(around_point(point, NEARBY_M))
            found = self._near[stop] = [one for one in around if one[0] != stop]
        return found[:most]

    def agency_bounds(self) -> dict[int, Bounds]:
        """The box around the stops that each agency's lines serve."""
        if self._bounds is None:
            self._bounds = self._measure_agencies()
        return self._bounds

    def covers(self, area: Area) -> bool:
        """Whether any agency drives within that area."""
        return any(area.touches(box) for box in self.agency_bounds().values())

    def _measure_agencies(self) -> dict[int, Bounds]:
        stops, of_route = self.timetable.stops, self.ids.agency_of_route
        rows: dict[int, list[int]] = {}
        for row in self.field.rows.tolist():
            for agency in {of_route[route] for route in self.stop_lines.routes(row)}:
                rows.setdefault(agency, []).append(row)
        return {
            agency: Bounds(
                float(stops.lat[at].min()),
                float(stops.lon[at].min()),
                float(stops.lat[at].max()),
                float(stops.lon[at].max()),
            )
            for agency, at in rows.items()
        }

    def references(self) -> References:
        """An empty list of what an answer names."""
        return References(self.records, self.ids, self.stop_lines)

    def _tell_situations(self, alerts: Sequence[ServiceAlert]) -> Situations:
        return Situations(alerts, timetable=self.timetable, ids=self.ids, published=self._published)


def _holds(told: Instant, newest: LiveSnapshot | None, now: datetime) -> bool:
    """Whether that moment may still be told."""
    if newest is told.snapshot:
        return abs(now - told.now) < HOLDS
    if newest is None or told.snapshot is None:
        return False
    apart = newest.as_of - told.snapshot.as_of
    return timedelta(0) < apart < HOLDS and abs(now - told.now) < HOLDS
