"""Reported pictures as the console shows them, and the rectangles that staff typed or drew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from modugil.core.errors import BadInput
from modugil.core.language import pick_text
from modugil.pages.catalogue import Words
from modugil.pages.console.posted import Posted
from modugil.pages.console.visit import Visit
from modugil.places.roadview.detectors import Box, Kind
from modugil.places.roadview.mend import MOST_BOXES
from modugil.places.roadview.picture import Picture
from modugil.places.roadview.road_view import RoadView

KINDS: tuple[Kind, ...] = ("face", "plate", "other")
SIDES = ("left", "top", "width", "height")
LEAST_ROWS = 3
"""So many empty rectangles a page offers where no script adds more."""
LONGEST_NUMBER = 6


class RowFault(BadInput):
    """A rectangle that is no rectangle."""

    def __init__(self, row: int) -> None:
        """The row counts from 1."""
        super().__init__(f"Rectangle {row} needs four whole numbers.")
        self.row = row


class BothTold(BadInput):
    """Rectangles, and at once that nothing was missed."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One reported picture in the list."""

    picture: Picture
    reason: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """One rectangle of the form as it was typed."""

    number: int
    kind: str
    left: str
    top: str
    width: str
    height: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.left or self.top or self.width or self.height)


def list_waiting(visit: Visit, road: RoadView) -> list[Waiting]:
    """What waits, what was reported first first."""
    tasks = road.list_reports()
    waiting = []
    for picture in road.list_hidden():
        task = tasks.get(picture.id)
        reason = pick_text(task.text, language=visit.language) if task is not None else ""
        since = task.opened if task is not None else picture.updated
        waiting.append(Waiting(picture, reason, since))
    return sorted(waiting, key=lambda one: one.since)


def read_rows(posted: Posted | None) -> list[Row]:
    """The rectangles of a form, and empty ones up to a few; more than the API takes are cut."""
    values = {name: _list_values(posted, name) for name in ("kind", *SIDES)}
    count = min(MOST_BOXES + 1, max(len(one) for one in values.values()))
    rows = []
    for number in range(max(count, LEAST_ROWS)):
        told = {name: one[number] if number < len(one) else "" for name, one in values.items()}
        kind = told.pop("kind")
        rows.append(Row(number + 1, kind if kind in KINDS else "face", **told))
    return rows


def build_boxes(rows: Sequence[Row]) -> list[Box]:
    """What is to be blurred. Errors: RowFault."""
    return [_build_box(row) for row in rows if not row.is_empty]


def count_boxes(words: Words, picture: Picture) -> list[tuple[str, int]]:
    """How much is blurred already, by kind."""
    kinds = [one.kind for one in picture.facts.boxes]
    return [(words(f"mending.kind_{kind}"), kinds.count(kind)) for kind in KINDS if kind in kinds]


def _list_values(posted: Posted | None, name: str) -> list[str]:
    return [value.strip() for key, value in posted.pairs if key == name] if posted else []


def _build_box(row: Row) -> Box:
    numbers = []
    for name in SIDES:
        text = getattr(row, name)
        if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
            raise RowFault(row.number)
        numbers.append(int(text))
    left, top, width, height = numbers
    kind = next(one for one in KINDS if one == row.kind)
    return Box(kind=kind, left=left, top=top, width=width, height=height, by="staff")
