"""What terminals tell each second: columns of the speaking vehicles, and the same as fixes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.core.access import Access
from modugil.live.fix import NO_HINT, Fix, TripHint
from modugil.live.paths import to_degrees
from modugil.region.timetable import Timetable
from modugil.simulator.duties import find_times
from modugil.simulator.fleet import HintFault
from modugil.simulator.model import Model
from modugil.simulator.vehicle_row import Mode

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The fixes of one second, a row a speaking vehicle, as their terminals measured them.

    Units:   `time_ms` by the terminal's clock, `true_ms` by the real one.
    """

    row: I64
    true_ms: I64
    time_ms: I64
    lat: F64
    lon: F64
    speed_mps: F64
    heading_deg: F64
    odometer_m: F64
    quality: NDArray[np.uint8]
    doors_open: NDArray[np.uint8]
    bays_free: NDArray[np.int64]
    occupancy_ratio: F64
    journey: NDArray[np.uint8]
    """1 on a run (or about to begin it), 0 on a dead run."""
    hint: NDArray[np.int32]
    """Row of the world's runs that the terminal names, or -1."""

    def __len__(self) -> int:
        """How many fixes there are."""
        return len(self.row)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> "Told":
        """These rows, in this order."""
        return Told(*(getattr(self, name)[rows] for name in Told.__slots__))


_COLUMNS = tuple(name for name in Told.__slots__ if name != "true_ms")
YES, NO = int(Access.YES), int(Access.NO)


class Terminals:
    """The terminals of a model's fleet, and what is wrong with each of them."""

    def __init__(self, model: Model) -> None:
        """Terminals as the fleet was drawn; clones have theirs as well."""
        count = len(model.vehicles)
        self._model = model
        self.clock_error_ms = np.zeros(count, np.int64)
        self.hint_fault = np.array([one.hint_fault for one in model.vehicles], np.uint8)
        self.is_frozen = np.zeros(count, np.bool_)
        self.is_silent = np.zeros(count, np.bool_)
        """Nothing comes from it, as where it has no power."""
        self.wifi_down = np.zeros(count, np.bool_)
        self.wifi_stuck = np.zeros(count, np.bool_)
        """The network keeps a name of its own."""
        self._frozen_x = np.zeros(count)
        self._frozen_y = np.zeros(count)
        self._hints: dict[int, TripHint] = {}
        self._wrong: dict[int, int] = {}

    def freeze(self, row: int) -> None:
        """From now on the terminal tells the place where it is at this moment."""
        bus = self._model.fleet[row]
        self.is_frozen[row] = True
        self._frozen_x[row], self._frozen_y[row] = bus["x_m"], bus["y_m"]

    def tell(self) -> Told:
        """What the terminals that report at the model's present second tell."""
        model = self._model
        fleet, every_s = model.fleet, model.settings.report_every_s
        rows = np.flatnonzero((fleet["speaks"] != 0) & ~self.is_silent)
        if every_s > 1:
            rows = rows[(rows + model.now_ms // 1000) % every_s == 0]
        model.see()
        bus = fleet[rows]
        frozen = self.is_frozen[rows]
        lat, lon = to_degrees(
            model.paths.origin,
            x_m=np.where(frozen, self._frozen_x[rows], bus["seen_x_m"]),
            y_m=np.where(frozen, self._frozen_y[rows], bus["seen_y_m"]),
        )
        true_ms = model.now_ms + bus["phase_ms"]
        on_run = (bus["run"] >= 0) & (bus["mode"] != Mode.DEADHEAD)
        return Told(
            row=rows.astype(np.int64),
            true_ms=true_ms,
            time_ms=true_ms + self.clock_error_ms[rows],
            lat=np.round(lat, 7),
            lon=np.round(lon, 7),
            speed_mps=np.where(frozen, 0.0, np.round(bus["speed_mps"], 2)),
            heading_deg=np.round(bus["heading_deg"], 1) % 360.0,
            odometer_m=np.round(bus["odometer_m"], 1),
            quality=bus["quality"],
            doors_open=bus["doors_open"],
            bays_free=(bus["bays"] - bus["bays_used"]).astype(np.int64),
            occupancy_ratio=np.round(bus["load"] / bus["capacity"], 2),
            journey=on_run.astype(np.uint8),
            hint=self._name_runs(rows, np.where(on_run, bus["run"], -1)),
        )

    def _name_runs(self, rows: NDArray[np.intp], runs: NDArray[np.int32]) -> NDArray[np.int32]:
        faults = self.hint_fault[rows]
        named = np.where(faults == HintFault.SILENT, -1, runs).astype(np.int32)
        for index in np.flatnonzero((faults == HintFault.WRONG) & (runs >= 0)):
            named[index] = self._find_wrong(int(runs[index]))
        return named

    def _find_wrong(self, run: int) -> int:
        """Another run of the same line: what a driver tells who chose the wrong one of the list."""
        if run not in self._wrong:
            model = self._model
            route = model.timetable.trips.route[model.world.runs["trip"]]
            same = np.flatnonzero(route == route[run])
            at = int(np.searchsorted(same, run))
            self._wrong[run] = int(same[(at + 1) % len(same)])
        return self._wrong[run]

    def hint_of(self, run: int) -> TripHint:
        """How a terminal names the run in that row."""
        if run < 0:
            return NO_HINT
        if run not in self._hints:
            row = self._model.world.runs[run]
            day = self._model.run_of(run).day.isoformat()
            self._hints[run] = build_hint(self._model.timetable, int(row["trip"]), day)
        return self._hints[run]

    def build_fixes(self, told: Told) -> list[Fix]:
        """The same as fixes; `received_ms` is left at 0."""
        columns = (getattr(told, name).tolist() for name in _COLUMNS)
        return [self._build_fix(*values) for values in zip(*columns, strict=True)]

    def _build_fix(  # noqa: PLR0913 - one argument a column of Told
        self,
        row: int,
        time_ms: int,
        lat: float,
        lon: float,
        speed_mps: float,
        heading_deg: float,
        odometer_m: float,
        quality: int,
        doors_open: int,
        bays_free: int,
        occupancy_ratio: float,
        journey: int,
        hint: int,
    ) -> Fix:
        vehicle = self._model.vehicles[row]
        return Fix(
            vehicle.name,
            time_ms,
            lat,
            lon,
            0,
            vehicle.door,
            heading_deg,
            speed_mps,
            quality,
            self.hint_of(hint),
            "vp",
            "",
            "journey" if journey else "deadrun",
            YES if doors_open else NO,
            vehicle.low_floor,
            vehicle.low_floor,
            bays_free,
            occupancy_ratio,
            odometer_m,
        )


def build_hint(timetable: Timetable, trip: int, day: str) -> TripHint:
    """Everything a terminal can tell of a run."""
    trips = timetable.trips
    start_s = int(timetable.patterns.departure_s[find_times(timetable, trip)])
    direction = int(trips.direction[trip])
    return TripHint(
        trips.id[trip],
        timetable.lines.id[int(trips.route[trip])],
        direction if direction in (0, 1) else -1,
        f"{start_s // 3600 % 24:02d}:{start_s // 60 % 60:02d}:{start_s % 60:02d}",
        day,
    )
