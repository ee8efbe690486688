"""Commands that nobody asks for: detours, bunches and substitutes, by chance and by the seed."""

from collections.abc import Callable

import numpy as np

from modugil.core.access import Access
from modugil.simulator.chance import Draw, draw
from modugil.simulator.commands import Commands
from modugil.simulator.model import Model
from modugil.simulator.vehicle_row import Mode

MINUTE_MS = 60_000
MINUTES = 60.0


def ask_for_mishaps(model: Model, commands: Commands) -> None:
    """Ask for what happens by chance in the model's present minute, at its first second."""
    if model.now_ms % MINUTE_MS:
        return
    mishaps, minute = model.settings.mishaps, model.now_ms // MINUTE_MS
    kinds: tuple[tuple[float, Callable[[str], object]], ...] = (
        (mishaps.detours_per_h, commands.detour),
        (mishaps.bunches_per_h, commands.bunch),
        (mishaps.substitutes_per_h, lambda name: commands.take_over(name, low_floor=Access.NO)),
    )
    for number, (per_h, command) in enumerate(kinds):
        if draw(model.seed, minute, number, Draw.MISHAP.value) < per_h / MINUTES:
            name = _pick(model, minute, number)
            if name:
                command(name)


def _pick(model: Model, minute: int, number: int) -> str:
    """A vehicle that is on its way; empty if none is."""
    driving = np.flatnonzero(model.fleet["mode"] == Mode.DRIVING)
    if not len(driving):
        return ""
    place = draw(model.seed, minute, number + 100, Draw.MISHAP.value)
    return model.vehicles[int(driving[int(place * len(driving))])].name
