"""What a request for items asks: limits, a box, a moment, and a few words of our own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite

from modugil.answers.desk import SPOKEN
from modugil.api.ogc.feature import Box, Feature
from modugil.api.read_query import AnyRequest, read_words
from modugil.core.errors import BadInput
from modugil.places.vocabulary import FACTS

MOST_ITEMS = 10_000
USUAL_ITEMS = 100
MOST_OFFSET = 100_000_000
WHEELCHAIR = ("yes", "no", "unknown")
ITEM_WORDS = (
    "limit",
    "offset",
    "after",
    "bbox",
    "datetime",
    "wheelchair",
    "category",
    "has",
    "language",
)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d([Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d))?", re.ASCII)
_OPEN = ("", "..")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ItemsAsked:
    """One page of one collection."""

    limit: int
    offset: int
    after: str
    boxes: tuple[Box, ...]
    """One, or two where the box crosses the 180th meridian; none where all is asked for."""
    wheelchair: str
    category: str
    has: frozenset[str]
    language: str
    words: Mapping[str, str]
    """As they were given."""

    @property
    def takes_all(self) -> bool:
        """Whether every feature is asked for."""
        return not (self.boxes or self.wheelchair or self.category or self.has)

    def takes(self, feature: Feature) -> bool:
        """Whether that one is asked for."""
        if self.wheelchair and feature.wheelchair != self.wheelchair:
            return False
        if self.category and feature.category != self.category:
            return False
        if not self.has <= feature.has:
            return False
        return not self.boxes or any(_touch(box, feature.box) for box in self.boxes)


def read_items_query(request: AnyRequest) -> ItemsAsked:
    """What is asked. A limit above the most is taken as the most.

    Errors:  BadInput for an unknown parameter or a value that cannot be.
    """
    words = read_words(request, allowed=ITEM_WORDS)
    if "datetime" in words:
        _check_datetime(words["datetime"])
    return ItemsAsked(
        limit=min(_read_number(words, "limit", USUAL_ITEMS, 1), MOST_ITEMS),
        offset=min(_read_number(words, "offset", 0, 0), MOST_OFFSET),
        after=words.get("after", ""),
        boxes=_read_boxes(words),
        wheelchair=_read_choice(words, "wheelchair", WHEELCHAIR),
        category=words.get("category", ""),
        has=_read_has(words.get("has", "")),
        language=read_language(words),
        words=words,
    )


def read_language(words: Mapping[str, str]) -> str:
    """The language of names; "" for the published ones. Errors: BadInput."""
    return _read_choice(words, "language", SPOKEN)


def _read_choice(words: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    text = words.get(name, "")
    if text and text not in choices:
        raise BadInput(f"{name} is {text[:40]!r}.", allowed=f"It may be {', '.join(choices)}.")
    return text


def _read_number(words: Mapping[str, str], name: str, default: int, low: int) -> int:
    if name not in words:
        return default
    text = words[name]
    if re.fullmatch(r"\+?[0-9]{1,200}", text, re.ASCII) is None or int(text) < low:
        raise BadInput(
            f"{name} is {text[:40]!r}.", allowed=f"It may be a whole number from {low} on."
        )
    return int(text)


def _read_has(text: str) -> frozenset[str]:
    asked = frozenset(word.strip() for word in text.split(",") if word.strip())
    unknown = sorted(asked - FACTS.keys())
    if unknown:
        raise BadInput(
            f"There is no fact {unknown[0][:60]!r}.",
            allowed="Give keys of facts such as accessible_toilet, with commas between.",
        )
    return asked


def _read_boxes(words: Mapping[str, str]) -> tuple[Box, ...]:
    if "bbox" not in words:
        return ()
    given = [one.strip() for one in words["bbox"].split(",")]
    numbers = [float(one) for one in given if _NUMBER.fullmatch(one)]
    whole = len(numbers) == len(given) and all(map(isfinite, numbers))
    if len(numbers) == 6 and numbers[2] <= numbers[5]:
        numbers = [*numbers[:2], *numbers[3:5]]  # our features have no heights
    if whole and len(numbers) == 4:
        west, south, east, north = numbers
        if -180 <= min(west, east) and max(west, east) <= 180 and -90 <= south <= north <= 90:
            if west <= east:
                return ((west, south, east, north),)
            return ((west, south, 180.0, north), (-180.0, south, east, north))
    raise BadInput(
        f"bbox is {words['bbox'][:60]!r}.",
        allowed="Write west,south,east,north in degrees: 126.4,33.4,126.6,33.6.",
    )


def _check_datetime(text: str) -> None:
    """Our features hold at any time, so every interval takes them all; it must still be one."""
    parts = text.split("/")
    instants = [one for one in parts if one not in _OPEN]
    whole = len(parts) == 2 or (len(parts) == 1 and bool(instants))
    try:
        if whole and all(_INSTANT.fullmatch(one) for one in instants):
            read = [_parse_instant(one) for one in instants]
            if read == sorted(read):
                return
    except ValueError:
        pass
    raise BadInput(
        f"datetime is {text[:60]!r}.",
        allowed="Write an instant of RFC 3339, or two with / between, .. for an open end.",
    )


def _parse_instant(text: str) -> datetime:
    """A day begins at midnight of UTC, as nobody says of where. Errors: ValueError."""
    told = datetime.fromisoformat(text.upper())
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def _touch(box: Box, other: Box) -> bool:
    west, south, east, north = box
    return other[0] <= east and other[2] >= west and other[1] <= north and other[3] >= south
