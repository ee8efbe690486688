"""Where the departures of a stop, the diagram of a line and what is known of a place are shown."""

from urllib.parse import quote

from modugil.answers.boards.stop_address import stop_address
from modugil.answers.itinerary import PlaceRef
from modugil.answers.lines.line_address import line_address


def board_link(place: PlaceRef) -> str:
    """The address of the stop's board, "" for what is no stop."""
    return f"/stops/{stop_address(place.ref)}" if place.ref.startswith("stop:") else ""


def place_link(place: PlaceRef) -> str:
    """The address that tells of the place: of a stop its board, "" for what is only a point."""
    if place.ref.startswith("place:"):
        return sight_address(place.ref.removeprefix("place:"))
    return board_link(place)


def sight_address(id: str) -> str:
    """The address of the page of that place."""
    return f"/places/{quote(id, safe='')}"


def course_link(id: str) -> str:
    """The address of the course's page."""
    return f"/courses/{quote(id, safe='')}"


def line_link(line: str) -> str:
    """The address of the line's page."""
    return f"/lines/{line_address(line)}"
