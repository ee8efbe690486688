"""What outlives a server: its folder of state, and its database."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from modugil.answers.planner import Planner
from modugil.app.buses import Replayed, Simulated
from modugil.app.kept_database import bring_accounts, open_kept_database
from modugil.app.settings import Settings
from modugil.app.state_folder import REPLAYED, SIMULATED, begin_anew
from modugil.store.layout import STATE_FOLDER


@dataclass(frozen=True, slots=True)
class Kept:
    """What outlives the process."""

    folder: Path
    """Of journal, history and what was learnt."""
    database: Engine
    bring_accounts: Callable[[], None] | None = None
    """Where buses are not real: brings the accounts of the real database that came since."""


def open_kept(planner: Planner, settings: Settings, buses: Simulated | Replayed | None) -> Kept:
    """What is no real bus has a folder and a database of its own, begun anew each time."""
    folder = _state_folder(settings, planner, buses)
    begins_anew = isinstance(buses, Replayed) or (isinstance(buses, Simulated) and buses.drives)
    real = _real_folder(settings, planner) if begins_anew else None
    address = settings.store.database
    database = open_kept_database(folder, address=address, real=real)
    if real is None:
        return Kept(folder, database)
    return Kept(folder, database, partial(bring_accounts, database, address=address, real=real))


def _real_folder(settings: Settings, planner: Planner) -> Path:
    return Path(settings.live.state or STATE_FOLDER / planner.region.manifest.id)


def _state_folder(settings: Settings, planner: Planner, buses: Simulated | Replayed | None) -> Path:
    """Where journal, history and credentials are; what is no real bus begins anew each time."""
    name = planner.region.manifest.id
    if buses is None:
        return _real_folder(settings, planner)
    if isinstance(buses, Simulated) and not buses.drives:
        return Path(settings.live.state or STATE_FOLDER / (name + SIMULATED))
    if isinstance(buses, Replayed):
        return begin_anew(name, REPLAYED, kept=buses.folder)
    return begin_anew(name, SIMULATED)
