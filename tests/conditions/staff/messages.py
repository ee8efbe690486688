"""Messages that can be told as they stand; a test changes one thing."""

from datetime import timedelta
from typing import Any

from tests.conditions.staff.conftest import NOW, TODAY

from modugil.conditions.conditions import Span
from modugil.conditions.staff.messages import (
    Cancellation,
    Detour,
    ReplacementStop,
    ServiceAlert,
    Touched,
)
from modugil.core.geo import LatLon

HOUR = timedelta(hours=1)


def alert(**told: Any) -> ServiceAlert:
    given: dict[str, Any] = {
        "id": "a1",
        "header": {"ko": "정류소 공사", "en": "Works at the stop", "zh": "施工", "ja": "工事"},
        "description": {"ko": "남로 공사로 혼잡합니다.", "en": "Works on South Road."},
        "touches": (Touched(stop="W2"),),
        "active": (Span(NOW - HOUR, NOW + HOUR),),
    }
    return ServiceAlert(**(given | told))


def cancellation(**told: Any) -> Cancellation:
    given: dict[str, Any] = {"id": "c1", "trip": "R1-W1-560", "day": TODAY}
    return Cancellation(**(given | told))


def detour(**told: Any) -> Detour:
    """The 365 from west to east leaves its way before W2 and comes back at E1, for an hour."""
    given: dict[str, Any] = {
        "id": "d1",
        "route": "R1",
        "from_stop": "W2",
        "to_stop": "W2",
        "span": Span(NOW, NOW + HOUR),
        "reason": {"ko": "남로 공사.", "en": "Works on South Road."},
        "replacements": (
            ReplacementStop("tmp1", LatLon(33.5, 126.501), {"ko": "임시", "en": "Temporary"}, 150),
        ),
        "delay_s": 180,
    }
    return Detour(**(given | told))
