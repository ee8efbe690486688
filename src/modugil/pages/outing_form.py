"""The form of a day out, read gently: a half-filled form is shown again, not refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from modugil.answers.desk import Desk
from modugil.answers.outings.outing_answer import OutingAnswer
from modugil.answers.outings.question import (
    NUMBERS,
    STAY_WORDS,
    UNKNOWN,
    VIA_WORDS,
    read_number,
    read_outing,
)
from modugil.core.errors import BadInput, ModugilError
from modugil.core.language import Language
from modugil.pages.catalogue import Words
from modugil.pages.measures import say_number
from modugil.pages.plan_form import LONGEST_TEXT, Field, Found, find_field, read_form

ENDS = ("from", *VIA_WORDS, "to")
"""The fields that name a place, in the order of the day."""
FIRST_SHOWN = 2
"""So many places on the way are shown before anybody asks for more."""
_DEFAULTS = {"rangeKm": "20", "toiletEveryMin": "", "stay": "30"}


@dataclass(frozen=True, slots=True)
class OutingForm:
    """Everything the form holds."""

    fields: Mapping[str, Field]
    numbers: Mapping[str, str]
    at: str
    needs: str
    limits: Mapping[str, str]
    accepts_unknown: bool
    on_wheels_only: bool

    @property
    def is_empty(self) -> bool:
        """Whether nobody has asked anything yet."""
        return not any(one.text for one in self.fields.values())

    @property
    def shows_more(self) -> bool:
        """Whether one of the places that are folded away is filled."""
        return any(self.fields[word].text for word in VIA_WORDS[FIRST_SHOWN:])


@dataclass(frozen=True, slots=True)
class OutingOutcome:
    """What came of a filled form: an answer, places still to choose, or an error."""

    found: Mapping[str, Found] = field(default_factory=dict)
    answer: OutingAnswer | None = None
    error: ModugilError | None = None


def read_outing_form(query: Mapping[str, str]) -> OutingForm:
    """The form as a query fills it; what cannot be meant is said when it is asked."""
    plan = read_form(query)
    empty = not query.keys() - {"language"}
    numbers = {word: query.get(word, "").strip()[:12] for word in NUMBERS}
    if empty:
        numbers["rangeKm"] = _DEFAULTS["rangeKm"]
        numbers |= dict.fromkeys(STAY_WORDS, _DEFAULTS["stay"])
    return OutingForm(
        fields={name: _read_field(query, name) for name in ENDS},
        numbers=numbers,
        at=query.get("at", "").strip()[:LONGEST_TEXT],
        needs=plan.needs,
        limits=plan.limits,
        accepts_unknown=query.get("unknown", "") == UNKNOWN[1],
        on_wheels_only=query.get("onWheelsOnly", "") in ("1", "true", "on"),
    )


def _read_field(query: Mapping[str, str], name: str) -> Field:
    text = query.get(name, "").strip()[:LONGEST_TEXT]
    ref = query.get(f"{name}Ref", "").strip()[:LONGEST_TEXT]
    return Field(text, ref if query.get(f"{name}For", "").strip() == text else "")


def answer_outing(desk: Desk, form: OutingForm, *, language: Language) -> OutingOutcome:
    """The answer to the form, or what is missing for one."""
    found: dict[str, Found] = {}
    try:
        for name, one in form.fields.items():
            found[name] = find_field(desk, one, language=language) if one.text else Found()
        places = {name: one.place.ref if one.place else "" for name, one in found.items()}
        filled = (name for name, one in form.fields.items() if one.text or name in ("from", "to"))
        if not all(places[name] for name in filled):
            return OutingOutcome(found)
        words = {"needs": form.needs, "at": form.at, **form.limits, **form.numbers}
        words["unknown"] = UNKNOWN[form.accepts_unknown]
        words["onWheelsOnly"] = "true" if form.on_wheels_only else "false"
        question = read_outing(
            words,
            start=places["from"],
            end=places["to"],
            via=tuple(places[word] for word in VIA_WORDS),
            language=language,
        )
        return OutingOutcome(found, desk.outings.plan(question, now=desk.clock.now()))
    except ModugilError as error:
        return OutingOutcome(found, error=error)


def say_missing(words: Words, form: OutingForm, found: Mapping[str, Found]) -> dict[str, str]:
    """What to do about each field that needs a look, by its name."""
    told: dict[str, str] = {}
    for name, one in form.fields.items():
        if not one.text:
            if name in ("from", "to"):
                told[name] = words(f"form.missing_{name}")
        elif name in found and found[name].place is None:
            kind = "choose" if found[name].choices else "none"
            told[name] = words(f"outing.{kind}_place", text=one.text)
    return told


def say_wrong(words: Words, form: OutingForm) -> dict[str, str]:
    """What each number that cannot be meant may be, by its field's name."""
    told: dict[str, str] = {}
    read: dict[str, float | None] = {}
    for word, text in form.numbers.items():
        try:
            read[word] = read_number(word, text)
        except BadInput:
            told[word] = _say_bounds(words, word, text)
    full_km = read.get("rangeKm")
    for word in () if "rangeKm" in told else ("rangeNowKm", "reserveKm"):
        value = read.get(word)
        if value is None or value <= (full_km or 0.0):
            continue
        told[word] = (
            words("outing.number_needs_range", range=words("outing.rangeKm"))
            if full_km is None
            else words(
                "outing.number_most", range=words("outing.rangeKm"), most=say_number(full_km)
            )
        )
    return told


def _say_bounds(words: Words, word: str, text: str) -> str:
    low, high, unit = NUMBERS[word]
    return words(
        "outing.number_bounds",
        low=say_number(low),
        high=say_number(high),
        unit="km" if unit == "km" else words("outing.min"),
        text=text,
    )
