"""How far each partition is done: kept at the server, for whoever has it next."""

import asyncio
from collections.abc import Sequence

import msgspec

from modugil.store.stream.link import StreamLink


class Floor(msgspec.Struct, frozen=True, kw_only=True):
    """What whoever takes a partition over need not do again.

    Units:   positions in the stream; times in UTC milliseconds. 0 is "from the first there is".
    """

    position: int = 0
    """From here on fixes are read back, so that their vehicles are known as well as before."""
    settled_ms: int = 0
    """Stop events told by fixes received until then are safe."""
    fixes_kept_ms: int = 0
    """Fixes that the stream had until then (by its own clock) are in history."""
    fixes_kept: int = 0
    """The position of the first of the others."""
    events_kept_ms: int = 0
    """The same for final stop events."""
    saved_ms: int = 0
    """When this was written, by the worker's clock."""
    fixes_per_s: float = 0.0


class SharedClock(msgspec.Struct, frozen=True, kw_only=True):
    """What the clock of the doors showed at an instant, and how fast it goes."""

    now_ms: int
    wall_ms: int
    speed: float


async def read_floor(link: StreamLink, partition: int) -> Floor:
    """How far that partition is done."""
    from nats.js.errors import KeyNotFoundError

    try:
        entry = await link.floors.get(f"p.{partition}")
    except KeyNotFoundError:
        return Floor()
    return msgspec.json.decode(entry.value or b"{}", type=Floor)


async def read_floors(link: StreamLink, partitions: Sequence[int]) -> list[Floor]:
    """How far these partitions are done."""
    return list(await asyncio.gather(*(read_floor(link, one) for one in partitions)))


async def write_floor(link: StreamLink, partition: int, floor: Floor) -> None:
    """That partition is done so far."""
    await link.floors.put(f"p.{partition}", msgspec.json.encode(floor))


async def read_clock(link: StreamLink) -> SharedClock | None:
    """The clock of the doors; None where it is the system's."""
    from nats.js.errors import KeyNotFoundError

    try:
        entry = await link.floors.get("clock")
    except KeyNotFoundError:
        return None
    return msgspec.json.decode(entry.value or b"null", type=SharedClock | None)


async def write_clock(link: StreamLink, clock: SharedClock | None) -> None:
    """The clock of the doors, None for the system's."""
    await link.floors.put("clock", msgspec.json.encode(clock))


async def drop_below(link: StreamLink, position: int) -> None:
    """The fixes before that position, of all partitions, are needed no more."""
    if position > 1:
        await link.js.purge_stream(link.names.fixes, seq=position)
