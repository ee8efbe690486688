"""What is asked: from where, to where, when, for whom."""

from dataclasses import dataclass, field

from modugil.core.language import Language
from modugil.routing.needs import Needs
from modugil.routing.presets import get_preset

MAX_BOARDINGS = 30
"""So many that no arrival is missed; the search ends where more boardings gain nothing."""
MAX_WINDOW_S = 4 * 3600


def _walking() -> Needs:
    return get_preset("walking")


@dataclass(frozen=True, slots=True, kw_only=True)
class TripQuestion:
    """One question for a trip.

    Units:   `at` as ISO 8601, local without an offset; None means now. `window_s` 0 asks for one
             moment, more for every departure (or arrival) within that many seconds after (before).
    """

    start: str
    end: str
    at: str | None = None
    arrive_by: bool = False
    needs: Needs = field(default_factory=_walking)
    language: Language = "en"
    window_s: int = 0
    max_boardings: int = MAX_BOARDINGS
    explain: bool = True
    """Whether to look for the quicker way that was refused, and why."""
