"""Features as rows of a table, for files that hold all of them."""

import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from modugil.api.ogc.feature import Feature
from modugil.api.ogc.shelf import Shelf
from modugil.core.language import LANGUAGES
from modugil.places.vocabulary import FACTS

Row = dict[str, Any]
FIRST = ("id", "name", *(f"name_{language}" for language in LANGUAGES))
LAST = ("provenance",)
_APART = ("id", "name", "names", "wheelchair", "provenance")


class _Read(msgspec.Struct):
    geometry: dict[str, Any]
    properties: dict[str, Any]


_DECODER = msgspec.json.Decoder(_Read)


def read_row(feature: Feature) -> tuple[Row, list[list[float]]]:
    """The feature's values by column, and its points, longitude first."""
    read = _DECODER.decode(feature.write())
    given = read.properties
    row: Row = {"id": feature.id, "name": given["name"]}
    row |= {f"name_{language}": given["names"].get(language) for language in LANGUAGES}
    row["wheelchair"] = given["wheelchair"]
    row |= {key: value for key, value in given.items() if key not in _APART}
    row["provenance"] = msgspec.json.encode(given["provenance"]).decode()
    points = read.geometry["coordinates"]
    return row, [points] if read.geometry["type"] == "Point" else points


def list_features(shelf: Shelf) -> Iterator[Feature]:
    """Every feature that is there, in order."""
    return (feature for _, feature in shelf.list_from(0))


def list_columns(keys: Iterable[str]) -> list[str]:
    """The columns that rows with these keys need, in the order in which facts are told."""
    order = {key: at for at, key in enumerate(FACTS)}
    told = sorted(
        (key for key in keys if key not in (*FIRST, *LAST, "wheelchair")),
        key=lambda key: order.get(key, -1),
    )
    return [*FIRST, "wheelchair", *told, *LAST]


def write_wkt(points: Sequence[Sequence[float]]) -> str:
    """The geometry as text."""
    told = ", ".join(f"{point[0]!r} {point[1]!r}" for point in points)
    return f"POINT ({told})" if len(points) == 1 else f"LINESTRING ({told})"


def write_wkb(points: Sequence[Sequence[float]]) -> bytes:
    """The geometry as bytes. Source: OGC 06-103r4, well-known binary, little-endian."""
    flat = [number for point in points for number in point[:2]]
    if len(points) == 1:
        return struct.pack("<BI2d", 1, 1, *flat)
    return struct.pack(f"<BII{len(flat)}d", 1, 2, len(points), *flat)
