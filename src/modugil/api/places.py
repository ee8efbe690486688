"""GET /api/v1/places: stops, sights and other places by a part of their names."""

import msgspec
from litestar import get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.answers.itinerary import PlaceRef
from modugil.api.parameters import LANGUAGE, describe_parameters, number_parameter, text_parameter
from modugil.api.problems import describe_problems
from modugil.api.read_query import (
    AnyRequest,
    choose_language,
    get_word,
    read_point,
    read_whole,
    read_words,
)

MOST_PLACES = 30
QUERY = text_parameter(
    "q", "A part of a name in any language, or Korean initials such as ㅈㅈㅅㅊ.", required=True
)
NEAR = text_parameter("near", "Of equally good fits, those near to this latitude,longitude first.")
LIMIT = number_parameter("limit", "How many at most.", low=1, high=MOST_PLACES, default=8)
WORDS = ("q", "language", "near", "limit")


class PlacesAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The places found, the best fit first."""

    places: list[PlaceRef]


@get(
    "/places",
    operation_class=describe_parameters(QUERY, LANGUAGE, NEAR, LIMIT),
    operation_id="places",
    summary="Places by name",
    description="Each place's `ref` is what `from` and `to` of a journey take.",
    tags=["places"],
    responses=describe_problems(400),
    sync_to_thread=True,
)
def get_places(request: AnyRequest, desk: NamedDependency[Desk]) -> PlacesAnswer:
    """The places that the query finds; none is an answer too.

    Errors:  BadInput where the query cannot be meant.
    """
    words = read_words(request, allowed=WORDS)
    found = desk.find(
        get_word(words, "q", example="q=공항"),
        language=choose_language(request, words),
        limit=read_whole(words, "limit", default=8, span=(1, MOST_PLACES)),
        near=read_point(words, "near"),
    )
    return PlacesAnswer(places=list(found))
