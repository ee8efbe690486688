"""What the first page says of an outcome: missing fields, what is allowed, words for the script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from modugil.answers.asking.asked_needs import NEED_WORDS
from modugil.answers.asking.needs_cards import NeedsCards
from modugil.answers.asking.region_card import RegionCard
from modugil.answers.examples import Example
from modugil.core.language import Language
from modugil.pages.catalogue import Words
from modugil.pages.measures import say_number
from modugil.pages.plan_form import OWN_LIMITS, Found, PlanForm

_UNIT_WORDS = {"%": "percent", "cm": "cm", "km/h": "kmh", "m": "m", "steps": "steps"}
FORM_UNITS = {word.word: _UNIT_WORDS[word.unit] for word in NEED_WORDS if word.word in OWN_LIMITS}
"""The catalogue's word for the unit of each number in the form."""
_FIELD_UNITS = {"Percent": ("Ratio", 100.0), "Cm": ("M", 100.0), "Kmh": ("Mps", 3.6)}


class Explained(Protocol):
    """An error as people are told it: its code, title and status, what exactly, what is allowed."""

    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def status(self) -> int: ...  # noqa: D102
    @property
    def detail(self) -> str: ...  # noqa: D102
    @property
    def allowed(self) -> str: ...  # noqa: D102


class Explain(Protocol):
    """Tells an error in a language; the HTTP status is its choice."""

    def __call__(self, error: Exception, *, path: str, language: Language) -> Explained:
        """The error explained."""
        ...


def say_missing(words: Words, form: PlanForm, *, start: Found, end: Found) -> list[tuple[str, str]]:
    """Which fields need a look: rows of (the field's id, what to do)."""
    rows = []
    for name, field, found in (("from", form.start, start), ("to", form.end, end)):
        if not field.text:
            rows.append((name, words(f"form.missing_{name}")))
        elif found.place is None:
            kind = "choose" if found.choices else "none"
            rows.append((name, words(f"form.{kind}_{name}", text=field.text)))
    return rows


def say_allowed(words: Words, code: str, *, region: RegionCard) -> str:
    """What would have been allowed, in the page's language; nothing for other errors."""
    bounds = region.bounds
    match code:
        case "time_outside" if region.first_day:
            return words("problem.allowed_days", first=region.first_day, last=region.last_day)
        case "place_not_found":
            sides = ("south", "north", "west", "east")
            return words(
                "problem.allowed_bounds", **{side: f"{getattr(bounds, side):.3f}" for side in sides}
            )
        case "needs_invalid":
            return words("problem.allowed_needs")
    return ""


def say_hint(words: Words, *, region: RegionCard) -> str:
    """What may be written as a start or an end where the region has, or lacks, names to find."""
    if region.counts.get("sights"):
        return words("form.end_hint")
    return words("form.end_hint_stops" if region.counts.get("stops") else "form.end_hint_streets")


@dataclass(frozen=True, slots=True)
class Link:
    """An example and the address that asks for it."""

    example: Example
    address: str


def link_examples(examples: Sequence[Example], *, language: str) -> list[Link]:
    """Each example with its address; `language` where the reader chose one by name."""
    links = []
    for one in examples:
        query = {"from": one.start.name, "fromRef": one.start.ref, "fromFor": one.start.name}
        query |= {"to": one.end.name, "toRef": one.end.ref, "toFor": one.end.name}
        query |= {"needs": one.needs} | ({"when": "leave", "at": one.at} if one.at else {})
        query |= {"language": language} if language else {}
        links.append(Link(one, "/?" + urlencode(query)))
    return links


def preset_numbers(cards: NeedsCards) -> dict[str, dict[str, str]]:
    """What each preset says for each field of the form, in the field's unit; "" for no limit."""
    numbers: dict[str, dict[str, str]] = {}
    for card in cards.presets:
        values = {limit.word: limit.value for limit in card.limits}
        numbers[card.preset] = {word: _in_form_unit(word, values) for word in OWN_LIMITS}
    return numbers


def strictest_numbers(
    numbers: Mapping[str, Mapping[str, str]], group: Sequence[str]
) -> dict[str, str]:
    """What holds for a group where it sets no limit of its own: the strictest of its presets."""
    strictest = {}
    for word in OWN_LIMITS:
        told = [numbers[preset][word] for preset in group if numbers[preset][word]]
        pick = max if word.startswith("min") else min
        strictest[word] = pick(told, key=float, default="")
    return strictest


def _in_form_unit(word: str, values: dict[str, float | str | list[str] | None]) -> str:
    for ending, (other, factor) in _FIELD_UNITS.items():
        if word.endswith(ending):
            value = values[word.removesuffix(ending) + other]
            return say_number(value * factor) if isinstance(value, float) and value else ""
    value = values[word]
    return say_number(value) if isinstance(value, int | float) else ""


def script_words(words: Words) -> dict[str, str]:
    """The few texts that the browser's script says itself."""
    chosen = (
        "form.searching",
        "form.forgotten",
        "result.failed",
        "result.live_found",
        "limit.no_limit",
        "find.searching",
        "find.failed",
        "find.map_note",
        "sight.about_place",
        "offline.as_of",
        "offline.forgotten",
    )
    texts = {key: words(key) for key in chosen}
    for section in ("map", "combobox", "kind", "moving", "favourite"):
        texts |= {f"{section}.{key}": text for key, text in words.section(section).items()}
    return texts
