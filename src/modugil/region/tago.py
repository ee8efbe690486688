"""The numbers by which Korea's national bus API (TAGO) knows a region."""

from dataclasses import dataclass

HIGHEST_CITY_CODE = 99_999


@dataclass(frozen=True, slots=True)
class TagoNumbers:
    """City code and the letters before every id of a stop or line; in Jeju 39 and JEB."""

    city_code: int
    prefix: str = ""
