"""Needs from texts, as a command line or a web address gives them: a preset and own limits."""

from collections.abc import Mapping
from enum import Enum, StrEnum
from math import inf

from modugil.core.access import UnknownPolicy
from modugil.core.errors import NeedsInvalid
from modugil.region.vocabulary import Smoothness, Surface
from modugil.routing.group_needs import TOGETHER, join_needs
from modugil.routing.needs import (
    RANGES,
    Boarding,
    CrossingRule,
    Needs,
    StepRamp,
    TagRule,
    Use,
    say_range,
)
from modugil.routing.presets import get_preset

NO_LIMIT = "none"
_CHOICES: dict[str, type[StrEnum]] = {
    "step_ramp": StepRamp,
    "elevators": Use,
    "escalators": Use,
    "crossings": CrossingRule,
    "wheelchair_tag": TagRule,
    "boarding": Boarding,
    "unknown_policy": UnknownPolicy,
}


def list_limits() -> dict[str, str]:
    """Every limit one may set, with what may be written for it."""
    said = {
        name: f"a number, {low:g} or more, or {NO_LIMIT}"
        if high == inf
        else f"a number from {low:g} to {high:g}"
        for name, (low, high) in RANGES.items()
    }
    said |= {name: ", ".join(kind) for name, kind in _CHOICES.items()}
    said["surfaces"] = f"some of {_names(Surface)}, with commas between"
    said["worst_smoothness"] = f"one of {_names(Smoothness)}"
    return said


def parse_needs(preset: str, *, limits: Mapping[str, str]) -> Needs:
    """The preset's needs with the limits replaced; an empty text leaves a limit as it is.

    Several presets with commas between them go together; a limit then holds for each of them.

    Errors:  NeedsInvalid for an unknown preset or limit, or a value that is not allowed.
    """
    given = {name: text.strip() for name, text in limits.items() if text.strip()}
    values = {name: _parse_limit(name, text) for name, text in given.items()}
    group = [get_preset(name.strip()) for name in preset.split(TOGETHER)]
    return join_needs([one.with_limits(**values) for one in group])


def _parse_limit(name: str, text: str) -> object:
    if name in _CHOICES:
        return _one_of(name, text, _CHOICES[name])
    if name == "surfaces":
        return frozenset(_member(name, word.strip(), Surface) for word in text.split(","))
    if name == "worst_smoothness":
        return _member(name, text, Smoothness)
    if name in RANGES:
        return _number(name, text)
    known = ", ".join(sorted(list_limits()))
    raise NeedsInvalid(f"There is no limit called {name!r}.", allowed=f"There are: {known}.")


def _number(name: str, text: str) -> float:
    if text == NO_LIMIT:
        return 0.0 if name.startswith("min_") else inf
    try:
        return float(text)
    except ValueError as cause:
        raise NeedsInvalid(
            f"{name} is {text!r}, which is not a number.", allowed=say_range(name)
        ) from cause


def _one_of(name: str, text: str, kind: type[StrEnum]) -> StrEnum:
    try:
        return kind(text)
    except ValueError as cause:
        raise NeedsInvalid(
            f"{name} is {text!r}.", allowed=f"It may be one of {', '.join(kind)}."
        ) from cause


def _member(name: str, text: str, kind: type[Enum]) -> Enum:
    try:
        return kind[text.upper()]
    except KeyError as cause:
        raise NeedsInvalid(
            f"{name} holds {text!r}.", allowed=f"It may be {_names(kind)}."
        ) from cause


def _names(kind: type[Enum]) -> str:
    return ", ".join(member.name.lower() for member in kind if member.name != "UNKNOWN")
