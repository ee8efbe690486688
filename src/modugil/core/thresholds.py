"""Every legal or cited limit, read from one dated table (thresholds.toml)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Threshold:
    """One limit, since when it holds and who says so."""

    id: str
    value: float
    unit: str
    valid_from: date
    citation: str


@cache
def list_thresholds() -> tuple[Threshold, ...]:
    """All limits, in the order of the table."""
    text = files("modugil.core").joinpath("thresholds.toml").read_text(encoding="utf-8")
    return tuple(
        Threshold(
            id=row["id"],
            value=float(row["value"]),
            unit=row["unit"],
            valid_from=date.fromisoformat(row["valid_from"]),
            citation=row["citation"],
        )
        for row in tomllib.loads(text)["threshold"]
    )


@cache
def get_threshold(id: str) -> Threshold:
    """The limit of that id.

    Errors:  KeyError if the table has none, which is a mistake in the program.
    """
    for threshold in list_thresholds():
        if threshold.id == id:
            return threshold
    raise KeyError(f"no threshold {id!r} in core/thresholds.toml")


def limit(id: str) -> float:
    """The number of that limit, in the unit its id ends in."""
    return get_threshold(id).value
