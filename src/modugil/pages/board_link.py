"""Where the departures of a stop are shown."""

from modugil.answers.boards.stop_address import stop_address
from modugil.answers.itinerary import PlaceRef


def board_link(place: PlaceRef) -> str:
    """The address of the stop's board, "" for what is no stop."""
    return f"/stops/{stop_address(place.ref)}" if place.ref.startswith("stop:") else ""
