"""One place as it is told: each fact with who said it and when, and where they disagree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from modugil.core.access import Access
from modugil.core.language import name_languages
from modugil.places.vocabulary import FACTS, REPEATED, Form

STAFF = 255
"""In place of a source's row: written on the platform by the region's own staff."""
WHEELCHAIR = "wheelchair"
"""The key of what is said of the whole place."""
RECORD = "record"
"""The key of what a source calls the place (the value) and where it puts it (the text, `lat,lon`,
"" where it does not say): one row of every source that speaks of the place at all."""


@dataclass(frozen=True, slots=True)
class SaidBy:
    """One fact as one source says it.

    Unknown: `as_of` "" where no date is known; `text` "" where the value stands as published.
    """

    key: str
    value: str
    text: str
    source: int
    """Row of the manifest's sources, or STAFF."""
    as_of: str
    record: str
    """The source's own id of the place; for STAFF who wrote it."""


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """What is known of one key after all were heard.

    Unknown: `value` "" where sources disagree on whether one can: nobody is sent by a coin's toss.
    """

    key: str
    value: str
    said: tuple[SaidBy, ...]
    """The newest first."""
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One place and all that is known of it."""

    id: str
    kind: str
    names: Mapping[str, str]
    """By language; "" is the published name."""
    lat: float
    lon: float
    wheelchair: Access
    facts: Mapping[str, PlaceFact]
    """By key, in the order of `vocabulary.FACTS`; `wheelchair` first where somebody says it."""
    records: tuple[SaidBy, ...] = ()
    """Every source that speaks of the place (see RECORD), the one that locates it first."""

    def get_value(self, key: str) -> str:
        """The value of a fact; "" where it is not known or disputed."""
        fact = self.facts.get(key)
        return fact.value if fact is not None else ""

    def get_access(self, key: str) -> Access:
        """Whether there is such a thing; UNKNOWN where nobody says or sources disagree."""
        return access_of(self.get_value(key))

    def name_in(self, language: str) -> str:
        """The name in that language, else in English for zh and ja, else as published."""
        found = (self.names.get(one) for one in name_languages(language))
        return next(filter(None, found), self.names[""])


def access_of(value: str) -> Access:
    """The Access that a value of the form ACCESS means."""
    return {"yes": Access.YES, "no": Access.NO}.get(value, Access.UNKNOWN)


def weigh(said: Iterable[SaidBy]) -> dict[str, PlaceFact]:
    """Every key once, from all that was said: the rule by which sources are heard together.

    Staff of the region are heard before all; otherwise the newest date counts, a year or month
    alone being older than its days, and of one date the source that region.toml names first.
    Sources that say yes and no of one thing make it unknown and disputed; numbers and words that
    differ are told with the one that counts, and disputed.
    """
    ordered = sorted((one for one in said if one.key != RECORD), key=_rank)
    by_key = {key: tuple(group) for key, group in groupby(sorted(ordered, key=_key), key=_key)}
    order = {WHEELCHAIR: -1, **{key: row for row, key in enumerate(FACTS)}}
    keys = sorted(by_key, key=lambda key: (order.get(key, len(order)), key))
    return {key: _weigh_one(key, by_key[key]) for key in keys}


def _key(one: SaidBy) -> str:
    return one.key


def _rank(one: SaidBy) -> tuple[bool, tuple[int, ...], int]:
    # the end mark lets a whole year count as older than any of its days
    newest_first = (*(-ord(mark) for mark in one.as_of), 1)
    return (one.source != STAFF, newest_first, one.source)


def _weigh_one(key: str, said: tuple[SaidBy, ...]) -> PlaceFact:
    first = said[0]
    if first.source == STAFF or key in REPEATED:
        return PlaceFact(key, first.value, said)
    disputed = len({one.value for one in said}) > 1
    is_access = key == WHEELCHAIR or FACTS.get(key) is Form.ACCESS
    if disputed and FACTS.get(key) is Form.TEXT:
        disputed = False
    return PlaceFact(key, "" if disputed and is_access else first.value, said, disputed)
