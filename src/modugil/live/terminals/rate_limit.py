"""How many fixes a terminal may send: steadily a few a second, and a back-fill at once."""

from dataclasses import dataclass

from modugil.core.errors import SettingsInvalid

_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class RateSettings:
    """What one terminal may send before fixes of it are refused."""

    fixes_per_s: int = 3
    """How many fixes a second a terminal may send for as long as it likes, 1 to 1000."""
    burst_fixes: int = 1200
    """How many it may send at once after being silent, 1 to 1,000,000: twenty minutes at 1 Hz."""

    def __post_init__(self) -> None:
        """Refuse values that cannot be meant.

        Errors:  SettingsInvalid naming the setting and what it may be.
        """
        for name, most in (("fixes_per_s", 1000), ("burst_fixes", 1_000_000)):
            if not 1 <= getattr(self, name) <= most:
                raise SettingsInvalid(
                    f"The setting {name} is {getattr(self, name)}.",
                    allowed=f"It may be from 1 to {most}.",
                )


class RateLimiter:
    """A bucket of fixes for each terminal, which fills steadily and is emptied by what it sends.

    Called from one thread; keys are terminals that have logged in, so there are never more buckets
    than credentials.
    """

    def __init__(self, settings: RateSettings) -> None:
        """Begin with every bucket full."""
        self._per_ms = settings.fixes_per_s
        self._full = settings.burst_fixes * _THOUSAND
        self._buckets: dict[str, list[int]] = {}

    def allow(self, key: str, count: int, now_ms: int) -> bool:
        """Whether that many fixes may come now; only then are they counted.

        Units:   whole thousandths of a fix inside, so that nothing is lost to rounding. A clock
                 that goes back fills nothing and takes nothing away.
        """
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = [self._full, now_ms]
        left, at_ms = bucket
        if now_ms > at_ms:
            left = min(self._full, left + (now_ms - at_ms) * self._per_ms)
        left -= count * _THOUSAND
        allowed = left >= 0
        bucket[0] = left if allowed else left + count * _THOUSAND
        bucket[1] = now_ms
        return allowed

    def forget(self, key: str) -> None:
        """The credential is dead; not for one that only hangs up, whose next bucket is full."""
        self._buckets.pop(key, None)
