"""The features of one collection as they were at one moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from modugil.api.ogc.feature import Box, Feature


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """The features as the region has them, in an order that stays; corrections come on top."""

    features: Sequence[Feature]
    rows: Mapping[str, int]
    hashes: Mapping[str, str]
    digest: str


def compile_features(features: Sequence[Feature]) -> Compiled:
    """The features of a region as built."""
    hashes = {one.id: one.tell_hash() for one in features}
    digest = sha256("".join(hashes.values()).encode()).hexdigest()
    return Compiled(features, {one.id: row for row, one in enumerate(features)}, hashes, digest)


@dataclass(frozen=True, eq=False)
class Shelf:
    """One collection at one moment; nobody changes it, a new one takes its stead."""

    compiled: Compiled
    changed: Mapping[int, Feature | None]
    """By row: what staff corrected, None where it is closed."""
    as_of: datetime
    """When it was put together."""
    token: str
    """What to ask for changes with; "" where nothing is kept, or another build was published."""
    number: int
    """Of the last change that is in it."""

    def list_from(self, row: int) -> Iterator[tuple[int, Feature]]:
        """Every feature that is there, from that row on."""
        features, changed = self.compiled.features, self.changed
        for at in range(row, len(features)):
            feature = changed.get(at, features[at]) if changed else features[at]
            if feature is not None:
                yield at, feature

    def find(self, id: str) -> Feature | None:
        """The feature of that id; None where there is none, or it is closed."""
        row = self.compiled.rows.get(id)
        return None if row is None else self.changed.get(row, self.compiled.features[row])

    def __len__(self) -> int:
        """How many features are there."""
        return len(self.compiled.features) - sum(one is None for one in self.changed.values())

    @cached_property
    def digest(self) -> str:
        """Other letters as soon as any feature is another one; the same in every process."""
        told = sha256(self.compiled.digest.encode())
        for row, feature in sorted(self.changed.items()):
            told.update(f"{row} {feature.tell_hash() if feature else ''}\n".encode())
        return told.hexdigest()[:32]

    @cached_property
    def box(self) -> Box | None:
        """The box around all of them, closed ones too."""
        boxes = [one.box for one in self.compiled.features]
        if not boxes:
            return None
        wests, souths, easts, norths = zip(*boxes, strict=True)
        return min(wests), min(souths), max(easts), max(norths)
