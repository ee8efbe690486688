"""The whole fleet of one tick, drawn once for all who look, as JSON and as columns to choose by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec
import numpy as np
from numpy.typing import NDArray

from modugil.answers.boards.dots import DotFacts, DotPainter
from modugil.answers.boards.sight import Sight
from modugil.live.snapshot.vehicle_state import VehicleState

I32 = NDArray[np.int32]
F64 = NDArray[np.float64]
NO_TRIP = -1


@dataclass(frozen=True, slots=True)
class Drawn:
    """One vehicle: as it was told, and its JSON with all facts and without them."""

    state: VehicleState
    facts: DotFacts
    full: bytes
    brief: bytes


@dataclass(frozen=True, eq=False)
class Scene:
    """One tick. `news` tells of each vehicle that changed whether its facts did too."""

    version: int
    now_ms: int
    drawn: Mapping[str, Drawn]
    news: Mapping[str, bool]
    gone: frozenset[str]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The vehicles, in the order of all columns."""
        return tuple(self.drawn)

    @cached_property
    def lat(self) -> F64:
        """Degrees north."""
        return np.array([one.state.at.lat for one in self.drawn.values()], np.float64)

    @cached_property
    def lon(self) -> F64:
        """Degrees east."""
        return np.array([one.state.at.lon for one in self.drawn.values()], np.float64)

    @cached_property
    def trip(self) -> I32:
        """Rows of the timetable's trips, NO_TRIP without one."""
        runs = (one.state.run for one in self.drawn.values())
        return np.array([NO_TRIP if run is None else run.trip for run in runs], np.int32)

    @cached_property
    def next_position(self) -> I32:
        """The stop at which each stands, else the one to which it comes."""
        return np.array([_next_position(one.state) for one in self.drawn.values()], np.int32)


EMPTY = Scene(-1, 0, {}, {}, frozenset())


class SceneDrawer:
    """Draws one scene after the other; what did not change is not drawn again."""

    def __init__(self) -> None:
        """Nothing is drawn yet."""
        self._before = EMPTY
        self._painter = DotPainter()

    def draw(
        self, sight: Sight, states: Sequence[VehicleState], *, version: int, now_ms: int
    ) -> Scene:
        """The fleet as it is now, and what is new since the scene before."""
        before, drawn, news = self._before.drawn, dict[str, Drawn](), dict[str, bool]()
        for state in states:
            known = before.get(state.vehicle)
            facts = self._painter.facts(sight, state)
            if known is None or known.facts != facts:
                news[state.vehicle] = True
            elif known.state != state:
                news[state.vehicle] = False
            else:
                drawn[state.vehicle] = known
                continue
            drawn[state.vehicle] = Drawn(
                state,
                facts,
                msgspec.json.encode(self._painter.paint(state, facts)),
                msgspec.json.encode(self._painter.paint(state, None)),
            )
        gone = frozenset(name for name in before if name not in drawn)
        self._before = Scene(version, now_ms, drawn, news, gone)
        return self._before


def _next_position(state: VehicleState) -> int:
    if state.last_position is None:
        return 0
    return state.last_position if state.at_stop else state.last_position + 1
