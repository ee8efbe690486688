"""A line as a text of letters. Source: the encoded polyline algorithm, with six decimals."""

from collections.abc import Iterable

PRECISION = 6


def encode_polyline(points: Iterable[tuple[float, float]]) -> str:
    """The line through these (latitude, longitude)."""
    text: list[str] = []
    before = (0, 0)
    for lat, lon in points:
        at = (round(lat * 10**PRECISION), round(lon * 10**PRECISION))
        text += [_encode(at[0] - before[0]), _encode(at[1] - before[1])]
        before = at
    return "".join(text)


def _encode(number: int) -> str:
    rest = ~(number << 1) if number < 0 else number << 1
    letters = []
    while rest >= 0x20:
        letters.append(chr((0x20 | (rest & 0x1F)) + 63))
        rest >>= 5
    letters.append(chr(rest + 63))
    return "".join(letters)
