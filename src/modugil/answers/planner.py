"""One question for a trip, answered from the region and from what is different right now."""

from datetime import date, datetime, timedelta

from modugil.answers.alerts.alerts import Alerts
from modugil.answers.finding.endpoints import build_endpoint_finder
from modugil.answers.finding.find_places import build_place_index
from modugil.answers.itinerary import TripAnswer
from modugil.answers.telling.tell_trip import tell_trip
from modugil.answers.trips.door_to_door import Ends, Moment, search_door_to_door
from modugil.answers.trips.found import Found
from modugil.answers.trips.preparation import Kept, Preparation, prepare
from modugil.answers.trips.question import TripQuestion
from modugil.conditions.conditions import Conditions
from modugil.conditions.publisher import ConditionsPublisher
from modugil.core.time import (
    local_day,
    parse_instant,
    seconds_of_service_day,
)
from modugil.live.snapshot.live_snapshot import ReadsLive
from modugil.places.catalogue import Catalogue
from modugil.places.places import Places
from modugil.region.open_region import Region
from modugil.routing.needs import Needs
from modugil.routing.transit import (
    TransitDay,
    apply_conditions,
    build_day,
    check_service_day,
)

KEPT_NEEDS = 16
KEPT_DAYS = 6
LOOK_AHEAD = timedelta(hours=3)
"""A street closed at any time while one may be under way, at most so long, counts as closed."""


class Planner:
    """Answers questions about one region; safe to ask from several threads at once."""

    def __init__(
        self,
        region: Region,
        *,
        places: Places | None = None,
        conditions: ConditionsPublisher | None = None,
        live: ReadsLive | None = None,
    ) -> None:
        """Stand ready; compiling waits until someone asks.

        `live` is the fleet as it is now; whoever follows one may set it before the first question.
        """
        self.region = region
        self.places = places
        self.catalogue = Catalogue(places) if places is not None else None
        self.conditions = conditions or ConditionsPublisher()
        self.live = live
        self.finder = build_endpoint_finder(
            region.manifest.bounds,
            timetable=region.timetable,
            places=places,
            catalogue=self.catalogue,
        )
        self.alerts = Alerts(region.timetable, zone=region.zone)
        self.index = build_place_index(self.finder)
        self._prepared: Kept[tuple[object, ...], Preparation] = Kept(most=KEPT_NEEDS)
        self._planned: Kept[date, TransitDay] = Kept(most=KEPT_DAYS)
        self._changed: Kept[tuple[date, int], TransitDay] = Kept(most=KEPT_DAYS)

    def plan(self, question: TripQuestion, *, now: datetime) -> TripAnswer:
        """The answer in words.

        Errors:  BadInput and its kinds for a place, time or need that cannot be.
        """
        found = self.search(question, now=now)
        snapshot = self.live.get_current() if self.live is not None else None
        return tell_trip(found, question, now=now, live=snapshot, alerts=self.alerts)

    def search(self, question: TripQuestion, *, now: datetime) -> Found:
        """The journeys alone, their ways not traced.

        Errors:  as `plan`.
        """
        ends = Ends(
            self.finder.get_endpoint(question.start, language=question.language),
            self.finder.get_endpoint(question.end, language=question.language),
        )
        zone = self.region.zone
        instant = parse_instant(question.at, zone=zone) if question.at else now
        base_day = local_day(instant, zone=zone)
        moment = Moment(
            base_day,
            seconds_of_service_day(instant, day=base_day, zone=zone),
            arrive_by=question.arrive_by,
            window_s=question.window_s,
            max_boardings=question.max_boardings,
        )
        conditions = self.conditions.get_current()
        span = span_of(instant, question)
        preparation = self.prepare(question.needs, conditions=conditions, span=span)
        day = self._get_day(base_day, conditions)
        journeys = search_door_to_door(
            preparation,
            ends,
            timetable=self.region.timetable,
            day=day,
            moment=moment,
        )
        return Found(journeys, ends, moment, preparation, conditions, day, self.region, self.finder)

    def prepare(
        self, needs: Needs, *, conditions: Conditions, span: tuple[datetime, datetime]
    ) -> Preparation:
        """The compiled needs, kept for the next who asks; made anew only when streets change."""
        key = (needs, *_street_changes(conditions, *span))
        return self._prepared.get(
            key, lambda: prepare(self.region, needs, conditions=conditions, span=span)
        )

    def _get_day(self, base_day: date, conditions: Conditions) -> TransitDay | None:
        timetable = self.region.timetable
        if timetable is None:
            return None
        check_service_day(timetable, base_day)
        planned = self._planned.get(base_day, lambda: build_day(timetable, base_day))
        if not conditions.trips and not conditions.stops_closed:
            return planned
        return self._changed.get(
            (base_day, conditions.version),
            lambda: apply_conditions(planned, timetable=timetable, conditions=conditions),
        )


def span_of(instant: datetime, question: TripQuestion) -> tuple[datetime, datetime]:
    """From when to when one may be under way."""
    longest = LOOK_AHEAD + timedelta(seconds=question.window_s)
    return (instant - longest, instant) if question.arrive_by else (instant, instant + longest)


def _street_changes(
    conditions: Conditions, start: datetime, end: datetime
) -> tuple[frozenset[object], ...]:
    """What is different on streets and pathways in that span: equal when nothing changed."""
    tables = (
        conditions.edges,
        conditions.node_outages,
        conditions.edge_outages,
        conditions.pathway_outages,
    )
    return tuple(
        frozenset(
            (row, change) for row, change in table.items() if change.span.overlaps(start, end)
        )
        for table in tables
    )
