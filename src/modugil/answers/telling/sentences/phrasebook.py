"""What every language must be able to say."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import isfinite

from modugil.answers.telling.maneuvers import Maneuver
from modugil.core.access import Access
from modugil.region.vocabulary import Smoothness, Surface
from modugil.routing.journey import BarrierFound, BarrierKind
from modugil.routing.needs import Needs
from modugil.routing.streets.barriers import FACT_NAMES

SLOPES = (BarrierKind.SLOPE_UP, BarrierKind.SLOPE_DOWN, BarrierKind.CROSS_SLOPE)
NAMED_BARRIERS = 3
"""So many barriers of a least-bad way are named, the others counted."""


class Phrasebook(ABC):
    """The sentences of one language."""

    surfaces: Mapping[Surface, str]
    smoothness: Mapping[Smoothness, str]
    barriers: Mapping[BarrierKind, str]
    facts: Mapping[str, str]
    """The names of facts that may be unknown: slope, width, surface ..."""
    labels: Mapping[str, str]
    """What a journey is best at: earliest, fewest-changes, all-confirmed, least-walking."""
    presets: Mapping[str, str]
    nothing_found: str
    """That there is no journey at all, and what one may change."""
    nothing_passes: str
    """That each journey shown breaks the needs somewhere."""
    already_there: str
    """That start and end are one place."""
    warnings: Mapping[str, str]
    """Fixed warnings by code."""
    bracket: str
    """How a measure follows what it measures, with {what} and {measure}."""
    limits: Mapping[BarrierKind, str]
    most: str
    """How a value and the person's limit are told, with {value} and {limit}."""
    stops: str
    """Whom of several a barrier stops, with {names}."""
    between: str
    """What stands between two names or remarks."""

    @abstractmethod
    def maneuver(self, maneuver: Maneuver) -> str:
        """What to do now, as one or two sentences."""

    @abstractmethod
    def along(self, name: str) -> str:
        """The part of a sentence that one goes along the street of this name."""

    @abstractmethod
    def arrive(self, name: str) -> str:
        """You are there; without a name, at the place asked for."""

    @abstractmethod
    def walk_to(self, name: str, *, length_m: float, minutes: int) -> str:
        """A way of which nothing more is known than its length."""

    @abstractmethod
    def pathway(self, mode: int, *, signposted: str, steps: int) -> str:
        """One pathway of a station; `steps` negative down, 0 where their number is not known."""

    @abstractmethod
    def line(self, name: str, *, vehicle: str) -> str:
        """The line as it is spoken of: its name with its kind of vehicle."""

    @abstractmethod
    def ride(self, line: str, *, headsign: str, start: str, end: str, stops: int) -> str:
        """Take this line from here to there; get off at the stop of this number."""

    @abstractmethod
    def low_floor(self, access: Access) -> str:
        """Whether the vehicle can be boarded without a step."""

    @abstractmethod
    def unknown_facts(self, facts: Sequence[str], length_m: float) -> str:
        """That these facts are not known for so many metres."""

    @abstractmethod
    def unknown_place(self, fact: str) -> str:
        """A barrier that is one only because this fact is not known."""

    @abstractmethod
    def why_not(self, barrier: BarrierFound, *, saved_s: float, others: int = 0) -> str:
        """Why the quicker way was not taken; so many others bar it besides."""

    @abstractmethod
    def summary(
        self, *, times: tuple[str, str], minutes: int, lines: Sequence[str], unverified_m: float
    ) -> str:
        """One sentence that says it all: leave, arrive, how long, with what, how certain."""

    @abstractmethod
    def needs(self, needs: Needs) -> str:
        """The needs in one line, as a person would check them."""

    @abstractmethod
    def together(self, names: Sequence[str]) -> str:
        """That these go together, before their strictest limits."""

    @abstractmethod
    def least_bad(self, barriers: Sequence[BarrierFound]) -> str:
        """What stands in the least-bad way."""

    @abstractmethod
    def day(self, day: date) -> str:
        """A day of this year or the next, without the year."""

    @abstractmethod
    def delay(self, seconds: int) -> str:
        """How late or early a vehicle is."""

    @abstractmethod
    def headway(self, seconds: int) -> str:
        """That a line runs every so many minutes and the time is an example."""

    @abstractmethod
    def metres(self, length_m: float) -> str:
        """A length as it is said, rounded as one would."""

    @abstractmethod
    def steps(self, count: float) -> str:
        """A number of steps beside the word for steps."""

    def who(self, needs: Needs) -> str:
        """Whose needs they are: the preset's name, or that several go together, each named."""
        if not needs.together:
            return self.presets.get(needs.preset, needs.preset)
        said = self.together(self._name(dict.fromkeys(one.preset for one in needs.together)))
        own = self._name([needs.preset] if needs.preset in self.presets else [])
        return self.between.join((said, *own))

    def whom(self, presets: Iterable[str]) -> str:
        """Whom of a group something stops; empty for nobody."""
        named = self.between.join(self._name(presets))
        return self.stops.format(names=named) if named else ""

    def _name(self, presets: Iterable[str]) -> list[str]:
        return [self.presets.get(one, one) for one in presets]

    def measure(self, kind: BarrierKind, value: float) -> str:
        """A known value of a barrier with its unit; empty for a kind that has none."""
        if kind in SLOPES:
            return f"{percent(value)}%"
        if kind is BarrierKind.KERB:
            return f"{value * 100:.0f} cm"
        if kind is BarrierKind.WIDTH:
            return f"{value:.2f} m"
        if kind is BarrierKind.TOO_LONG:
            return self.metres(value)
        return self.steps(value) if kind is BarrierKind.STEPS else ""

    def barrier(self, barrier: BarrierFound) -> str:
        """The barrier with its measure, the limit, and whom of a group it stops."""
        what, measure = self._tell(barrier)
        said = self.between.join(filter(None, (measure, self.whom(barrier.stops))))
        return self.bracket.format(what=what, measure=said) if said else what

    def _tell(self, barrier: BarrierFound) -> tuple[str, str]:
        """The barrier, and its measure and the person's limit where they mean something."""
        kind = barrier.kind
        if kind is BarrierKind.UNKNOWN and barrier.asks in FACT_NAMES:
            return self.unknown_place(FACT_NAMES[barrier.asks]), ""
        what, value = self.barriers[kind], self._measure(kind, barrier.value)
        if not value:
            return what, ""
        limit = self._measure(kind, barrier.limit) if barrier.limit > 0 else ""
        limit = (
            "" if limit == value else limit
        )  # a hair above it: "3 cm, at most 3 cm" is no reason
        told = self.limits.get(kind, self.most).format(value=value, limit=limit)
        return what, told if limit else value

    def _measure(self, kind: BarrierKind, value: float) -> str:
        if not isfinite(value):
            return ""
        if kind is BarrierKind.SURFACE:
            return self.surfaces.get(Surface(int(value)), "")
        if kind is BarrierKind.SMOOTHNESS:
            return self.smoothness.get(Smoothness(int(value)), "")
        return self.measure(kind, value)


def round_m(length_m: float) -> int:
    """Metres as one says them: exact when few, by tens when many, never none."""
    return max(1, round(length_m)) if length_m < 20 else round(length_m / 10) * 10


def percent(ratio: float) -> str:
    """A ratio as a number of percent, with one decimal only where it says something."""
    value = round(ratio * 100, 1)
    return f"{value:.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"
