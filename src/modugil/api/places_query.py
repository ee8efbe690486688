"""What a query for places asks, read strictly; and how OpenAPI describes each of its words."""

from typing import cast

from modugil.answers.finding.place_question import PlaceQuestion
from modugil.api.parameters import LANGUAGE, flag_parameter, number_parameter, text_parameter
from modugil.api.read_query import (
    AnyRequest,
    choose_language,
    parse_point,
    read_flag,
    read_point,
    read_some,
    read_whole,
)
from modugil.core.errors import BadInput
from modugil.core.geo import LatLon, distance_m
from modugil.places.finding.index import HAS_KEYS
from modugil.places.finding.needs import NEED_WORDS, NeedWord
from modugil.places.vocabulary import CATEGORIES, KINDS

MOST_PLACES = 30
MOST_SKIPPED = 100_000
MOST_RADIUS_M, MOST_CORRIDOR_M, CORRIDOR_M = 100_000, 2_000, 200
MOST_POINTS, MOST_WAY_M, LONGEST_WAY = 200, 300_000, 6_000
OF_NAMES = ("q", "language", "near", "limit")
"""With these alone a name is asked for, and stops are found too."""


def _some(name: str, choices: tuple[str, ...], told: str) -> str:
    return f"{told} Some of {', '.join(choices)}, with commas between."


PARAMETERS = (
    text_parameter(
        "q",
        "A part of a name in any language, or Korean initials such as ㅈㅈㅅㅊ. Needed where "
        "nothing else is asked.",
    ),
    LANGUAGE,
    text_parameter("near", "The nearer to this latitude,longitude first."),
    number_parameter("limit", "How many at most.", low=1, high=MOST_PLACES, default=8),
    text_parameter("kinds", _some("kinds", KINDS, "Only of these kinds.")),
    text_parameter("category", _some("category", CATEGORIES, "Only sights that are such.")),
    text_parameter(
        "needs",
        _some(
            "needs",
            NEED_WORDS,
            "Only what meets all of these needs, or is not known not to; the known come first.",
        ),
    ),
    flag_parameter("confirmed", "Leave out what is not known to meet `needs`, or to be open."),
    flag_parameter("open", "Leave out what is closed now; what is known to be open comes first."),
    number_parameter("radius", "At most so many metres from `near`.", low=1, high=MOST_RADIUS_M),
    text_parameter(
        "along",
        f"Only what lies at this way, in the order in which one comes by: 1 to {MOST_POINTS} "
        "points as latitude,longitude with semicolons between, at most "
        f"{MOST_WAY_M // 1000} km in all.",
    ),
    number_parameter(
        "corridor",
        "At most so many metres from the way `along`.",
        low=1,
        high=MOST_CORRIDOR_M,
        default=CORRIDOR_M,
    ),
    text_parameter(
        "has",
        "Only where these facts say that there is such a thing: keys of the platform's vocabulary "
        "such as accessible_toilet, emergency_bell, changing_table_adult, rental_wheelchair, with "
        "commas between.",
    ),
    number_parameter("offset", "How many are left out.", low=0, high=MOST_SKIPPED, default=0),
)
WORDS = tuple(parameter.name for parameter in PARAMETERS)
LONGEST = {"along": LONGEST_WAY}


def read_question(request: AnyRequest, words: dict[str, str]) -> PlaceQuestion:
    """The question that the words mean.

    Errors:  BadInput for a word that cannot be meant, or that needs another one.
    """
    for word, needed in (("radius", "near"), ("corridor", "along")):
        if words.get(word) and not words.get(needed):
            raise BadInput(f"{word} needs {needed}.", allowed=f"Give {needed} too, or no {word}.")
    radius_m = read_whole(words, "radius", default=MOST_RADIUS_M, span=(1, MOST_RADIUS_M))
    corridor_m = read_whole(words, "corridor", default=CORRIDOR_M, span=(1, MOST_CORRIDOR_M))
    return PlaceQuestion(
        text=words.get("q", ""),
        kinds=read_some(words, "kinds", choices=KINDS),
        categories=read_some(words, "category", choices=CATEGORIES),
        needs=frozenset(cast("tuple[NeedWord]", read_some(words, "needs", choices=NEED_WORDS))),
        confirmed=read_flag(words, "confirmed"),
        open_now=read_flag(words, "open"),
        near=read_point(words, "near"),
        radius_m=float(radius_m) if words.get("radius") else None,
        along=_read_way(words),
        corridor_m=float(corridor_m),
        has=frozenset(read_some(words, "has", choices=HAS_KEYS)),
        limit=read_whole(words, "limit", default=8, span=(1, MOST_PLACES)),
        offset=read_whole(words, "offset", default=0, span=(0, MOST_SKIPPED)),
        language=choose_language(request, words),
    )


def _read_way(words: dict[str, str]) -> tuple[LatLon, ...]:
    text = words.get("along", "")
    if not text:
        return ()
    points = [parse_point(one) for one in text.split(";")]
    way = tuple(point for point in points if point is not None)
    length_m = sum(distance_m(a, b) for a, b in zip(way, way[1:], strict=False))
    if len(way) != len(points) or len(way) > MOST_POINTS or length_m > MOST_WAY_M:
        raise BadInput(
            f"along is {text[:40]!r}.",
            allowed=f"Write 1 to {MOST_POINTS} points like 33.50,126.52;33.51,126.53, at most "
            f"{MOST_WAY_M // 1000} km in all.",
        )
    return way
