"""A feed message as JSON, as proto3 maps it: lowerCamelCase, words for numbers, 64 bits as text.

A 32-bit number is written with the fewest digits that mean it. Written by hand as the general
writer takes several times as long for a whole fleet; a test holds both equal.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
import numpy as np
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

_WIDE = {
    FieldDescriptor.TYPE_INT64, FieldDescriptor.TYPE_UINT64, FieldDescriptor.TYPE_SINT64,
    FieldDescriptor.TYPE_FIXED64, FieldDescriptor.TYPE_SFIXED64,
}  # fmt: skip
Convert = Callable[[Any], Any]


def write_json(message: Message) -> bytes:
    """The message as JSON."""
    return msgspec.json.encode(to_plain(message))


def to_plain(message: Message) -> dict[str, Any]:
    """The message as dictionaries, lists, texts and numbers."""
    told: dict[str, Any] = {}
    for field, value in message.ListFields():
        name, convert, repeated = _writer(field)
        if repeated:
            told[name] = [convert(one) for one in value]
        else:
            told[name] = convert(value)
    return told


@cache
def _writer(field: FieldDescriptor) -> tuple[str, Convert, bool]:
    return field.json_name, _choose(field), bool(field.is_repeated)


def _choose(field: FieldDescriptor) -> Convert:
    if field.message_type is not None:
        return to_plain
    if field.type == FieldDescriptor.TYPE_ENUM:
        names = {one.number: one.name for one in field.enum_type.values}
        return lambda value: names.get(value, value)
    if field.type in _WIDE:
        return str
    if field.type == FieldDescriptor.TYPE_FLOAT:
        return lambda value: float(str(np.float32(value)))
    return lambda value: value
