"""The places of a region as arrays."""

import json
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.region.texts import LocalTexts, Texts

KINDS = ("sights", "toilets", "wifi", "chargers")
"""What follows `places.` in the kind of a source; the number in `Places.kind` is the row here."""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Everything one can go to that is not a stop.

    Shapes:  q rows each, sorted by kind and then as in the files.
    Unknown: `wheelchair` is Access; a fact that is not told is left out of `facts`.
    """

    id: Texts
    kind: NDArray[np.uint8]
    names: LocalTexts
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    wheelchair: NDArray[np.uint8]
    source: NDArray[np.uint8]
    """Row of the manifest's sources."""
    facts: Texts
    """A JSON object of the other columns, empty fields left out."""

    def __len__(self) -> int:
        """How many places there are."""
        return len(self.lat)

    def get_facts(self, row: int) -> dict[str, str]:
        """The facts of one place, by column name."""
        found: dict[str, str] = json.loads(self.facts[row])
        return found
