"""Records that are MessagePack each, as one array of MessagePack."""

import struct
from collections.abc import Sequence


def pack_array(records: Sequence[bytes]) -> bytes:
    """The array of these records; each is a whole value already. Source: MessagePack, array."""
    count = len(records)
    if count < 16:
        head = bytes([0x90 | count])
    elif count < 1 << 16:
        head = b"\xdc" + struct.pack(">H", count)
    else:
        head = b"\xdd" + struct.pack(">I", count)
    return head + b"".join(records)
