"""The published ids of a timetable, kept from one look at a form to the next."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from modugil.answers.boards.sight import Sight
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.region.timetable import Timetable

KEPT_TIMETABLES = 2


def get_ids(sight: Sight) -> PublishedIds:
    """The ids by which messages name stops, lines and runs."""
    return _get_ids(sight.timetable, sight.zone)


@lru_cache(maxsize=KEPT_TIMETABLES)
def _get_ids(timetable: Timetable, zone: ZoneInfo) -> PublishedIds:
    return PublishedIds(timetable, zone=zone)
