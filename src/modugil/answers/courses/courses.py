"""The courses of one region, in words."""

from collections import Counter
from pathlib import Path

from modugil.answers.courses.course_answer import CourseAnswer, CourseCard, CoursesAnswer
from modugil.answers.courses.judge import judge_course
from modugil.answers.courses.scope import CourseScope
from modugil.answers.courses.sentences import PHRASES
from modugil.answers.courses.tell_course import list_known, say_summary, tell_course
from modugil.answers.finding.endpoints import access_word, place_endpoint
from modugil.answers.itinerary import PlaceRef
from modugil.answers.planner import Planner
from modugil.answers.sights.sentences import PHRASES as SIGHT_PHRASES
from modugil.answers.sights.sentences.fill import fill
from modugil.answers.sights.source_book import SourceBook
from modugil.core.errors import PlaceNotFound
from modugil.core.language import Language
from modugil.places.build_places import build_places
from modugil.places.catalogue import PlacesNow
from modugil.places.courses.build_courses import build_courses
from modugil.places.courses.course import Course
from modugil.places.courses.find_sights import find_sights
from modugil.places.courses.tracks import TRACKS, Tracks
from modugil.region.arrays import read_arrays
from modugil.region.open_region import Region
from modugil.routing.needs import Needs


def open_tracks(region: Region) -> Tracks | None:
    """The tracks of courses of a built region; None where it has none.

    Errors:  RegionUnreadable if it must be built again.
    """
    if TRACKS not in region.manifest.parts:
        return None
    return read_arrays(Path(region.folder) / TRACKS, Tracks)


class Courses:
    """What is known of each course; safe to ask from several threads at once."""

    def __init__(self, planner: Planner) -> None:
        """Stand ready; nothing is built before someone asks."""
        self._planner = planner
        self._tracks = open_tracks(planner.region)
        self._known: tuple[PlacesNow, tuple[Course, ...], dict[str, int]] | None = None

    def list_courses(self, needs: Needs, *, language: Language) -> CoursesAnswer:
        """Every course with its verdict for these needs."""
        now, courses, sights = self._look()
        cards = [
            self._tell_card(
                course, needs, language, sight=self._name(now, sights, course, language)
            )
            for course in courses
        ]
        phrases, counted = PHRASES[language], Counter(card.verdict for card in cards)
        verdicts = {word: str(counted[word]) for word in ("yes", "no", "unknown")}
        message = fill(phrases.count, n=str(len(cards)), **verdicts) if cards else phrases.none
        return CoursesAnswer(needs=needs.preset, language=language, message=message, courses=cards)

    def get_course(self, id: str, needs: Needs, *, language: Language) -> CourseAnswer:
        """The course of that id, point by point.

        Errors:  PlaceNotFound if there is no such course.
        """
        scope = self.judge(id, needs, language=language)
        now, _, sights = self._look()
        return tell_course(scope, sight=self._name(now, sights, scope.course, language))

    def judge(self, id: str, needs: Needs, *, language: Language) -> CourseScope:
        """The course of that id with the verdict on each of its points.

        Errors:  PlaceNotFound if there is no such course.
        """
        _, courses, _ = self._look()
        course = next((one for one in courses if one.id == id), None)
        if course is None:
            raise PlaceNotFound(
                f"There is no course {id[:60]!r} in this region.",
                allowed="/api/v1/courses lists all of them.",
            )
        return self._scope(course, needs, language)

    def find_of_sight(self, place_id: str) -> list[Course]:
        """The courses that lie in that sight, or that the point of a course belongs to."""
        now, courses, sights = self._look()
        row = now.find_row(place_id)
        return [
            course
            for course in courses
            if (row is not None and sights.get(course.id) == row)
            or any(point.place.id == place_id for point in course.points)
        ]

    def _look(self) -> tuple[PlacesNow, tuple[Course, ...], dict[str, int]]:
        """The courses as they are now; built again when staff have corrected a place."""
        catalogue = self._planner.catalogue
        if catalogue is None:
            return PlacesNow(build_places([]), {}), (), {}
        now, known = catalogue.get_current(), self._known
        if known is None or known[0] is not now:
            courses = build_courses(now, self._tracks)
            known = self._known = (now, courses, find_sights(now, courses))
        return known

    def _scope(self, course: Course, needs: Needs, language: Language) -> CourseScope:
        words = SIGHT_PHRASES[language]
        sources = self._planner.region.manifest.sources
        return CourseScope(
            course,
            judge_course(course, needs),
            needs,
            language,
            PHRASES[language],
            words,
            SourceBook(sources, language=language, phrases=words),
        )

    def _tell_card(
        self, course: Course, needs: Needs, language: Language, *, sight: PlaceRef | None
    ) -> CourseCard:
        scope, middle = self._scope(course, needs, language), course.middle
        return CourseCard(
            id=course.id,
            name=course.name,
            points=len(course.points),
            verdict=access_word(scope.verdict.access),
            summary=say_summary(scope),
            known=list_known(scope),
            lat=middle.lat,
            lon=middle.lon,
            sight=sight,
        )

    def _name(
        self, now: PlacesNow, sights: dict[str, int], course: Course, language: Language
    ) -> PlaceRef | None:
        row = sights.get(course.id)
        return None if row is None else place_endpoint(now.places, row, language=language).place
