"""What every language must be able to say."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from modugil.answers.maneuvers import Maneuver
from modugil.core.access import Access
from modugil.region.vocabulary import Surface
from modugil.routing.journey import BarrierFound, BarrierKind
from modugil.routing.needs import Needs

STEEP_RATIO = 0.05
"""A slope from here on is worth saying. Source: ADA, a route steeper than 1:20 is a ramp."""
KERB_M = 0.01


class Phrasebook(ABC):
    """The sentences of one language."""

    surfaces: Mapping[Surface, str]
    barriers: Mapping[BarrierKind, str]
    facts: Mapping[str, str]
    """The names of facts that may be unknown: slope, width, surface ..."""
    labels: Mapping[str, str]
    """What a journey is best at: earliest, fewest-changes, all-confirmed, least-walking."""
    presets: Mapping[str, str]
    nothing_found: str
    """That there is no journey at all, and what one may change."""
    warnings: Mapping[str, str]
    """Fixed warnings by code."""

    @abstractmethod
    def maneuver(self, maneuver: Maneuver) -> str:
        """What to do now, as one or two sentences."""

    @abstractmethod
    def arrive(self, name: str) -> str:
        """You are there."""

    @abstractmethod
    def walk_to(self, name: str, *, length_m: float, minutes: int) -> str:
        """A way of which nothing more is known than its length."""

    @abstractmethod
    def pathway(self, mode: int, *, signposted: str, steps: int) -> str:
        """One pathway of a station."""

    @abstractmethod
    def ride(self, line: str, *, headsign: str, start: str, end: str, stops: int) -> str:
        """Take this line from here to there."""

    @abstractmethod
    def low_floor(self, access: Access) -> str:
        """Whether the vehicle can be boarded without a step."""

    @abstractmethod
    def unknown_fact(self, fact: str, length_m: float) -> str:
        """That a fact is not known for so many metres."""

    @abstractmethod
    def barrier(self, barrier: BarrierFound) -> str:
        """The barrier with its measure and the person's limit."""

    @abstractmethod
    def why_not(self, barrier: BarrierFound, *, saved_s: float) -> str:
        """Why the quicker way was not taken."""

    @abstractmethod
    def summary(
        self, *, times: tuple[str, str], minutes: int, lines: Sequence[str], unverified_m: float
    ) -> str:
        """One sentence that says it all: leave, arrive, how long, with what, how certain."""

    @abstractmethod
    def needs(self, needs: Needs) -> str:
        """The needs in one line, as a person would check them."""

    @abstractmethod
    def least_bad(self, barriers: Sequence[BarrierFound]) -> str:
        """That nothing passes, and what stands in the least-bad way."""

    @abstractmethod
    def delay(self, seconds: int) -> str:
        """How late or early a vehicle is."""

    @abstractmethod
    def headway(self, seconds: int) -> str:
        """That a line runs every so many minutes and the time is an example."""
