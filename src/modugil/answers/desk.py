"""The desk of one region: everything that may be asked of it, whoever asks and by which door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Engine

from modugil.answers.boards.boards import Boards
from modugil.answers.courses.courses import Courses
from modugil.answers.examples import Example
from modugil.answers.find_reach import ReachAnswer, ReachQuestion
from modugil.answers.finding.place_question import PlaceQuestion, PlacesFound
from modugil.answers.guidance.packet import GuidancePacket
from modugil.answers.guidance.question import GuidanceQuestion
from modugil.answers.itinerary import PlaceRef, TripAnswer
from modugil.answers.lines.lines import Lines
from modugil.answers.outings.outings import Outings
from modugil.answers.roadview.street_pictures import StreetPictures
from modugil.answers.sights.sights import Sights
from modugil.answers.trips.question import TripQuestion
from modugil.conditions.publisher import ConditionsPublisher
from modugil.conditions.staff.book import StaffBook
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.core.clock import Clock, RunningClock
from modugil.core.geo import LatLon
from modugil.core.language import ALL_LANGUAGES, Language
from modugil.live.operations.room import OperationsRoom
from modugil.live.snapshot.live_snapshot import ReadsLive
from modugil.live.wifi.book import WifiBook
from modugil.people.people import People
from modugil.people.rental.book import RentalBook
from modugil.people.tasks import TaskBook
from modugil.places.catalogue import Catalogue
from modugil.places.corrections.book import CorrectionBook
from modugil.places.roadview.road_view import RoadView
from modugil.region.manifest import Manifest
from modugil.region.streets import Streets

SPOKEN = ALL_LANGUAGES
"""The languages that whole sentences exist in."""


class PlansTrips(Protocol):
    """Answers a question for a trip."""

    def __call__(self, question: TripQuestion, *, now: datetime) -> TripAnswer:
        """The answer at this moment; BadInput where the question cannot be meant."""
        ...


class GuidesTrips(Protocol):
    """Builds what a device needs to guide somebody by itself."""

    def __call__(self, question: GuidanceQuestion, *, now: datetime) -> GuidancePacket:
        """The packet at this moment; BadInput where there is no way to be guided along."""
        ...


class FindsReach(Protocol):
    """Tells where one can be within so many minutes."""

    def __call__(self, question: ReachQuestion, *, now: datetime) -> ReachAnswer:
        """The streets and stops within reach; BadInput where the question cannot be meant."""
        ...


class FindsPlaces(Protocol):
    """Finds places by a part of their names."""

    def __call__(
        self, text: str, *, language: Language, limit: int, near: LatLon | None
    ) -> Sequence[PlaceRef]:
        """The best fits, the best first."""
        ...


class FindsAmongPlaces(Protocol):
    """Finds places by name, nearness, a way, needs, opening and facts."""

    def __call__(self, question: PlaceQuestion, *, now: datetime) -> PlacesFound:
        """One page of what fits at this moment; none is an answer too."""
        ...


class GetsPlace(Protocol):
    """Knows a place by what a plan takes as its start or end."""

    def __call__(self, ref: str, *, language: Language) -> PlaceRef:
        """The place; BadInput where there is none."""
        ...


class ListsExamples(Protocol):
    """Knows journeys worth a try in this region."""

    def __call__(self, *, language: Language) -> Sequence[Example]:
        """A few that work, or none."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """One region, open for questions."""

    manifest: Manifest
    plan: PlansTrips
    guide: GuidesTrips
    reach: FindsReach
    find: FindsPlaces
    find_places: FindsAmongPlaces
    get_place: GetsPlace
    clock: Clock
    examples: ListsExamples
    boards: Boards
    lines: Lines
    courses: Courses
    outings: Outings
    live: ReadsLive | None = None
    """The fleet as it is now; None where none is followed."""
    fleet_simulated: bool = False
    """Whether the buses are driven by the simulator, which people must be told."""
    fleet_past: bool = False
    """Whether history is shown again, which people must be told too."""

    database: Engine | None = None
    """Where what staff write is kept; None where nothing is."""
    people: People | None = None
    """The staff, who sign in; None where nothing is kept."""
    tasks: TaskBook | None = None
    """What waits for them; None where nothing is kept."""
    staff: StaffBook | None = None
    """What staff tell the public; None where nothing is kept."""
    wifi: WifiBook | None = None
    """The Wi-Fi of buses and stops; None where no access point is listened to."""
    published: PublishedIds | None = None
    """The ids by which the world knows stops, lines and trips; None without a timetable."""
    operations: OperationsRoom | None = None
    """What those who run the buses look at; None where none is followed."""
    conditions: ConditionsPublisher | None = None
    """What is different right now."""
    catalogue: Catalogue | None = None
    """The places as they are now; None where the region names none."""
    sights: Sights | None = None
    """The page of each place, in words."""
    corrections: CorrectionBook | None = None
    """What staff correct of places; None where nothing is kept."""
    rental: RentalBook | None = None
    """What desks lend; None where nothing is kept."""
    streets: Streets | None = None
    """What stands in the way is read from them; None where the region names none."""

    roadview: RoadView | None = None
    """Pictures of its streets; None where none are kept."""
    street_pictures: StreetPictures | None = None
    """What the map knows of the spot of a picture."""

    @property
    def clock_speed(self) -> float:
        """How many times faster than the real one the clock runs."""
        return self.clock.speed if isinstance(self.clock, RunningClock) else 1.0

    @property
    def clock_simulated(self) -> bool:
        """Whether the clock shows another time than that of the world."""
        return isinstance(self.clock, RunningClock)
