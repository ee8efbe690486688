"""The phrases of one language about a day out; gaps as in `sights.sentences.fill`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutingPhrases:
    """One language's sentences."""

    start: str
    stay: str
    pass_by: str
    toilet: str
    charge: str
    end: str
    waits: str
    """Added where one waits until it opens."""
    has_toilet: str
    """Added where the place one goes to has a toilet one can use."""
    fills: str
    """Added where one charges during a stay."""
    summary: str
    summary_charge: str
    summary_toilet: str
    battery_ends: str
    reserve_ends: str
    toilet_gap: str
    fits: str
    same: str
    short_toilet: str
    short_battery: str
    short_both: str
    short_unsure: str
    """The same where it is not certain that each alone cannot be kept."""
    farthest: str
    """Added where it is known how far one comes."""
    untried: str
    """Added where not everything was tried: a better day may exist."""
    untried_limits: str
    """The same where even one that keeps the limits may exist."""
    short_ways: str
    assume_effort: str
    assume_slope: str
    """Said where some slopes are not known."""
    assume_charge: str
    assume_reserve: str
    assume_toilet: str
    assume_unknown_refused: str
    assume_unknown_accepted: str
    assume_near: str
    hours: str
    hours_minutes: str
    minutes: str
    between: str = " "
    """Between two sentences."""
