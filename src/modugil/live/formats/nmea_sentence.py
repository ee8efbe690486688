"""One sentence of NMEA 0183, taken apart.

    $GNGGA,061230.10,3329.97728,N,12631.87130,E,4,18,0.7,40.2,M,23.1,M,1.0,0017*63

The checksum is the exclusive or of all bytes between $ and *. Source: NMEA 0183.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from modugil.core.errors import FixUnreadable

LONGEST_SENTENCE = 120
"""The standard says 82; receivers with many decimals write more."""
_SENTENCE = re.compile(r"\$([A-Z]{2})([A-Z]{3}),([^*$!]*)\*([0-9A-Fa-f]{2})")
_TIME = re.compile(r"(\d\d)(\d\d)(\d\d)(\.\d{1,6})?", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}(\.\d{1,12})?", re.ASCII)
_ANGLE = re.compile(r"(\d{1,3})(\d\d(?:\.\d{1,12})?)", re.ASCII)
_MOST_KNOWN = 1024
"""GGA and RMC of an instant tell the same time and place: the second need not be read again."""


class Sentence(NamedTuple):
    """Who talks (GP, GN, GL, GA, GB …), what kind it is, and its fields after the kind."""

    talker: str
    kind: str
    fields: list[str]


def parse_sentence(line: str) -> Sentence:
    """The sentence of one line.

    Errors:  FixUnreadable if it is none or its checksum is not that of its text.
    """
    match = _SENTENCE.fullmatch(line) if len(line) <= LONGEST_SENTENCE else None
    if match is None or not line.isascii():
        raise FixUnreadable(f"{line[:40]!r} is not a sentence of NMEA 0183.")
    told, found = int(match[4], 16), find_checksum(line[1:-3])
    if told != found:
        raise FixUnreadable(f"The checksum of {match[2]} is {told:02X} and should be {found:02X}.")
    return Sentence(match[1], match[2], match[3].split(","))


def find_checksum(text: str) -> int:
    """The exclusive or of all bytes between $ and *, half laid upon half until one is left."""
    folded, half = int.from_bytes(text.encode("ascii"), "big"), 8
    while half < 4 * len(text):
        half *= 2
    while half >= 8:
        folded ^= folded >> half
        half //= 2
    return folded & 0xFF


def build_sentence(text: str) -> str:
    """The sentence with that text between $ and *."""
    return f"${text}*{find_checksum(text):02X}"


@lru_cache(maxsize=_MOST_KNOWN)
def read_time_of_day(text: str) -> int:
    """Milliseconds since midnight of hhmmss.ss; a leap second is the midnight after it.

    Errors:  FixUnreadable if it is none.
    """
    match = _TIME.fullmatch(text)
    if match is None:
        raise FixUnreadable(f"The time is {text[:20]!r} and not hhmmss.ss.")
    hour, minute, second = int(match[1]), int(match[2]), int(match[3])
    if hour > 23 or minute > 59 or second > 60:
        raise FixUnreadable(f"There is no time {text[:20]}.")
    return ((hour * 60 + minute) * 60 + second) * 1000 + round(float(match[4] or 0) * 1000)


@lru_cache(maxsize=_MOST_KNOWN)
def read_angle(text: str, side: str, sides: str) -> float | None:
    """Degrees of ddmm.mmmm and N, S, E or W; None where both are empty.

    Errors:  FixUnreadable if it is none.
    """
    if not text and not side:
        return None
    match = _ANGLE.fullmatch(text)
    if match is None or side not in tuple(sides):
        raise FixUnreadable(
            f"The position is {text[:20]!r} {side[:5]!r}, not ddmm.mmmm and a side."
        )
    degrees = int(match[1]) + float(match[2]) / 60.0
    if float(match[2]) >= 60.0 or degrees > (90.0 if "N" in sides else 180.0):
        raise FixUnreadable(f"There is no position {text[:20]}.")
    return degrees if side == sides[0] else -degrees


def read_number(text: str, what: str) -> float | None:
    """A number not below zero, None where it is empty.

    Errors:  FixUnreadable if it is something else.
    """
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise FixUnreadable(f"The {what} is {text[:20]!r}.")
    return float(text)
