"""Where somebody is guided along a way that was found, and where the packet for it is asked for."""

from collections.abc import Mapping
from urllib.parse import urlencode

from modugil.answers.itinerary import JourneyAnswer, PlaceRef, TripAnswer
from modugil.pages.plan_form import PlanForm

GUIDE = "/guide"
PACKET = "/api/v1/guidance"


def guide_link(answer: TripAnswer, journey: JourneyAnswer, form: PlanForm) -> str:
    """The address of the page that guides along the journey, "" where no part of it is on foot.

    The moment of the question goes along, so that the same journeys are found in the same order.
    """
    if all(leg.kind != "walk" for leg in journey.legs):
        return ""
    ends = _name_end("from", answer.start) | _name_end("to", answer.end)
    return f"{GUIDE}?{urlencode(ends | _name_moment(answer) | needs_words(form))}&" + urlencode(
        {"journey": journey.id}
    )


def back_link(answer: TripAnswer, form: PlanForm) -> str:
    """The address of the plan that the journey was chosen from."""
    ends = _name_end("from", answer.start) | _name_end("to", answer.end)
    return "/?" + urlencode(ends | _name_moment(answer) | needs_words(form))


def packet_address(answer: TripAnswer, journey: JourneyAnswer, form: PlanForm) -> str:
    """The address of the packet for the journey, in the answer's language."""
    asked = {"from": answer.start.ref, "to": answer.end.ref, "at": answer.when[:19]}
    asked |= {"arriveBy": "1"} if answer.arrive_by else {}
    asked |= {"journey": journey.id, "language": answer.language}
    return f"{PACKET}?{urlencode(asked | needs_words(form))}"


def course_packet_address(course: str, needs: Mapping[str, str], *, language: str) -> str:
    """The address of the packet for the course."""
    return f"{PACKET}?{urlencode({'course': course, **needs, 'language': language})}"


def course_guide_link(course: str, needs: Mapping[str, str]) -> str:
    """The address of the page that guides along the course."""
    return f"{GUIDE}?{urlencode({'course': course, **needs})}"


def needs_words(form: PlanForm) -> dict[str, str]:
    """The needs of the form as words of an address."""
    return {"needs": form.needs, **form.limits}


def _name_end(end: str, place: PlaceRef) -> dict[str, str]:
    return {end: place.name, f"{end}Ref": place.ref, f"{end}For": place.name}


def _name_moment(answer: TripAnswer) -> dict[str, str]:
    return {"when": "arrive" if answer.arrive_by else "leave", "at": answer.when[:19]}
