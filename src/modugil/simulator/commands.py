"""What can be made to happen to a running fleet: asked from any thread, done between seconds."""

from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue

import numpy as np

from modugil.conditions.conditions import TripRun
from modugil.core.access import Access
from modugil.core.errors import BadInput
from modugil.simulator.fleet import HintFault
from modugil.simulator.model import Model
from modugil.simulator.telling import Terminals
from modugil.simulator.vehicle_row import Mode

Target = str | TripRun
"""A vehicle by its name, or the vehicle that drives (or will drive) a run."""
HOUR_MS = 3_600_000
DETOUR_BEGINS_M = 120.0
BUNCH_M = 80.0
LONGEST_BUNCH_MS = 2_400_000


class Commands:
    """Each command returns a future of the vehicle's name that it touched.

    Errors:  the future holds BadInput where there is no such vehicle, or it cannot do that now.
    """

    def __init__(self) -> None:
        """Nothing is asked yet."""
        self._asked: SimpleQueue[tuple[Callable[[Model, Terminals], str], Future[str]]]
        self._asked = SimpleQueue()
        self._bunches: dict[int, int] = {}

    def delay(self, target: Target, *, seconds: float) -> "Future[str]":
        """The vehicle stands for so long, wherever it is; before a run it leaves so much later."""
        return self._ask(lambda model, _: _delay(model, _find(model, target), seconds, target))

    def break_down(self, target: Target) -> "Future[str]":
        """The vehicle stands for good; one in reserve takes its later runs."""
        return self._ask(lambda model, _: _break_down(model, _find(model, target)))

    def bunch(self, target: Target) -> "Future[str]":
        """The vehicle stands until the next one of its line has caught up."""
        return self._ask(lambda model, _: self._bunch(model, _find(model, target)))

    def take_over(self, target: Target, *, low_floor: int = Access.NO) -> "Future[str]":
        """A vehicle in reserve with such a floor takes the place; the future is its name."""
        return self._ask(lambda model, _: _take_over(model, _find(model, target), low_floor))

    def detour(
        self, target: Target, *, length_m: float = 1200.0, offset_m: float = 250.0
    ) -> "Future[str]":
        """The vehicle leaves its way soon, drives beside it and leaves out the stops between."""
        return self._ask(lambda model, _: _detour(model, _find(model, target), length_m, offset_m))

    def shift_clock(self, target: Target, *, by_ms: int = HOUR_MS) -> "Future[str]":
        """The terminal's clock is so much ahead of the time (0: right again)."""

        def shift(model: Model, terminals: Terminals) -> str:
            row = _find(model, target)
            terminals.clock_error_ms[row] = by_ms
            return model.vehicles[row].name

        return self._ask(shift)

    def freeze(self, target: Target, *, is_frozen: bool = True) -> "Future[str]":
        """The terminal tells the same place from now on, with a running clock."""

        def freeze(model: Model, terminals: Terminals) -> str:
            row = _find(model, target)
            terminals.freeze(row)
            terminals.is_frozen[row] = is_frozen
            return model.vehicles[row].name

        return self._ask(freeze)

    def silence(self, target: Target, *, is_silent: bool = True) -> "Future[str]":
        """The terminal tells nothing from now on, as where its power fails; the bus drives on."""

        def silence(model: Model, terminals: Terminals) -> str:
            row = _find(model, target)
            terminals.is_silent[row] = is_silent
            return model.vehicles[row].name

        return self._ask(silence)

    def break_wifi(self, target: Target, *, is_down: bool = True) -> "Future[str]":
        """The vehicle's Wi-Fi is down from now on, and says so; its terminal goes on speaking."""

        def set_down(model: Model, terminals: Terminals) -> str:
            row = _find(model, target)
            terminals.wifi_down[row] = is_down
            return model.vehicles[row].name

        return self._ask(set_down)

    def stick_wifi_name(self, target: Target, *, is_stuck: bool = True) -> "Future[str]":
        """The vehicle's network keeps a name of its own, whichever line it drives."""

        def set_stuck(model: Model, terminals: Terminals) -> str:
            row = _find(model, target)
            terminals.wifi_stuck[row] = is_stuck
            return model.vehicles[row].name

        return self._ask(set_stuck)

    def set_hint(self, target: Target, *, fault: HintFault) -> "Future[str]":
        """The terminal names no trip, a wrong one, or the right one again."""

        def set_fault(model: Model, terminals: Terminals) -> str:
            row = _find(model, target)
            terminals.hint_fault[row] = fault
            return model.vehicles[row].name

        return self._ask(set_fault)

    def _ask(self, command: Callable[[Model, Terminals], str]) -> "Future[str]":
        future: Future[str] = Future()
        self._asked.put((command, future))
        return future

    def apply(self, model: Model, terminals: Terminals) -> None:
        """Do everything that was asked; to be called between two seconds by whoever drives."""
        while True:
            try:
                command, future = self._asked.get_nowait()
            except Empty:
                break
            try:
                future.set_result(command(model, terminals))
            except BadInput as fault:
                future.set_exception(fault)
        for row, until_ms in list(self._bunches.items()):
            if model.now_ms >= until_ms or _is_caught_up(model, row):
                model.fleet["hold_until_ms"][row] = model.now_ms
                del self._bunches[row]

    def _bunch(self, model: Model, row: int) -> str:
        _require_driving(model, row)
        until_ms = model.now_ms + LONGEST_BUNCH_MS
        model.fleet["hold_until_ms"][row] = until_ms
        self._bunches[row] = until_ms
        return model.vehicles[row].name


def _find(model: Model, target: Target) -> int:
    """The row of the vehicle that is meant."""
    if isinstance(target, TripRun):
        run = model.find_run_row(target)
        if run is not None:
            driving = np.flatnonzero(model.fleet["run"] == run)
            return int(driving[0]) if len(driving) else int(model.world.runs["vehicle"][run])
        raise BadInput(f"Nobody drives trip {target.trip} on {target.day}.")
    for vehicle in model.vehicles:
        if vehicle.name == target:
            return vehicle.row
    raise BadInput(f"There is no vehicle {target!r}.")


def _require_driving(model: Model, row: int) -> None:
    if model.fleet["mode"][row] not in (Mode.DRIVING, Mode.AT_STOP):
        raise BadInput(f"The vehicle {model.vehicles[row].name} is on no run now.")


def _delay(model: Model, row: int, seconds: float, target: Target) -> str:
    from_ms = model.now_ms
    run = int(model.fleet["run"][row])
    if run < 0:
        raise BadInput(f"The vehicle {model.vehicles[row].name} has no run.")
    if isinstance(target, TripRun) and model.find_run_row(target) != run:
        raise BadInput("That run has not come up yet, or is over.")
    if model.fleet["mode"][row] in (Mode.OFF, Mode.LAYOVER):
        leaves_s = int(model.world.departure_s[model.world.runs["time"][run]])
        from_ms = max(from_ms, int(model.world.runs["day_ms"][run]) + 1000 * leaves_s)
    model.fleet["hold_until_ms"][row] = from_ms + round(1000 * seconds)
    return model.vehicles[row].name


def _break_down(model: Model, row: int) -> str:
    _require_driving(model, row)
    model.fleet["breakdown_m"][row] = -1.0
    return model.vehicles[row].name


def _take_over(model: Model, row: int, low_floor: int) -> str:
    if model.fleet["run"][row] < 0:
        raise BadInput(f"The vehicle {model.vehicles[row].name} has no run.")
    spare = model.find_spare(low_floor)
    if spare is None:
        raise BadInput("No such vehicle is left in reserve.")
    model.hand_over(row, to=spare)
    return model.vehicles[spare].name


def _detour(model: Model, row: int, length_m: float, offset_m: float) -> str:
    _require_driving(model, row)
    bus = model.fleet[row]
    angle = np.radians(bus["heading_deg"] + 90.0)
    model.fleet["detour_from_m"][row] = bus["along_m"] + DETOUR_BEGINS_M
    model.fleet["detour_to_m"][row] = bus["along_m"] + DETOUR_BEGINS_M + length_m
    model.fleet["detour_x_m"][row] = offset_m * np.sin(angle)
    model.fleet["detour_y_m"][row] = offset_m * np.cos(angle)
    return model.vehicles[row].name


def _is_caught_up(model: Model, row: int) -> bool:
    """Whether another vehicle of the same line and direction is right behind."""
    fleet, trips = model.fleet, model.timetable.trips
    if fleet["run"][row] < 0:
        return True
    driving = np.flatnonzero((fleet["mode"] == Mode.DRIVING) | (fleet["mode"] == Mode.AT_STOP))
    driving = driving[(driving != row) & (fleet["run"][driving] >= 0)]
    of_run = model.world.runs["trip"]
    own, others = int(of_run[fleet["run"][row]]), of_run[fleet["run"][driving]]
    same = (trips.route[others] == trips.route[own]) & (
        trips.direction[others] == trips.direction[own]
    )
    bus, near = fleet[row], fleet[driving[same]]
    away = np.hypot(near["x_m"] - bus["x_m"], near["y_m"] - bus["y_m"])
    return bool((away < BUNCH_M).any())
