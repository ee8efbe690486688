"""One thing in the way, and the limit it passes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

CATEGORIES = (
    "steps",
    "steep",
    "narrow",
    "surface",
    "cross_slope",
    "kerb",
    "gate",
    "bollard",
    "other",
)
"""`gate` is anything one opens, turns or climbs; `surface` is loose, soft or uneven ground."""

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Barrier:
    """A fact about an object, never about people: what is 0.8 m wide stops some and not others.

    Units:   degrees WGS 84, longitude first; those of `values` stand in their keys.
    Unknown: what is not known is not in `values`; `wheelchair` is "unknown".
    """

    id: str
    """The same in the next build as long as the street's own ids are; two sources may share one."""
    category: str
    names: Mapping[str, str]
    """Of the street, by language; "" the published one, which may be empty."""
    line: Sequence[tuple[float, float]]
    """One point, or the way along which it holds."""
    values: Mapping[str, Value]
    source: int
    """Row of the manifest's sources."""
    wheelchair: str = "unknown"
    limit: str = ""
    """The id of the limit it passes; "" where any such thing is told."""
    derived: frozenset[str] = field(default_factory=frozenset)
    """Keys that were computed from elevation rather than tagged."""
