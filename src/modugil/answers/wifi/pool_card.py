"""The month's data in words, for staff."""

import msgspec

from modugil.answers.wifi.wifi_card import Moment
from modugil.answers.wifi.wifi_words import LEVELS, RISKS, SOUND
from modugil.core.language import Language
from modugil.live.wifi.pool_state import PoolState


class DayUse(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What one day used, as far as it was listened to."""

    day: str
    used_bytes: int


class PoolAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The region's data of one month; None where nothing is known."""

    as_of: str
    month: str
    used_bytes: int
    pool_bytes: int | None
    used_ratio: float | None
    rate_bytes_per_day: int | None
    """Of the last 24 hours, whatever the weekday."""
    runs_out: str | None
    """The day on which it is gone at that rate; None if it lasts, or is not known."""
    level: str
    """unknown, lasts, runs_out, nearly_out or out."""
    access_points: int
    """How many have counted this month."""
    days: list[DayUse]
    text: str
    risk: str
    """What it means for the positions of buses; empty as long as the data lasts."""


def tell_pool(pool: PoolState, *, moment: Moment, language: Language) -> PoolAnswer:
    """The month as it stands."""
    rate = pool.rate_bytes_per_day
    return PoolAnswer(
        as_of=moment.tell(pool.as_of),
        month=pool.month,
        used_bytes=pool.used_bytes,
        pool_bytes=pool.pool_bytes,
        used_ratio=round(pool.used_bytes / pool.pool_bytes, 4) if pool.pool_bytes else None,
        rate_bytes_per_day=round(rate) if rate is not None else None,
        runs_out=pool.runs_out.isoformat() if pool.runs_out is not None else None,
        level=pool.level.value,
        access_points=pool.access_points,
        days=[DayUse(day=day.isoformat(), used_bytes=used) for day, used in pool.days],
        text=LEVELS[language][pool.level],
        risk="" if pool.level in SOUND else RISKS[language],
    )
