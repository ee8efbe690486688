"""Packets of the two towns in one line."""

from tests.answers.guidance.on_device import Sent, send
from tests.answers.questions import ask
from tests.answers.world import NOW, World

from modugil.answers.guidance.guide import open_guide
from modugil.answers.guidance.question import CourseGuidance, TripGuidance
from modugil.routing.presets import get_preset


def guide(world: World, start: str, end: str, at: str = "08:00", *, journey: int = 1, **options):
    """The packet of a journey as a device gets it."""
    question = TripGuidance(ask(start, end, at, **options), journey)
    return send(open_guide(world.planner)(question, now=NOW))


def guide_course(world: World, course: str, *, needs="powered-wheelchair", language="en") -> Sent:
    """The packet of a course as a device gets it."""
    asked = CourseGuidance(course=course, needs=get_preset(needs), language=language)
    return send(open_guide(world.planner)(asked, now=NOW))


def walks(packet: Sent) -> list[Sent]:
    """The legs that lead along streets."""
    return [leg for leg in packet["legs"] if leg.get("passed")]


def named_edges(packet: Sent, name: str) -> list[Sent]:
    """The edges of a street."""
    rows = [row for row, one in enumerate(packet["names"]) if one["name"] == name]
    return [edge for edge in packet["edges"] if edge.get("name", -1) in rows]
