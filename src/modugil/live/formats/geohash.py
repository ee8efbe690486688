"""The geohash of HFP topics, and by how much a vehicle moved since its last message.

(60.123, 24.789) is `60;24/17/28/39`: the whole degrees, then the decimals of latitude and longitude
in pairs. Source: HFP v2, "geohash" and "geohash_level".
"""

from dataclasses import dataclass, field

DEEPEST_LEVEL = 5
NO_GEOHASH = ""
_MICRO = 1_000_000
_STEPS = tuple(_MICRO // 10**digits for digits in range(1, DEEPEST_LEVEL + 1))


def build_geohash(lat: float, lon: float) -> str:
    """The four levels of a topic; decimals are cut off, not rounded."""
    south, first = _split(lat)
    west, second = _split(lon)
    one, other = f"{first:06d}", f"{second:06d}"
    return f"{south};{west}/{one[0]}{other[0]}/{one[1]}{other[1]}/{one[2]}{other[2]}"


def _split(degrees: float) -> tuple[str, int]:
    """Whole degrees with their sign, and the decimals in millionths."""
    micro = round(abs(degrees) * _MICRO)
    whole, rest = divmod(micro, _MICRO)
    return f"{'-' if degrees < 0 else ''}{whole}", rest


def find_level(before: tuple[float, float], now: tuple[float, float]) -> int:
    """The most significant decimal that changed in either coordinate; 0 for the whole degrees.

    5 also where nothing changed.
    """
    return min(_changed(one, other) for one, other in zip(before, now, strict=True))


def _changed(before: float, now: float) -> int:
    (sign_before, first), (sign_now, second) = _split(before), _split(now)
    if sign_before != sign_now:
        return 0
    for level, step in enumerate(_STEPS, start=1):
        if first // step != second // step:
            return level
    return DEEPEST_LEVEL


@dataclass(slots=True)
class GeohashLevels:
    """Remembers each vehicle's last message to tell the level of the next."""

    _last: dict[str, tuple[tuple[float, float] | None, object]] = field(default_factory=dict)

    def next_level(
        self, vehicle: str, *, at: tuple[float, float] | None, others: object = None
    ) -> int:
        """The level of this message, which becomes the vehicle's last.

        Unknown: 0 without a position before or now, and where `others`, the parts of the topic that
                 are no place, changed.
        """
        place, rest = self._last.get(vehicle, (None, None))
        self._last[vehicle] = (at, others)
        if at is None or place is None or rest != others:
            return 0
        return find_level(place, at)

    def forget(self, vehicle: str) -> None:
        """The vehicle is gone; its next message is its first."""
        self._last.pop(vehicle, None)
