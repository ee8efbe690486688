"""Where one asks to be guided: the packet for a journey, or for a measured course."""

from datetime import datetime

from modugil.answers.courses.courses import Courses
from modugil.answers.finding.find_among import PlaceFinder, open_place_finder
from modugil.answers.guidance.build_packet import Now, build_packet
from modugil.answers.guidance.course_packet import build_course_packet
from modugil.answers.guidance.packet import GuidancePacket
from modugil.answers.guidance.question import GuidanceQuestion, TripGuidance
from modugil.answers.guidance.surroundings import Surroundings
from modugil.answers.planner import Planner


class Guide:
    """Builds packets for one region; safe to ask from several threads at once."""

    def __init__(self, planner: Planner, courses: Courses, among: PlaceFinder) -> None:
        """Stand ready; `among` finds the toilets beside a way."""
        self._planner = planner
        self._courses = courses
        self._around = Surroundings(planner.finder, among)

    def __call__(self, question: GuidanceQuestion, *, now: datetime) -> GuidancePacket:
        """Everything that a device needs to guide somebody by itself.

        Errors:  BadInput and its kinds where the question cannot be meant, NoGuidance where there
                 is no way along which one could be guided.
        """
        planner = self._planner
        if not isinstance(question, TripGuidance):
            scope = self._courses.judge(question.course, question.needs, language=question.language)
            return build_course_packet(planner, scope, around=self._around, now=now)
        found = planner.search(question.trip, now=now)
        live = planner.live.get_current() if planner.live is not None else None
        return build_packet(
            found,
            question.trip,
            number=question.journey,
            at=Now(now, live, planner.alerts),
            around=self._around,
        )


def open_guide(planner: Planner) -> Guide:
    """Where one asks to be guided in that planner's region."""
    among = open_place_finder(planner.catalogue, region=planner.region)
    return Guide(planner, Courses(planner), among)
