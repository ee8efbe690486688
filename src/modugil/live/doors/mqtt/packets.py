"""Packets of MQTT 3.1.1: bytes to values and back. Source: OASIS MQTT Version 3.1.1.

A packet is one byte (kind and flags), the length of the rest in one to four bytes of seven bits
each, and the rest. Texts are UTF-8 behind two bytes of length.
"""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from modugil.core.errors import BadInput


class Kind(IntEnum):
    """The upper four bits of a packet's first byte."""

    CONNECT = 1
    CONNACK = 2
    PUBLISH = 3
    PUBACK = 4
    PUBREC = 5
    PUBREL = 6
    PUBCOMP = 7
    SUBSCRIBE = 8
    SUBACK = 9
    UNSUBSCRIBE = 10
    UNSUBACK = 11
    PINGREQ = 12
    PINGRESP = 13
    DISCONNECT = 14


class Answer(IntEnum):
    """What CONNACK tells."""

    ACCEPTED = 0
    WRONG_VERSION = 1
    CLIENT_REFUSED = 2
    UNAVAILABLE = 3
    WRONG_CREDENTIAL = 4
    NOT_ALLOWED = 5


class PacketDamaged(BadInput):
    """Bytes that are no packet of MQTT 3.1.1, or one that this door does not take."""

    code = "packet_damaged"


PINGRESP = bytes((Kind.PINGRESP << 4, 0))
PINGREQ = bytes((Kind.PINGREQ << 4, 0))
DISCONNECT = bytes((Kind.DISCONNECT << 4, 0))
NO_SUBSCRIPTION = 0x80
_MOST_FILTERS = 64
_NOT_IN_TOPICS = ("+", "#", "\x00")


class Frame(NamedTuple):
    """Where a packet lies in a buffer: its first byte, and where its rest begins and ends."""

    first: int
    start: int
    end: int


class Publish(NamedTuple):
    """One message. `packet_id` is 0 with QoS 0."""

    topic: bytes
    packet_id: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class Connect:
    """What a client says of itself."""

    client: str
    clean: bool
    keep_alive_s: int
    username: str
    password: str = field(repr=False)
    version: int = 4


def find_frame(data: bytes, at: int, most: int) -> Frame | None:
    """The packet that begins there; None while its bytes are not all there.

    Errors:  PacketDamaged for a length that is none, or is above `most`.
    """
    length = shift = 0
    here = at + 1
    while here < len(data):
        byte = data[here]
        here += 1
        length |= (byte & 0x7F) << shift
        if length > most:
            raise PacketDamaged(f"A packet has {length} bytes.", allowed=f"It may have {most}.")
        if byte < 0x80:
            return Frame(data[at], here, here + length) if here + length <= len(data) else None
        shift += 7
        if shift > 21:
            raise PacketDamaged("The length of a packet has more than four bytes.")
    return None


def parse_publish(first: int, body: bytes) -> Publish:
    """The message of a PUBLISH, its topic not yet looked at. Errors: PacketDamaged."""
    qos = first & 0x06
    if qos > 0x02:
        raise PacketDamaged("QoS 2 is not spoken here.", allowed="Publish with QoS 0 or 1.")
    if not qos and first & 0x08:
        raise PacketDamaged("A message with QoS 0 is told to be sent again.")
    start = 2 + (body[0] << 8 | body[1]) if len(body) >= 2 else 0
    topic = body[2:start]
    end = start + 2 if qos else start
    if start <= 2 or end > len(body):
        raise PacketDamaged("A PUBLISH is too short.")
    packet_id = body[start] << 8 | body[start + 1] if qos else 0
    if qos and not packet_id:
        raise PacketDamaged("A packet has the number 0.")
    return Publish(topic, packet_id, body[end:])


def parse_topic(raw: bytes) -> str:
    """The text of a message's topic. Errors: PacketDamaged if it may not stand there."""
    try:
        topic = raw.decode("utf-8")
    except UnicodeDecodeError as cause:
        raise PacketDamaged("A topic is not UTF-8.") from cause
    if any(sign in topic for sign in _NOT_IN_TOPICS):
        raise PacketDamaged("A topic holds a wildcard.")
    return topic


def parse_connect(body: bytes) -> Connect:
    """What a CONNECT tells; of other versions only which one it is. Errors: PacketDamaged."""
    protocol, at = _read_text(body, 0)
    if len(body) < at + 4 or protocol not in ("MQTT", "MQIsdp"):
        raise PacketDamaged("This is no CONNECT.")
    version, flags = body[at], body[at + 1]
    if protocol != "MQTT" or version != 4:
        return Connect("", True, 0, "", "", version if version != 4 else 3)
    has_will, will_qos = flags & 0x04, flags >> 3 & 0x03
    damaged = flags & 0x01 or will_qos == 3 or (not has_will and flags & 0x38)
    if damaged or (flags & 0x40 and not flags & 0x80):
        raise PacketDamaged("The flags of a CONNECT contradict each other.")
    keep_alive_s = body[at + 2] << 8 | body[at + 3]
    client, at = _read_text(body, at + 4)
    if has_will:
        _, at = _read_text(body, at)
        _, at = _read_bytes(body, at)
    username, at = _read_text(body, at) if flags & 0x80 else ("", at)
    password, at = _read_text(body, at) if flags & 0x40 else ("", at)
    if at != len(body):
        raise PacketDamaged("A CONNECT is longer than what it tells.")
    return Connect(client, bool(flags & 0x02), keep_alive_s, username, password)


def parse_filters(body: bytes, *, with_qos: bool) -> tuple[int, int]:
    """The packet's number and how many topics a SUBSCRIBE or UNSUBSCRIBE names."""
    if len(body) < 2:
        raise PacketDamaged("A packet has no number.")
    at, count = 2, 0
    while at < len(body):
        _, at = _read_text(body, at)
        at += with_qos
        count += 1
        if count > _MOST_FILTERS:
            raise PacketDamaged("Too many topics are named at once.")
    if not count or at != len(body):
        raise PacketDamaged("A SUBSCRIBE or UNSUBSCRIBE is too short.")
    return body[0] << 8 | body[1], count


def _read_bytes(body: bytes, at: int) -> tuple[bytes, int]:
    if at + 2 > len(body):
        raise PacketDamaged("A packet is too short.")
    end = at + 2 + (body[at] << 8 | body[at + 1])
    if end > len(body):
        raise PacketDamaged("A packet is too short.")
    return body[at + 2 : end], end


def _read_text(body: bytes, at: int) -> tuple[str, int]:
    raw, end = _read_bytes(body, at)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as cause:
        raise PacketDamaged("A text is not UTF-8.") from cause
    if "\x00" in text:
        raise PacketDamaged("A text holds the sign U+0000.")
    return text, end


def build_packet(kind: Kind, body: bytes, *, flags: int = 0) -> bytes:
    """The whole packet."""
    length, head = len(body), bytearray((kind << 4 | flags,))
    while True:
        length, seven = divmod(length, 128)
        head.append(seven | (0x80 if length else 0))
        if not length:
            return bytes(head) + body


def build_connack(answer: Answer) -> bytes:
    """The answer to a CONNECT; there never is a session to go on with."""
    return bytes((Kind.CONNACK << 4, 2, 0, answer))


def build_puback(packet_id: int) -> bytes:
    """That the message of that number is safe."""
    return bytes((0x40, 2, packet_id >> 8, packet_id & 0xFF))


def build_suback(packet_id: int, count: int) -> bytes:
    """That none of the topics can be subscribed to."""
    return build_packet(
        Kind.SUBACK, packet_id.to_bytes(2, "big") + bytes((NO_SUBSCRIPTION,)) * count
    )


def build_unsuback(packet_id: int) -> bytes:
    """That nothing of these topics will come."""
    return build_packet(Kind.UNSUBACK, packet_id.to_bytes(2, "big"))


def build_connect(told: Connect) -> bytes:
    """The CONNECT of a terminal."""
    flags = 0x02 * told.clean | 0x80 * bool(told.username) | 0x40 * bool(told.password)
    head = encode_text("MQTT") + bytes((told.version, flags)) + told.keep_alive_s.to_bytes(2, "big")
    texts = [told.client, *filter(None, (told.username, told.password))]
    return build_packet(Kind.CONNECT, head + b"".join(map(encode_text, texts)))


def build_publish(topic: str, payload: bytes, *, packet_id: int = 0, again: bool = False) -> bytes:
    """A message: QoS 1 with a number, else QoS 0; `again` where it was sent before."""
    return build_message(encode_text(topic), payload, packet_id=packet_id, again=again)


def build_message(topic: bytes, payload: bytes, *, packet_id: int, again: bool = False) -> bytes:
    """The same where the topic stands ready, with its length before it."""
    number = packet_id.to_bytes(2, "big") if packet_id else b""
    flags = (0x02 | 0x08 * again) if packet_id else 0
    return build_packet(Kind.PUBLISH, b"".join((topic, number, payload)), flags=flags)


def mark_again(publish: bytes) -> bytes:
    """The same message, marked as sent before."""
    return bytes((publish[0] | 0x08,)) + publish[1:]


def encode_text(text: str) -> bytes:
    """A text as UTF-8 with its length before it."""
    return encode_bytes(text.encode("utf-8"))


def encode_bytes(raw: bytes) -> bytes:
    """Bytes with their length before them."""
    return len(raw).to_bytes(2, "big") + raw
