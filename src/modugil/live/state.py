"""How the intake of live buses is doing, in numbers."""

import msgspec


class LiveState(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Counted since the start, but for `visible*`, which speak of the last twenty ticks."""

    vehicles: int
    """Vehicles heard of."""
    connections: int
    """Terminals connected by MQTT."""
    received: int
    """Fixes taken in."""
    acknowledged: int
    """Fixes that are safe in the journal."""
    queued: int
    """Fixes that wait for the next tick."""
    shed: int
    """Fixes that were kept but not followed, because the queue was full."""
    refused: dict[str, int]
    """Messages and connections that were not taken, by reason."""
    verdicts: dict[str, int]
    """Fixes by what the rules found: `good`, or the first fault."""
    stop_events: int
    """Observed arrivals, departures and passings."""
    final_stop_events: int
    """The same after late fixes were waited for."""
    visible_p50_ms: float | None
    """From measured at the terminal to visible to all readers, the median."""
    visible_p99_ms: float | None
    tick_ms: float
    """How long the last tick took."""
    failed_ticks: int
    journal_failing: bool
    """Whether the journal could not be written; nothing is acknowledged then."""
    broker_connected: bool | None = None
    """Whether the broker is there; null where terminals connect to this server itself."""
    feeds: dict[str, str] = {}
    """Foreign feeds by name: why one failed the last time, empty where it did not."""
