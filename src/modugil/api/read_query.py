"""A query, read strictly: every word is known, given once, and short enough to be meant."""

from collections.abc import Collection, Mapping

from litestar import Request
from litestar.datastructures import State

from modugil.answers.asking.asked_needs import NEED_WORDS
from modugil.answers.desk import SPOKEN
from modugil.core.errors import BadInput
from modugil.core.geo import LatLon
from modugil.core.language import Language, negotiate_language
from modugil.region.manifest import Bounds

AnyRequest = Request[object, object, State]
LONGEST_VALUE = 200
NEEDS_WORDS = ("needs", *(word.word for word in NEED_WORDS))
_PREFER_ENGLISH: tuple[Language, ...] = ("en", "ko", "zh", "ja")


_NOTHING_LONGER: Mapping[str, int] = {}


def read_words(
    request: AnyRequest, *, allowed: Collection[str], longest: Mapping[str, int] = _NOTHING_LONGER
) -> dict[str, str]:
    """The words of the query; `longest` names those that may have more characters than others.

    Errors:  BadInput for an unknown word, one given twice, or a very long value.
    """
    words: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in allowed:
            raise BadInput(
                f"There is no parameter {name[:40]!r} here.",
                allowed=f"There are: {', '.join(allowed)}.",
            )
        if name in words:
            raise BadInput(f"The parameter {name} is given twice.", allowed="Give it once.")
        most = longest.get(name, LONGEST_VALUE)
        if len(value) > most or "\x00" in value:
            raise BadInput(
                f"The value of {name} is too long or not text.",
                allowed=f"It may have {most} characters.",
            )
        words[name] = value.strip()
    return words


def get_word(words: dict[str, str], name: str, *, example: str) -> str:
    """The word's value.

    Errors:  BadInput if it is missing or empty.
    """
    if not words.get(name):
        raise BadInput(f"The parameter {name} is missing.", allowed=f"Give it like {example}.")
    return words[name]


def read_flag(words: dict[str, str], name: str) -> bool:
    """True for true or 1, False for false, 0 or nothing.

    Errors:  BadInput for anything else.
    """
    value = words.get(name, "").lower()
    if value not in ("", "0", "1", "false", "true"):
        raise BadInput(f"{name} is {value[:40]!r}.", allowed="It may be true or false.")
    return value in ("1", "true")


def read_whole(words: dict[str, str], name: str, *, default: int, span: tuple[int, int]) -> int:
    """A whole number within the span.

    Errors:  BadInput if it is something else.
    """
    text = words.get(name) or str(default)
    low, high = span
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise BadInput(
            f"{name} is {text[:40]!r}.", allowed=f"It may be a whole number from {low} to {high}."
        )
    return int(text)


def read_some(words: dict[str, str], name: str, *, choices: Collection[str]) -> tuple[str, ...]:
    """Some of the choices, with commas between; none where it is not given.

    Errors:  BadInput for anything else.
    """
    given = [one.strip() for one in words.get(name, "").split(",") if one.strip()]
    for one in given:
        if one not in choices:
            raise BadInput(
                f"{name} has {one[:40]!r}.",
                allowed=f"It may be some of {', '.join(choices)}, with commas between.",
            )
    return tuple(dict.fromkeys(given))


def read_point(words: dict[str, str], name: str) -> LatLon | None:
    """A point as latitude,longitude, or None where it is not given.

    Errors:  BadInput if it is something else.
    """
    text = words.get(name, "")
    if not text:
        return None
    point = parse_point(text)
    if point is None:
        raise BadInput(
            f"{name} is {text[:40]!r}.", allowed="Write latitude,longitude: 33.5070,126.4929."
        )
    return point


def parse_point(text: str) -> LatLon | None:
    """The point that a text means as latitude,longitude; None where it means none."""
    lat, _, lon = text.partition(",")
    try:
        point = LatLon(float(lat), float(lon))
    except ValueError:
        return None
    return point if -90 <= point.lat <= 90 and -180 <= point.lon <= 180 else None


def read_bounds(words: dict[str, str], name: str) -> Bounds | None:
    """A box as west,south,east,north in degrees, or None where it is not given.

    Errors:  BadInput if it is something else.
    """
    text = words.get(name, "")
    if not text:
        return None
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError:
        west = south = east = north = float("nan")
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise BadInput(
            f"{name} is {text[:60]!r}.",
            allowed="Write west,south,east,north: 126.4,33.4,126.6,33.6.",
        )
    return Bounds(south, west, north, east)


def choose_language(request: AnyRequest, words: dict[str, str]) -> Language:
    """The language asked for by name, else the one the reader prefers.

    Errors:  BadInput for one that is not spoken here.
    """
    asked = words.get("language", "")
    if not asked:
        return preferred_language(request)
    for language in SPOKEN:
        if asked == language:
            return language
    raise BadInput(f"language is {asked[:40]!r}.", allowed=f"It may be {' or '.join(SPOKEN)}.")


def preferred_language(request: AnyRequest) -> Language:
    """The spoken language that Accept-Language likes best, English where it says nothing."""
    header = request.headers.get("accept-language", "")
    return negotiate_language(header, offered=_PREFER_ENGLISH)


def language_of_error(request: AnyRequest) -> Language:
    """The language for an error: the asked one if it is spoken, never an error of its own."""
    asked = request.query_params.get("language", "")
    for language in SPOKEN:
        if asked == language:
            return language
    return preferred_language(request)
