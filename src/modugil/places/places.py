"""The places of a region as arrays."""

import json
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.core.access import Access
from modugil.places.place import RECORD, Place, SaidBy, weigh
from modugil.places.vocabulary import KINDS
from modugil.region.texts import LocalTexts, Texts

__all__ = ["KINDS", "Places", "SaidTable"]


@dataclass(frozen=True, slots=True, eq=False)
class SaidTable:
    """Everything that every source says of every place.

    Shapes:  those of place p are the rows from `start[p]` to `start[p + 1]`; s rows in all.
    Unknown: as in `SaidBy`.
    """

    start: NDArray[np.int64]
    key: Texts
    value: Texts
    text: Texts
    source: NDArray[np.uint8]
    as_of: Texts
    record: Texts


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Everything one can go to that a list of places names.

    Shapes:  q rows each, sorted by kind and then as first named by a source.
    Unknown: `wheelchair` is Access; a fact that is not known is left out of `facts`.
    """

    id: Texts
    kind: NDArray[np.uint8]
    names: LocalTexts
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    wheelchair: NDArray[np.uint8]
    source: NDArray[np.uint8]
    """Row of the manifest's sources: the first that names the place."""
    facts: Texts
    """A JSON object of what is known by key, disputed access left out."""
    said: SaidTable

    def __len__(self) -> int:
        """How many places there are."""
        return len(self.lat)

    def get_facts(self, row: int) -> dict[str, str]:
        """What is known of one place, by the keys of `vocabulary.FACTS`."""
        found: dict[str, str] = json.loads(self.facts[row])
        return found

    def list_said(self, row: int) -> list[SaidBy]:
        """What every source says of one place."""
        said = self.said
        return [
            SaidBy(
                key=said.key[at],
                value=said.value[at],
                text=said.text[at],
                source=int(said.source[at]),
                as_of=said.as_of[at],
                record=said.record[at],
            )
            for at in range(int(said.start[row]), int(said.start[row + 1]))
        ]

    def get_place(self, row: int) -> Place:
        """One place with each fact's sources."""
        said = self.list_said(row)
        return Place(
            id=self.id[row],
            kind=KINDS[int(self.kind[row])],
            names=self.names.all_of(row),
            lat=float(self.lat[row]),
            lon=float(self.lon[row]),
            wheelchair=Access(int(self.wheelchair[row])),
            facts=weigh(said),
            records=tuple(one for one in said if one.key == RECORD),
        )
