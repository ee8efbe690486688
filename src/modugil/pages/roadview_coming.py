"""The sentences that tell that pictures come with the region and are not all there yet."""

import math

from modugil.pages.catalogue import Words
from modugil.places.roadview.road_view import RoadView

MINUTE_S = 60.0


def say_coming(words: Words, road: RoadView | None) -> str:
    """How far they are and when to come back; "" where none are on their way."""
    coming = road.coming if road is not None else None
    if coming is None:
        return ""
    said = words("roadview.coming", n=coming.done, count=coming.total)
    if coming.left_s is None:
        return f"{said} {words('roadview.coming_later')}"
    minutes = max(1, math.ceil(coming.left_s / MINUTE_S))
    return f"{said} {words.count('roadview.coming_minutes', minutes)}"
