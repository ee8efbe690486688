"""The vehicles of a simulation: who they are, how their terminals speak, what ails them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from modugil.core.access import Access
from modugil.live.fix import Door
from modugil.simulator.chance import Draw, draw
from modugil.simulator.settings import SimulationSettings

BAYS = 2
SEATS = 45


class Form(IntEnum):
    """How a terminal writes its fixes, and through which door."""

    MQTT_HFP = 0
    MQTT_COMPACT = 1
    HTTP = 2


class HintFault(IntEnum):
    """Which trip a terminal names."""

    NONE = 0
    """The one it drives."""
    SILENT = 1
    """None, ever."""
    WRONG = 2
    """Another one of its line."""


@dataclass(frozen=True, slots=True)
class SimulatedVehicle:
    """One vehicle and its terminal.

    Unknown: `row` of a clone is its own, `original` the row whose duty it copies (-1: none).
    """

    row: int
    name: str
    """`<operator>/<vehicle>`, e.g. `0001/00042`."""
    low_floor: int
    """Access."""
    wheelchair_bays: int
    capacity: int
    form: Form
    hint_fault: HintFault
    original: int = -1

    @property
    def door(self) -> Door:
        """Which of the server's doors its terminal uses."""
        return Door.HTTP if self.form == Form.HTTP else Door.MQTT


def build_fleet(
    floors: Sequence[int], *, settings: SimulationSettings, seed: int
) -> list[SimulatedVehicle]:
    """Those with duties, one a floor given, then those in reserve; the same for the same seed."""
    reserve = [Access.NO if row % 2 == 0 else Access.YES for row in range(settings.spare_count)]
    return [
        build_vehicle(row, floor, settings=settings, seed=seed)
        for row, floor in enumerate([*floors, *reserve])
    ]


def build_vehicle(
    row: int, low_floor: int, *, settings: SimulationSettings, seed: int, original: int = -1
) -> SimulatedVehicle:
    """The vehicle of that row."""
    return SimulatedVehicle(
        row=row,
        name=name_vehicle(row, settings),
        low_floor=int(low_floor),
        wheelchair_bays=BAYS if low_floor == Access.YES else 0,
        capacity=SEATS,
        form=_draw_form(row, settings, seed),
        hint_fault=_draw_hint_fault(row, settings, seed),
        original=original,
    )


def name_vehicle(row: int, settings: SimulationSettings) -> str:
    """The name of the vehicle in that row, whether it is there already or not."""
    if row < len(settings.names):
        return settings.names[row]
    return f"{settings.operator}/{row + 1:05d}"


def _draw_form(row: int, settings: SimulationSettings, seed: int) -> Form:
    if draw(seed, row, 0, Draw.FORM.value) < settings.http_ratio:
        return Form.HTTP
    compact = draw(seed, row, 1, Draw.FORM.value) < settings.compact_ratio
    return Form.MQTT_COMPACT if compact else Form.MQTT_HFP


def _draw_hint_fault(row: int, settings: SimulationSettings, seed: int) -> HintFault:
    drawn = draw(seed, row, 0, Draw.HINT.value)
    if drawn < settings.mishaps.no_hint_ratio:
        return HintFault.SILENT
    if drawn < settings.mishaps.no_hint_ratio + settings.mishaps.wrong_hint_ratio:
        return HintFault.WRONG
    return HintFault.NONE
