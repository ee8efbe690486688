"""Where the departures of a stop, and the diagram of a line, are shown."""

from modugil.answers.boards.stop_address import stop_address
from modugil.answers.itinerary import PlaceRef
from modugil.answers.lines.line_address import line_address


def board_link(place: PlaceRef) -> str:
    """The address of the stop's board, "" for what is no stop."""
    return f"/stops/{stop_address(place.ref)}" if place.ref.startswith("stop:") else ""


def line_link(line: str) -> str:
    """The address of the line's page."""
    return f"/lines/{line_address(line)}"
