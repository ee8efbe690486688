"""What follows the buses of a server, and what its operators look at."""

from modugil.answers.planner import Planner
from modugil.app.buses import Replayed, Simulated, choose_clock
from modugil.app.kept import Kept
from modugil.app.live_system import LiveSystem
from modugil.app.replayed_fleet import ReplayedFleet, open_history
from modugil.app.runs_live import RunsLive
from modugil.app.settings import Settings
from modugil.app.simulated_fleet import SimulatedFleet, build_fleet
from modugil.app.streamed_live import StreamedLive
from modugil.core.clock import Clock, RunningClock
from modugil.live.operations.room import OperationsRoom
from modugil.live.operations.watching import Sources
from modugil.store.layout import HISTORY, OPERATIONS


def open_live(
    planner: Planner, settings: Settings, buses: Simulated | Replayed | None, *, kept: Kept
) -> tuple[RunsLive, SimulatedFleet | ReplayedFleet | None]:
    """What follows the buses, and what drives them where they are not real.

    Errors:  as LiveSystem and StreamedLive.
    """
    region = planner.region
    reader = open_history(buses.folder) if isinstance(buses, Replayed) else None
    start = reader.find_first() if reader is not None else None
    clock = choose_clock(planner, buses, begin=start)
    drives = isinstance(buses, Simulated) and buses.drives
    live = _open_followed(planner, settings, clock, kept=kept, alone=drives or reader is not None)
    if reader is not None:
        begin = clock.start if isinstance(clock, RunningClock) else clock.now()
        return live, ReplayedFleet(reader, begin, live)
    return live, SimulatedFleet(build_fleet(region, clock), live) if drives else None


def _open_followed(
    planner: Planner, settings: Settings, clock: Clock, *, kept: Kept, alone: bool
) -> RunsLive:
    """Buses that this server makes up, or replays, it follows `alone`: the stream is for others."""
    region, conditions = planner.region, planner.conditions
    if settings.store.stream and not alone:
        return StreamedLive(
            region,
            settings=settings,
            state=kept.folder,
            clock=clock,
            conditions=conditions,
            database=kept.database,
        )
    return LiveSystem(
        region,
        settings=settings.live,
        state=kept.folder,
        clock=clock,
        conditions=conditions,
        database=kept.database,
    )


def open_operations(
    planner: Planner, settings: Settings, live: RunsLive, *, kept: Kept
) -> OperationsRoom:
    """What operators look at, of these buses."""
    sources = Sources(
        live.engine,
        live.heard,
        get_conditions=planner.conditions.get_current,
        list_issued=live.terminals.list_vehicles,
        history=kept.folder / HISTORY,
        folder=kept.folder / OPERATIONS,
    )
    return OperationsRoom(planner.region, sources, clock=live.clock, settings=settings.operations)
