"""Mapbox Vector Tiles 2.1, written from arrays.

A tile is one protobuf message: layers (field 3), each with a name (1), features (2), keys (3),
values (4), an extent (5) and version 2 (15). A feature has tags (2), a type (3) and a geometry (4):
command integers `count << 3 | id`, each followed by zigzag deltas. Many lines with the same tags go
into one feature, so that whole arrays are encoded at once.

Source: Mapbox Vector Tile Specification 2.1, sections 4.3 and 5.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

EXTENT = 4096
MOVE_ONE = 1 << 3 | 1
LINE_TO = 2
I64 = NDArray[np.int64]


class GeometryType(IntEnum):
    """What the commands draw."""

    POINT = 1
    LINE = 2


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing of a layer: its kind of geometry, its commands as varints, and its tags."""

    type: GeometryType
    geometry: bytes
    tags: Mapping[str, str | int]


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Several lines in tile units, their points one after the other.

    Shapes:  `x`, `y` int64[points]; `start` int64[lines + 1] into them; every line has 2 or more.
             `source` int64[lines]: which of the lines asked for each one is a part of.
    """

    x: I64
    y: I64
    start: I64
    source: I64


def encode_points(x: I64, y: I64) -> list[bytes]:
    """The geometry of each point as a feature of its own."""
    commands = np.stack([np.full(len(x), MOVE_ONE, np.int64), _zigzag(x), _zigzag(y)], axis=1)
    return _split_varints(commands.ravel(), 3 * np.arange(len(x) + 1))


def encode_lines(lines: Lines, *, groups: I64) -> list[bytes]:
    """The geometries of groups of lines that follow one another: group g begins at `groups[g]`.

    Shapes:  `groups` int64[n + 1] into the lines.
    """
    if not len(lines.source):
        return [b""] * (len(groups) - 1)
    counts = np.diff(lines.start)
    rows = np.arange(len(counts))
    place = 2 * np.arange(len(lines.x)) + 2 * np.repeat(rows, counts) + 2
    place[lines.start[:-1]] -= 1  # the first point comes before its line's LineTo
    begin = 2 * lines.start + 2 * np.arange(len(lines.start))
    commands = np.zeros(int(begin[-1]), np.int64)
    commands[begin[:-1]] = MOVE_ONE
    commands[begin[:-1] + 3] = (counts - 1) << 3 | LINE_TO
    anew = lines.start[groups[:-1]]  # each group's first point counts from the corner
    for values, after in ((lines.x, 0), (lines.y, 1)):
        steps = np.diff(values, prepend=0)
        steps[anew] = values[anew]
        commands[place + after] = _zigzag(steps)
    return _split_varints(commands, begin[groups])


def encode_tile(layers: Mapping[str, Sequence[Feature]]) -> bytes:
    """The tile's bytes; layers without features are left out."""
    return b"".join(
        _field(3, _encode_layer(name, features)) for name, features in layers.items() if features
    )


def _encode_layer(name: str, features: Sequence[Feature]) -> bytes:
    keys: dict[str, int] = {}
    values: dict[str | int, int] = {}
    parts = [_field(1, name.encode())]
    parts += [_field(2, _encode_feature(one, keys, values)) for one in features]
    parts += [_field(3, key.encode()) for key in keys]
    parts += [_field(4, _encode_value(value)) for value in values]
    parts += [_key(5, 0) + _varint(EXTENT), _key(15, 0) + _varint(2)]
    return b"".join(parts)


def _encode_feature(feature: Feature, keys: dict[str, int], values: dict[str | int, int]) -> bytes:
    tags = b"".join(
        _varint(keys.setdefault(key, len(keys))) + _varint(values.setdefault(value, len(values)))
        for key, value in feature.tags.items()
    )
    return _field(2, tags) + _key(3, 0) + _varint(feature.type) + _field(4, feature.geometry)


def _encode_value(value: str | int) -> bytes:
    if isinstance(value, str):
        return _field(1, value.encode())
    return _key(6, 0) + _varint((value << 1) ^ (value >> 63))


def _zigzag(values: I64) -> I64:
    return (values << 1) ^ (values >> 63)


def _key(field: int, wire: int) -> bytes:
    return _varint(field << 3 | wire)


def _field(field: int, data: bytes) -> bytes:
    return _key(field, 2) + _varint(len(data)) + data


def _varint(value: int) -> bytes:
    parts = []
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def _split_varints(numbers: I64, start: I64) -> list[bytes]:
    """The numbers as base 128 varints, seven bits a byte, lowest first; one text for each part."""
    column = np.arange(5)
    length = 1 + (numbers[:, None] >= (1 << (7 * column[1:]))).sum(axis=1)
    sevens = (numbers[:, None] >> (7 * column)) & 0x7F
    more = column < (length - 1)[:, None]
    coded = (sevens | np.where(more, 0x80, 0)).astype(np.uint8)[column < length[:, None]]
    data = coded.tobytes()
    ends = np.concatenate([[0], np.cumsum(length)])[start].tolist()
    return [data[first:last] for first, last in pairwise(ends)]
