"""What every part of an answer about one course is written from."""

from dataclasses import dataclass

from modugil.answers.courses.judge import CourseVerdict
from modugil.answers.courses.sentences.course_phrases import CoursePhrases
from modugil.answers.sights.sentences.sight_phrases import SightPhrases
from modugil.answers.sights.source_book import SourceBook
from modugil.core.language import Language
from modugil.places.courses.course import Course
from modugil.routing.needs import Needs


@dataclass(frozen=True, slots=True)
class CourseScope:
    """One course for one person's needs in one language; `words` are what facts are called."""

    course: Course
    verdict: CourseVerdict
    needs: Needs
    language: Language
    phrases: CoursePhrases
    words: SightPhrases
    book: SourceBook

    def name(self, row: int) -> str:
        """What the point is called."""
        return self.course.points[row].place.name_in(self.language)

    def metres(self, length_m: float) -> str:
        """A length as people say it: short ones to the centimetre, long ones to the metre."""
        if length_m < 10:
            return self.words.metres.replace("{n}", f"{length_m:.2f}".rstrip("0").rstrip("."))
        if length_m < 1000:
            return self.words.metres.replace("{n}", f"{length_m:.0f}")
        return self.words.kilometres.replace("{n}", f"{length_m / 1000:.1f}")
