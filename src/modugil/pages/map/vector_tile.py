"""Mapbox Vector Tiles 2.1, written from arrays.

A tile is one protobuf message: layers (field 3), each with a name (1), features (2), keys (3),
values (4), an extent (5) and version 2 (15). A feature has tags (2), a type (3) and a geometry (4):
command integers `count << 3 | id`, each followed by zigzag deltas. Many lines with the same tags go
into one feature, so that whole arrays are encoded at once.

Source: Mapbox Vector Tile Specification 2.1, sections 4.3 and 5.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

EXTENT = 4096
MOVE_ONE = 1 << 3 | 1
LINE_TO = 2
U32 = NDArray[np.uint32]
I64 = NDArray[np.int64]


class GeometryType(IntEnum):
    """What the commands draw."""

    POINT = 1
    LINE = 2


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing of a layer: its kind of geometry, its command integers and its tags."""

    type: GeometryType
    geometry: U32
    tags: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Lines:
    """Several lines in tile units, their points one after the other.

    Shapes:  `x`, `y` int64[points]; `start` int64[lines + 1] into them; every line has 2 or more.
    """

    x: I64
    y: I64
    start: I64


def point_commands(x: int, y: int) -> U32:
    """The commands that draw one point."""
    return np.concatenate([[MOVE_ONE], _zigzag(np.array([x, y], np.int64))]).astype(np.uint32)


def line_commands(lines: Lines) -> U32:
    """The commands that draw all the lines, one after the other."""
    counts = np.diff(lines.start)
    rows = np.arange(len(counts))
    line_of_point = np.repeat(rows, counts)
    place = 2 * np.arange(len(lines.x)) + 2 * line_of_point + 2
    place[lines.start[:-1]] -= 1  # the first point comes before its line's LineTo
    commands = np.zeros(2 * len(lines.x) + 2 * len(counts), np.uint32)
    begin = 2 * lines.start[:-1] + 2 * rows
    commands[begin] = MOVE_ONE
    commands[begin + 3] = (counts - 1) << 3 | LINE_TO
    commands[place] = _zigzag(np.diff(lines.x, prepend=0))
    commands[place + 1] = _zigzag(np.diff(lines.y, prepend=0))
    return commands


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
    tags: list[int] = []
    for key, value in feature.tags.items():
        tags += [keys.setdefault(key, len(keys)), values.setdefault(value, len(values))]
    return b"".join(
        (
            _field(2, _varints(tags)),
            _key(3, 0) + _varint(feature.type),
            _field(4, _varints(feature.geometry)),
        )
    )


def _encode_value(value: str | int) -> bytes:
    if isinstance(value, str):
        return _field(1, value.encode())
    return _key(6, 0) + _varints(_zigzag(np.array([value], np.int64)))


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


def _varints(values: Iterable[int] | U32 | I64) -> bytes:
    """Base 128 varints of numbers below 2**35, seven bits a byte, lowest first."""
    number = np.asarray(values, np.uint64)
    column = np.arange(5, dtype=np.uint64)
    sevens = (number[:, None] >> (7 * column)) & np.uint64(0x7F)
    length = 1 + (number[:, None] >= (np.uint64(1) << (7 * column[1:]))).sum(axis=1)
    more = column[None, :] < (length - 1)[:, None]
    used = column[None, :] < length[:, None]
    coded = sevens.astype(np.uint8) | np.where(more, 0x80, 0).astype(np.uint8)
    return bytes(coded[used])
