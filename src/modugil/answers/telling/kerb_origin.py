"""Who tells how high a kerb is, in a word for machines."""

from math import isnan

from modugil.answers.itinerary import KerbOriginWord
from modugil.region.vocabulary import KerbOrigin
from modugil.routing.journey import BoardingShape


def tell_kerb_origin(numbers: BoardingShape) -> KerbOriginWord:
    """The word, "" where no height is known."""
    if isnan(numbers.kerb_m):
        return ""
    return "street_map" if numbers.kerb_origin is KerbOrigin.STREET_MAP else "measures"
