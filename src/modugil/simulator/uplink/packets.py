"""The few packets of MQTT 3.1.1 that a terminal writes and reads.

Source:  OASIS MQTT 3.1.1, sections 2.2, 3.1 to 3.4, 3.12 and 3.14.
"""

import struct

CONNACK, PUBACK, PINGRESP = 0x20, 0x40, 0xD0
PINGREQ = b"\xc0\x00"
DISCONNECT = b"\xe0\x00"
QOS_1 = 0x32
QOS_1_AGAIN = 0x3A
_CLEAN_SESSION, _PASSWORD, _USER_NAME = 0x02, 0x40, 0x80


def encode_length(length: int) -> bytes:
    """The length of a packet's rest, seven bits a byte, the lowest first."""
    if length < 128:
        return bytes((length,))
    parts = bytearray()
    while True:
        length, low = divmod(length, 128)
        parts.append(low | (128 if length else 0))
        if not length:
            return bytes(parts)


def encode_text(text: bytes) -> bytes:
    """A text with its length before it."""
    return struct.pack(">H", len(text)) + text


def build_connect(client: str, *, username: str, secret: str, keep_alive_s: int) -> bytes:
    """CONNECT with a session of its own and a name and password."""
    flags = _CLEAN_SESSION | _USER_NAME | _PASSWORD
    rest = b"\x00\x04MQTT\x04" + bytes((flags,)) + struct.pack(">H", keep_alive_s)
    rest += b"".join(encode_text(text.encode()) for text in (client, username, secret))
    return b"\x10" + encode_length(len(rest)) + rest


def build_publish(topic: bytes, number: int, payload: bytes) -> bytes:
    """PUBLISH with QoS 1; `topic` has its length before it already."""
    length = encode_length(len(topic) + 2 + len(payload))
    return b"".join((b"\x32", length, topic, number.to_bytes(2, "big"), payload))


def mark_again(packet: bytes) -> bytes:
    """The same PUBLISH, marked as sent before."""
    return bytes((QOS_1_AGAIN,)) + packet[1:]
