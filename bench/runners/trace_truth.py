"""How far matched places lie from where the bus was; only the standard library."""

from __future__ import annotations

import math
from typing import Any

METRES_A_DEGREE = 111_195.0


def offsets_m(matched: list[Any], truth: list[Any]) -> list[float | None]:
    """Metres from the true place to the matched one, None where there is none."""
    return [
        None
        if one is None
        else METRES_A_DEGREE
        * math.hypot(one[0] - true[0], (one[1] - true[1]) * math.cos(math.radians(true[0])))
        for one, true in zip(matched, truth, strict=True)
    ]
