"""Which part of the fleet somebody looks at: a box, a line, the buses that come to a stop."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.answers.boards.scene import NO_TRIP, Scene
from modugil.answers.boards.sight import Sight
from modugil.core.errors import BadInput
from modugil.region.manifest import Bounds
from modugil.region.timetable import Timetable

Bools = NDArray[np.bool_]
NEVER = -1


@dataclass(frozen=True, slots=True)
class View:
    """What is wanted; all that is given must hold. Equal views share one channel."""

    bounds: Bounds | None = None
    line: str = ""
    """The number on the bus, or the route id."""
    stops: tuple[int, ...] = ()
    """Rows of stops; the buses wanted are those that still call at one of them."""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == EVERYTHING


EVERYTHING = View()


class Lens:
    """A view over one timetable, ready to look at scene after scene."""

    def __init__(self, view: View, sight: Sight) -> None:
        """Look up once what the line and the stops are.

        Errors:  BadInput if there is no such line.
        """
        self._bounds = view.bounds
        timetable = sight.timetable
        self._routes = _is_route(timetable, view.line) if view.line else None
        self._last_call = _last_calls(timetable, view.stops) if view.stops else None
        self._trips = timetable.trips

    def choose(self, scene: Scene) -> frozenset[str]:
        """The vehicles of the scene that are in view."""
        inside = np.ones(len(scene.names), np.bool_)
        if self._bounds is not None:
            box = self._bounds
            inside &= (box.south <= scene.lat) & (scene.lat <= box.north)
            inside &= (box.west <= scene.lon) & (scene.lon <= box.east)
        if self._routes is not None or self._last_call is not None:
            inside &= self._choose_trips(scene)
        return frozenset(scene.names[row] for row in np.flatnonzero(inside).tolist())

    def _choose_trips(self, scene: Scene) -> Bools:
        driven = scene.trip != NO_TRIP
        trip = np.where(driven, scene.trip, 0)
        if self._routes is not None:
            driven &= self._routes[self._trips.route[trip]]
        if self._last_call is not None:
            driven &= scene.next_position <= self._last_call[self._trips.pattern[trip]]
        return np.asarray(driven, np.bool_)


def _is_route(timetable: Timetable, line: str) -> Bools:
    lines, wanted = timetable.lines, line.casefold()
    told = (
        {lines.id[row], *lines.short_names.all_of(row).values()} for row in range(len(lines.id))
    )
    routes = np.array([wanted in {one.casefold() for one in names} for names in told], np.bool_)
    if not routes.any():
        raise BadInput(
            f"There is no line {line[:40]!r}.",
            allowed="Give the number on the bus, or the route id.",
        )
    return routes


def _last_calls(timetable: Timetable, stops: tuple[int, ...]) -> NDArray[np.int32]:
    """Of each pattern the last position at which it calls at one of the stops, else NEVER."""
    patterns = timetable.patterns
    last = np.full(len(patterns.stop_start) - 1, NEVER, np.int32)
    for stop in stops:
        first, end = patterns.at_stop_start[stop : stop + 2].tolist()
        served, position = patterns.at_stop_pattern[first:end], patterns.at_stop_position[first:end]
        np.maximum.at(last, served, position)
    return last
