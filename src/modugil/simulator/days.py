"""Days below the doors: the same fixes clean and through a storm, in the order they arrive."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from heapq import heappop, heappush

from modugil.live.fix import Fix
from modugil.region.open_region import Region
from modugil.simulator.channel import deliver
from modugil.simulator.model import Model, service_day_before
from modugil.simulator.settings import CLEAN, STORM, ChannelSettings, SimulationSettings
from modugil.simulator.telling import Terminals

Arrival = tuple[int, Fix]
"""When a fix reached the server (UTC milliseconds), and the fix."""


def clean_day(
    region: Region,
    *,
    start: datetime,
    end: datetime,
    seed: int,
    settings: SimulationSettings | None = None,
) -> Iterator[list[Arrival]]:
    """Every fix of that span, once and in order; one list for each second of arrival."""
    model = start_model(region, start=start, seed=seed, settings=settings)
    yield from iterate_arrivals(model, end=end, channel=CLEAN)


def storm_day(
    region: Region,
    *,
    start: datetime,
    end: datetime,
    seed: int,
    settings: SimulationSettings | None = None,
) -> Iterator[list[Arrival]]:
    """The fixes of `clean_day` with the same arguments, after losses, delays and duplicates."""
    model = start_model(region, start=start, seed=seed, settings=settings)
    yield from iterate_arrivals(model, end=end, channel=STORM)


def start_model(
    region: Region, *, start: datetime, seed: int, settings: SimulationSettings | None = None
) -> Model:
    """A model whose fleet is on its way at `start`."""
    chosen = settings or SimulationSettings()
    model = Model(
        region,
        first_day=service_day_before(start, region),
        seed=seed,
        settings=replace(chosen, channel=CLEAN),
    )
    model.start(int(start.timestamp() * 1000))
    return model


def iterate_arrivals(
    model: Model, *, end: datetime, channel: ChannelSettings, keeps_events: bool = True
) -> Iterator[list[Arrival]]:
    """Drive the model until `end`; what arrives, one list a second, then what is still under way.

    The model keeps the true stop events of the span.
    """
    model.keeps_events = keeps_events
    terminals = Terminals(model)
    waiting: list[tuple[int, int, Fix]] = []
    turn, end_ms = 0, int(end.timestamp() * 1000)
    while model.now_ms + 1000 <= end_ms:
        model.step()
        told = terminals.tell()
        fixes = terminals.build_fixes(told)
        arrived = deliver(told.row, told.true_ms, settings=channel, seed=model.seed)
        for source, at_ms in zip(arrived.source.tolist(), arrived.deliver_ms.tolist(), strict=True):
            heappush(waiting, (at_ms, turn, fixes[source]))
            turn += 1
        yield _pop_until(waiting, model.now_ms)
    while waiting:
        yield _pop_until(waiting, waiting[0][0] + 1000)


def _pop_until(waiting: list[tuple[int, int, Fix]], limit_ms: int) -> list[Arrival]:
    """What arrived before that instant, the first first, with the time at which it was received."""
    arrived: list[Arrival] = []
    while waiting and waiting[0][0] < limit_ms:
        at_ms, _, fix = heappop(waiting)
        arrived.append((at_ms, receive(fix, at_ms)))
    return arrived


def receive(fix: Fix, at_ms: int) -> Fix:
    """The fix as a door that received it at that instant would hand it on."""
    return Fix(
        fix.vehicle,
        fix.time_ms,
        fix.lat,
        fix.lon,
        at_ms,
        fix.door,
        fix.heading_deg,
        fix.speed_mps,
        fix.quality,
        fix.hint,
        fix.event,
        fix.stop,
        fix.journey,
        fix.doors_open,
        fix.low_floor,
        fix.ramp,
        fix.wheelchair_bays_free,
        fix.occupancy_ratio,
        fix.odometer_m,
    )
