"""Which services run on a day, and which days a timetable covers."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from modugil.region.timetable import Services


def active_services(services: Services, *, day: date) -> NDArray[np.bool_]:
    """For each service whether it runs on that day; none does on a day outside the timetable."""
    number = day.toordinal() - services.first_day
    if not 0 <= number < services.day_count:
        return np.zeros(len(services.id), np.bool_)
    return (services.active[:, number // 8] >> (number % 8) & 1).astype(np.bool_)


def first_day(services: Services) -> date | None:
    """The first day on which any service runs, None if none ever does."""
    return date.fromordinal(services.first_day) if services.day_count else None


def last_day(services: Services) -> date | None:
    """The last day on which any service runs, None if none ever does."""
    if not services.day_count:
        return None
    return date.fromordinal(services.first_day + services.day_count - 1)
