"""A feature as prepared bytes: only its name differs from one language to the other."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import msgspec

from modugil.core.language import name_language
from modugil.places.finding.needs import is_there

Box = tuple[float, float, float, float]
"""West, south, east, north."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing on the map, ready to be sent.

    Units:   degrees WGS 84, longitude first.
    """

    id: str
    head: bytes
    """Up to where its name stands."""
    tail: bytes
    names: Mapping[str, str]
    """By language; "" is the published one."""
    box: Box
    wheelchair: str
    category: str
    has: frozenset[str]
    """Keys of what is there, or known where it is a number or text."""

    def write(self, language: str = "") -> bytes:
        """The feature as JSON, its name in that language, else as published."""
        name = self.names.get(name_language(language), "") if language else ""
        return b"".join((self.head, msgspec.json.encode(name or self.names[""]), self.tail))

    def tell_hash(self) -> str:
        """Other letters as soon as anything of it is another."""
        return hashlib.sha256(self.write()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a feature is made of, beside its id, names and geometry."""

    values: Mapping[str, object]
    provenance: object
    wheelchair: str = "unknown"
    category: str = ""
    disputed: frozenset[str] = frozenset()
    """Keys on which sources disagree: nothing is promised to be there by them."""


def build_feature(
    id: str, *, names: Mapping[str, str], line: Sequence[tuple[float, float]], facts: Facts
) -> Feature:
    """The feature; `line` is its longitudes and latitudes, one for a point."""
    if not names.get(""):
        names = {**names, "": next((name for name in names.values() if name), "")}
    geometry = {
        "type": "Point" if len(line) == 1 else "LineString",
        "coordinates": list(line[0]) if len(line) == 1 else [list(point) for point in line],
    }
    head = {"type": "Feature", "id": id, "geometry": geometry}
    told = {language: name for language, name in names.items() if language and name}
    rest = {
        "names": told,
        "wheelchair": facts.wheelchair,
        **facts.values,
        "provenance": facts.provenance,
    }
    opened = msgspec.json.encode(head)[:-1] + b',"properties":{"id":' + msgspec.json.encode(id)
    return Feature(
        id=id,
        head=opened + b',"name":',
        tail=b"," + msgspec.json.encode(rest)[1:] + b"}",
        names=names,
        box=_find_box(line),
        wheelchair=facts.wheelchair,
        category=facts.category,
        has=frozenset(_list_there(facts)),
    )


def _list_there(facts: Facts) -> Iterator[str]:
    for key, value in facts.values.items():
        if is_there(key, str(value)) and key not in facts.disputed:
            yield key


def _find_box(line: Sequence[tuple[float, float]]) -> Box:
    lons, lats = [lon for lon, _ in line], [lat for _, lat in line]
    if not all(map(isfinite, [*lons, *lats])):
        raise ValueError("a feature without a position")
    return min(lons), min(lats), max(lons), max(lats)
