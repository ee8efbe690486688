"""What the page of one place looks like, ready to be shown or sent: words chosen, links written.

Every struct is plain data in one language. Degrees are WGS 84. What nobody says is "unknown", never
"no"; unknown numbers are None.
"""

from typing import Literal

import msgspec

from modugil.answers.itinerary import AccessWord, PlaceKind, PlaceRef
from modugil.core.language import Language

SectionKey = Literal["get_in", "get_round", "toilet", "directions", "looks", "nearby", "sources"]
SECTIONS: tuple[SectionKey, ...] = (
    "get_in",
    "get_round",
    "toilet",
    "directions",
    "looks",
    "nearby",
    "sources",
)
"""In the order in which they are always told: what one must know before going comes first."""
Verdict = Literal["yes", "no", "unknown", ""]
"""A word for machines; "" where there is nothing to be decided."""


class Quote(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The source's own words."""

    text: str
    language: str
    """As BCP 47 writes it, for the `lang` of what shows them; "" where not known."""


class ToldSource(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One who says something of the place; lines name it by `number`."""

    number: int
    """From 1, in the order in which the page first names them."""
    name: str
    licence: str
    as_of: str
    """The newest date of what it says of this place; "" where no date is known."""
    record: str
    """Its own id of the place."""
    sample: bool
    """Whether it is drawn and not the real world."""


class SightLine(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One thing that is known, or that nobody says, in one sentence."""

    text: str
    access: Verdict = ""
    """Whether there is such a thing; "" where the line is no such question."""
    key: str = ""
    """The fact it tells, by the platform's vocabulary; "" for none or several."""
    disputed: bool = False
    sources: list[int] = []
    """Numbers of `SightAnswer.sources` that say it."""
    as_of: str = ""
    """The newest date of it; "" where no date is known."""
    quote: Quote | None = None
    """None where the value stands in the source as such."""
    href: str = ""
    """An address of this site, or of the outside (https:, tel:); "" where it leads nowhere."""
    distance_m: int | None = None
    """In a straight line from the place."""
    place: PlaceRef | None = None
    """Another place that it speaks of."""


class SightSection(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The answer to one question: first in one sentence, then all that it rests on."""

    key: SectionKey
    title: str
    """The question."""
    verdict: Verdict
    answer: str
    lines: list[SightLine]


class SightAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The page of one place."""

    id: str
    ref: str
    """What a plan takes: `place:ID`."""
    kind: PlaceKind
    kind_name: str
    """What kind of place it is, in words."""
    category: str
    """Of sights, a word of the vocabulary; "" where not known."""
    name: str
    published_name: str
    """As its sources write it."""
    lat: float
    lon: float
    language: Language
    now: str
    wheelchair: AccessWord
    """What is said of the whole place."""
    summary: str
    """Who can go there, as far as is known: to be read first, and aloud."""
    sections: list[SightSection]
    """Always seven, in the order of SECTIONS."""
    sources: list[ToldSource]
    a11y_needs: dict[str, AccessWord]
    """Whether it serves those who need: wheelchair, sight, hearing, infants, older."""
