"""What one asks to be guided along: a journey between two places, or a measured course."""

from dataclasses import dataclass

from modugil.answers.trips.question import TripQuestion
from modugil.core.language import Language
from modugil.routing.needs import Needs


@dataclass(frozen=True, slots=True)
class TripGuidance:
    """The journey of that number, as the answer to the same question of a trip numbers them."""

    trip: TripQuestion
    journey: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseGuidance:
    """The course of that id, in its walking order."""

    course: str
    needs: Needs
    language: Language


GuidanceQuestion = TripGuidance | CourseGuidance
