"""Where one asks to be guided: the packet for a journey, or for a measured course."""

from datetime import datetime

from modugil.answers.finding.find_among import PlaceFinder
from modugil.answers.guidance.build_packet import Now, build_packet
from modugil.answers.guidance.packet import GuidancePacket
from modugil.answers.guidance.question import GuidanceQuestion, TripGuidance
from modugil.answers.guidance.surroundings import Surroundings
from modugil.answers.planner import Planner
from modugil.core.errors import NoGuidance


class Guide:
    """Builds packets for one region; safe to ask from several threads at once."""

    def __init__(self, planner: Planner, among: PlaceFinder) -> None:
        """Stand ready; `among` finds the toilets and landmarks beside a way."""
        self._planner = planner
        self._around = Surroundings(planner.finder, among)

    def __call__(self, question: GuidanceQuestion, *, now: datetime) -> GuidancePacket:
        """Everything that a device needs to guide somebody by itself.

        Errors:  BadInput and its kinds where the question cannot be meant, NoGuidance where there
                 is no way along which one could be guided.
        """
        planner = self._planner
        if not isinstance(question, TripGuidance):
            raise NoGuidance("Courses cannot be guided yet.")
        found = planner.search(question.trip, now=now)
        live = planner.live.get_current() if planner.live is not None else None
        return build_packet(
            found,
            question.trip,
            number=question.journey,
            at=Now(now, live, planner.alerts),
            around=self._around,
        )
