"""Messages larger than a server takes, cut into pieces and put together again."""

import struct

_HEAD = struct.Struct(">IHH")
"""Number of the message, place of the piece, how many pieces there are."""


def cut(body: bytes, *, number: int, most_bytes: int) -> list[bytes]:
    """The message in pieces of at most so many bytes."""
    room = most_bytes - _HEAD.size
    parts = [body[at : at + room] for at in range(0, len(body), room)] or [b""]
    return [
        _HEAD.pack(number & 0xFFFFFFFF, place, len(parts)) + part
        for place, part in enumerate(parts)
    ]


class Pieces:
    """The pieces of one sender, which come in order; a message that misses one is left out."""

    def __init__(self) -> None:
        """Nothing has come."""
        self._number = -1
        self._parts: list[bytes] = []

    def add(self, piece: bytes) -> bytes | None:
        """The message that is whole with this piece, if it is."""
        if len(piece) < _HEAD.size:
            return None
        number, place, count = _HEAD.unpack_from(piece)
        if place == 0:
            self._number, self._parts = number, []
        if number != self._number or place != len(self._parts):
            return None
        self._parts.append(piece[_HEAD.size :])
        if len(self._parts) < count:
            return None
        body, self._parts = b"".join(self._parts), []
        return body
