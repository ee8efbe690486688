"""What is asked of a day out, and how a query writes it.

`from=…&via1=…&stay1=60&via2=…&to=…&at=…&rangeKm=20&rangeNowKm=15&toiletEveryMin=40` and the needs
as everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, isfinite, nan

from modugil.answers.asking.asked_needs import read_needs
from modugil.core.errors import BadInput
from modugil.core.language import Language
from modugil.core.thresholds import limit
from modugil.routing.needs import RANGES, Needs

MOST_VIA = 5
MOST_STAY_MIN = 480
VIA_WORDS = tuple(f"via{number}" for number in range(1, MOST_VIA + 1))
STAY_WORDS = tuple(f"stay{number}" for number in range(1, MOST_VIA + 1))
NUMBERS: Mapping[str, tuple[float, float, str]] = {
    "rangeKm": (1.0, 100.0, "km"),
    "rangeNowKm": (0.0, 100.0, "km"),
    "reserveKm": (0.0, 100.0, "km"),
    "toiletEveryMin": (10.0, 720.0, "min"),
    "toiletVisitMin": (1.0, 60.0, "min"),
    **dict.fromkeys(STAY_WORDS, (0.0, float(MOST_STAY_MIN), "min")),
}
"""Every number of the question with its bounds and its unit."""
UNKNOWN = ("refuse", "accept")
OUTING_WORDS = (*VIA_WORDS, *NUMBERS, "unknown", "onWheelsOnly")


def usual_visit_min() -> float:
    """How long a visit to a toilet takes where nobody says."""
    return limit("outing.toilet_visit_s") / 60.0


@dataclass(frozen=True, slots=True)
class Via:
    """A place one goes to, and how long one stays."""

    ref: str
    stay_min: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutingQuestion:
    """One day out.

    Units:   kilometres on the level, minutes; `at` ISO 8601, None means now.
    Unknown: with `accepts_unknown` a toilet of which it is not known whether one can use it, and a
             toilet or charger of which it is not known whether it is open, count; else they do not.
    """

    start: str
    end: str
    via: tuple[Via, ...] = ()
    at: str | None = None
    needs: Needs
    language: Language = "en"
    range_km: float | None = None
    """How far the battery goes when it is full; None where there is none to think of."""
    range_now_km: float | None = None
    reserve_km: float | None = None
    toilet_every_min: float | None = None
    """The longest between two toilets; None where it does not matter."""
    toilet_visit_min: float = field(default_factory=usual_visit_min)
    accepts_unknown: bool = False
    on_wheels_only: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be meant.

        Errors:  BadInput where more is left, or kept, than the battery holds.
        """
        for name, value in (("rangeNowKm", self.range_now_km), ("reserveKm", self.reserve_km)):
            if value is not None and value > (self.range_km or 0.0):
                raise BadInput(
                    f"{name} is {value:g} and rangeKm {self.range_km or 0.0:g}.",
                    allowed="It may be as much as rangeKm at most.",
                )

    @property
    def now_km(self) -> float:
        """What the battery holds at the start."""
        full_km = self.range_km if self.range_km is not None else inf
        return full_km if self.range_now_km is None else self.range_now_km

    @property
    def kept_km(self) -> float:
        """What is to be left in the battery at every moment."""
        if self.reserve_km is not None:
            return self.reserve_km
        return 0.0 if self.range_km is None else self.range_km * limit("outing.reserve_ratio")


def read_outing(
    words: Mapping[str, str], *, start: str, end: str, via: tuple[str, ...], language: Language
) -> OutingQuestion:
    """The question of a query whose places were found; `via` one for each word, "" for none.

    With `onWheelsOnly` a single way may be as long as any, unless the query limits it.
    Errors:  BadInput and its kinds for what cannot be meant.
    """
    needs, numbers = read_needs(words), _read_numbers(words)
    only = _read_choice(words, "onWheelsOnly", ("false", "true")) == "true"
    if only and not words.get("longestLegM", "").strip():
        needs = needs.with_limits(longest_leg_m=RANGES["longest_leg_m"][1])
    visit_min = numbers["toiletVisitMin"]
    stays = (numbers[word] or 0.0 for word in STAY_WORDS)
    return OutingQuestion(
        start=start,
        end=end,
        via=tuple(Via(ref, stay) for ref, stay in zip(via, stays, strict=False) if ref),
        at=words.get("at", "").strip() or None,
        needs=needs,
        language=language,
        range_km=numbers["rangeKm"],
        range_now_km=numbers["rangeNowKm"],
        reserve_km=numbers["reserveKm"],
        toilet_every_min=numbers["toiletEveryMin"],
        toilet_visit_min=usual_visit_min() if visit_min is None else visit_min,
        accepts_unknown=_read_choice(words, "unknown", UNKNOWN) == "accept",
        on_wheels_only=only,
    )


def _read_numbers(words: Mapping[str, str]) -> dict[str, float | None]:
    return {word: read_number(word, words.get(word, "").strip()) for word in NUMBERS}


def read_number(word: str, text: str) -> float | None:
    """One of the numbers; None where nothing is written.

    Errors:  BadInput where it is no number, or out of its bounds.
    """
    if not text:
        return None
    low, high, unit = NUMBERS[word]
    try:
        value = float(text) if text.isascii() else nan
    except ValueError:
        value = nan
    if not isfinite(value) or not low <= value <= high:
        raise BadInput(
            f"{word} is {text[:40]!r}.", allowed=f"It may be from {low:g} to {high:g} {unit}."
        )
    return value


def _read_choice(words: Mapping[str, str], word: str, choices: tuple[str, ...]) -> str:
    text = words.get(word, "").strip().lower()
    told = {"1": "true", "0": "false", "on": "true"}.get(text, text) if "true" in choices else text
    if told and told not in choices:
        raise BadInput(f"{word} is {text[:40]!r}.", allowed=f"It may be {' or '.join(choices)}.")
    return told
