"""What a TAGO request asks for, and the ids by which stops and lines are known there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from modugil.answers.boards.sight import Sight
from modugil.answers.desk import Desk
from modugil.api.tago.envelope import GatewayFault, Page, Refused
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.region.tago import TagoNumbers
from modugil.region.timetable import Timetable

MOST_ROWS = 10_000
UNKNOWN_REGION = TagoNumbers(0)
"""Of a region that the national API does not know: no code is asked for, ids have no prefix."""


@dataclass(frozen=True, slots=True)
class TagoQuery:
    """One request: its words as they came, and how everything is at this instant."""

    words: Mapping[str, str]
    desk: Desk
    sight: Sight

    @property
    def timetable(self) -> Timetable:
        """The region's timetable."""
        return self.sight.timetable

    @property
    def numbers(self) -> TagoNumbers:
        """How the region is known there."""
        return self.desk.manifest.tago or UNKNOWN_REGION

    @property
    def ids(self) -> PublishedIds:
        """The feeds' own ids, FEED:ID where two feeds have the same one."""
        return self.desk.published or PublishedIds(self.timetable, zone=self.sight.zone)

    def get(self, name: str) -> str:
        """The word, whose name is told exactly as written: `nodeId` is not `nodeid`.

        Errors:  Refused if it is missing.
        """
        value = self.words.get(name, "").strip()
        if not value:
            raise Refused(GatewayFault.NO_MANDATORY_REQUEST_PARAMETERS_ERROR)
        return value

    def is_of_city(self) -> bool:
        """Whether the city asked for is this region; of another one we know nothing.

        Errors:  Refused if it is missing.
        """
        code = self.numbers.city_code
        return not code or self.get("cityCode") == str(code)

    def node_id(self, stop: int) -> str:
        """The id of that stop."""
        return self.numbers.prefix + self.ids.stops[stop]

    def route_id(self, route: int) -> str:
        """The id of that line."""
        return self.numbers.prefix + self.ids.routes[route]

    def find_stop(self, node_id: str) -> int | None:
        """The row of that stop, None if there is none."""
        return self.ids.find_stop(node_id.removeprefix(self.numbers.prefix))

    def find_route(self, route_id: str) -> int | None:
        """The row of that line, None if there is none."""
        return self.ids.find_route(route_id.removeprefix(self.numbers.prefix))

    def time(self, instant: datetime) -> str:
        """When something was measured, ISO 8601; which the national API does not tell."""
        return self.sight.time(instant)


def read_page(words: Mapping[str, str]) -> Page:
    """Which page is wanted.

    Errors:  Refused for what is no whole number from 1 on.
    """
    number, rows = words.get("pageNo", "1") or "1", words.get("numOfRows", "10") or "10"
    if not all(text.isascii() and text.isdigit() and len(text) < 8 for text in (number, rows)):
        raise Refused(GatewayFault.INVALID_REQUEST_PARAMETER_ERROR)
    if int(number) < 1 or not 1 <= int(rows) <= MOST_ROWS:
        raise Refused(GatewayFault.INVALID_REQUEST_PARAMETER_ERROR)
    return Page(int(number), int(rows))
