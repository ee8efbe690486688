"""What a person filled in, read gently: a half-filled form is shown again, not refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from modugil.answers.asking.asked_needs import DEFAULT_PRESET, NEED_WORDS
from modugil.answers.desk import Desk
from modugil.answers.itinerary import PlaceRef
from modugil.core.errors import BadInput
from modugil.core.language import Language
from modugil.pages.reader import ALONG
from modugil.routing.group_needs import TOGETHER
from modugil.routing.presets import list_presets

LONGEST_TEXT = 100
MOST_CHOICES = 6
End = Literal["from", "to"]
When = Literal["now", "leave", "arrive"]
OWN_LIMITS = (
    "maxSlopeUpPercent",
    "maxSlopeDownPercent",
    "maxCrossSlopePercent",
    "maxKerbCm",
    "maxRampPercent",
    "minWidthCm",
    "maxStepCount",
    "speedKmh",
    "longestLegM",
)
"""The limits with a number that the form offers; every other limit may still stand in the query."""
OWN_CHOICES = {
    "unknownPolicy": ("refuse", "penalise", "accept"),
    "elevators": ("yes", "avoid", "never"),
}
_COORDINATE = re.compile(r"-?[0-9.]+ *, *-?[0-9.]+", re.ASCII)
_NEED_WORDS = frozenset(word.word for word in NEED_WORDS)


@dataclass(frozen=True, slots=True)
class Field:
    """One end as typed; `ref` is the place chosen for exactly this text, or empty."""

    text: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class PlanForm:
    """Everything the form holds; `limits` are words of needs, in the units the form uses.

    `needs` names a preset, or with commas between them those of several who go together.
    """

    start: Field
    end: Field
    when: When
    at: str
    needs: str
    limits: Mapping[str, str]

    @property
    def group(self) -> tuple[str, ...]:
        """The preset of each who goes along, the first chosen first."""
        return tuple(self.needs.split(TOGETHER))

    @property
    def is_empty(self) -> bool:
        """Whether nobody has asked anything yet."""
        return not (self.start.text or self.end.text)


@dataclass(frozen=True, slots=True)
class Found:
    """What a field's text means: one place, several to choose from, or none."""

    place: PlaceRef | None = None
    choices: tuple[PlaceRef, ...] = ()


def read_form(query: Mapping[str, str]) -> PlanForm:
    """The form as a query fills it; what cannot be meant is left out."""
    when = query.get("when", "")
    at = "" if when == "now" else query.get("at", "").strip()[:LONGEST_TEXT]
    return PlanForm(
        start=_read_field(query, "from"),
        end=_read_field(query, "to"),
        when="arrive" if when == "arrive" else "leave" if when == "leave" or at else "now",
        at=at,
        needs=_read_group(query),
        limits={
            word: text.strip()[:LONGEST_TEXT]
            for word, text in query.items()
            if word in _NEED_WORDS and text.strip()
        },
    )


def _read_group(query: Mapping[str, str]) -> str:
    """The presets named, each once; the default where none of them is one."""
    presets = {needs.preset for needs in list_presets()}
    named = TOGETHER.join((query.get("needs", ""), query.get(ALONG, ""))).split(TOGETHER)
    group = dict.fromkeys(one.strip() for one in named if one.strip() in presets)
    return TOGETHER.join(group) or DEFAULT_PRESET


def _read_field(query: Mapping[str, str], end: End) -> Field:
    text = query.get(end, "").strip()[:LONGEST_TEXT]
    ref = query.get(f"{end}Ref", "").strip()[:LONGEST_TEXT]
    # a place chosen earlier counts only for the text it was chosen for
    return Field(text, ref if query.get(f"{end}For", "").strip() == text else "")


def find_field(desk: Desk, field: Field, *, language: Language) -> Found:
    """The place that a field means: the chosen one, a ref or coordinate written out, or a name.

    Errors:  PlaceNotFound for a coordinate outside the region.
    """
    for ref in (field.ref, field.text):
        try:
            if ref:
                return Found(desk.get_place(ref, language=language))
        except BadInput:
            if ref == field.text and _COORDINATE.fullmatch(ref):
                raise
    found = desk.find(field.text, language=language, limit=MOST_CHOICES, near=None)
    exact = [place for place in found if place.name.casefold() == field.text.casefold()]
    if len(found) == 1 or len(exact) == 1:
        return Found((exact or list(found))[0])
    return Found(choices=tuple(found))
