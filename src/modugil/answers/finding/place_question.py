"""A question for places, and what is found: by name, near, along a way, by need, open now."""

from dataclasses import dataclass
from typing import Literal

import msgspec

from modugil.answers.itinerary import AccessWord, PlaceRef
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.places.finding.needs import NeedWord as NeedWord

OpenWord = Literal["open", "closed", "unknown"]


@dataclass(frozen=True, slots=True)
class PlaceQuestion:
    """Which places a person looks for; every part narrows, an empty one does not.

    Units:   metres.
    Unknown: a place of which a need, or whether it is open, is not known is found after those of
             which it is known, and not at all if `confirmed`.
    """

    text: str = ""
    """A part of a name in any language, or Korean initials such as ㅅㅅㅇㅊㅂ."""
    kinds: tuple[str, ...] = ()
    """Of `places.vocabulary.KINDS`."""
    categories: tuple[str, ...] = ()
    """Of `places.vocabulary.CATEGORIES`."""
    needs: frozenset[NeedWord] = frozenset()
    """All of them must be met."""
    confirmed: bool = False
    """Only what is known: a fact says yes to every need and no source says otherwise."""
    open_now: bool = False
    near: LatLon | None = None
    """The nearer comes first."""
    radius_m: float | None = None
    """At most so far from `near`."""
    along: tuple[LatLon, ...] = ()
    """A way, in the order in which it is gone: what lies at it comes in that order."""
    corridor_m: float = 200.0
    """At most so far from the way."""
    has: frozenset[str] = frozenset()
    """Keys of `places.vocabulary.FACTS` that must be there: yes, or more than none, or told."""
    limit: int = 20
    offset: int = 0
    """How many of the first are left out."""
    language: Language = "ko"


class FoundPlace(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One place that was found, with the few things one chooses by."""

    place: PlaceRef
    id: str
    kind: str
    """Of `places.vocabulary.KINDS`: what `kinds` of a question takes."""
    category: str = ""
    """Of `places.vocabulary.CATEGORIES`; empty where not known."""
    distance_m: float | None = None
    """From `near`; else from the way; None where neither was asked."""
    along_m: float | None = None
    """Where at the way it is, from the way's beginning; None where no way was asked."""
    needs: dict[str, AccessWord] = {}
    """Of each need that was asked whether the place meets it; never `no`."""
    open: OpenWord = "unknown"
    """At the moment of the question."""
    hours_text: str = ""
    """When it is open, in words; as the source wrote it where that cannot be read."""
    facts: list[str] = []
    """The few facts one chooses by, in words."""


class PlacesFound(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One page of what was found, the best first."""

    places: list[FoundPlace]
    total: int
    """How many there are on all pages."""
    unknown: int
    """How many of them are only possible: of a need, or of whether it is open, nothing is known."""
    as_of: str
    """The moment of the answer, ISO 8601 with offset."""
