"""What a search found for one question, before it is put into words."""

from dataclasses import dataclass

from modugil.answers.finding.endpoints import EndpointFinder
from modugil.answers.trips.door_to_door import Ends, Moment
from modugil.answers.trips.preparation import Preparation
from modugil.conditions.conditions import Conditions
from modugil.core.time import format_local, instant_of_service_second
from modugil.region.open_region import Region
from modugil.routing.journey import Journey
from modugil.routing.transit import TransitDay


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, before it is put into words."""

    journeys: list[Journey]
    ends: Ends
    moment: Moment
    preparation: Preparation
    conditions: Conditions
    day: TransitDay | None
    region: Region
    finder: EndpointFinder

    def time(self, second: int) -> str:
        """The second of the base day as ISO 8601 with the region's offset."""
        zone = self.region.zone
        instant = instant_of_service_second(second, day=self.moment.base_day, zone=zone)
        return format_local(instant, zone=zone)
