"""What is needed to put journeys into words: the region, the language, the base day."""

from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from zoneinfo import ZoneInfo

from modugil.answers.alerts.alerts import Alerts
from modugil.answers.finding.endpoints import Endpoint, EndpointFinder
from modugil.answers.itinerary import BarrierText, PlaceRef
from modugil.answers.telling.sentences.phrasebook import Phrasebook
from modugil.conditions.conditions import AS_PLANNED, Conditions
from modugil.core.language import Language
from modugil.core.time import format_local, instant_of_service_second
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.region.streets import Streets
from modugil.region.timetable import Timetable
from modugil.routing.journey import BarrierFound
from modugil.routing.needs import Boarding, Needs


@dataclass(frozen=True, slots=True)
class Teller:
    """Everything a sentence may need to look up."""

    timetable: Timetable | None
    streets: Streets | None
    zone: ZoneInfo
    base_day: date
    language: Language
    phrases: Phrasebook
    needs: Needs
    finder: EndpointFinder
    start: Endpoint
    end: Endpoint
    conditions: Conditions = AS_PLANNED
    live: LiveSnapshot | None = None
    now: datetime | None = None
    """When the question was asked; with `live`, what the age of a position is told by."""
    alerts: Alerts | None = None
    """What staff tell the public."""

    @property
    def step_free(self) -> bool:
        """Whether boarding matters to this person."""
        return self.needs.boarding is Boarding.STEP_FREE

    def time(self, second: int) -> str:
        """The second of the base day as ISO 8601 with the region's offset."""
        instant = instant_of_service_second(second, day=self.base_day, zone=self.zone)
        return format_local(instant, zone=self.zone)

    def clock_time(self, second: int) -> str:
        """The second of the base day as hours and minutes on the wall, with the day if another."""
        time = self.time(second)
        day = date.fromisoformat(time[:10])
        return time[11:16] if day == self.base_day else f"{self.phrases.day(day)} {time[11:16]}"

    def stop(self, row: int) -> PlaceRef:
        """The stop as a place, in the language."""
        return self.finder.stop_at(row, language=self.language).place

    def barrier(self, barrier: BarrierFound) -> BarrierText:
        """The barrier in words."""
        return BarrierText(
            kind=barrier.kind.value,
            text=self.phrases.barrier(barrier),
            lat=barrier.where.lat,
            lon=barrier.where.lon,
            value=known(barrier.value),
            limit=known(barrier.limit),
            edge=barrier.edge,
            stops=list(barrier.stops),
        )


def known(value: float) -> float | None:
    """The number, or None where it is not known or has no bound."""
    return float(value) if isfinite(value) else None
