"""Ways on streets from every stop to the stops around it, for changes between vehicles."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from modugil.region.streets import F32, I32
from modugil.routing.streets.facts import Real
from modugil.routing.streets.judge import jit
from modugil.routing.streets.spread import Reach, Seeds, spread
from modugil.routing.streets.stop_access import Doors, Links, StopAccess, offer
from modugil.routing.streets.street_costs import Network
from modugil.routing.streets.workspace import Workspace, get_workspace


@dataclass(frozen=True, slots=True, eq=False)
class StreetTransfers:
    """Ways from stop to stop; the way from a stop to itself is not in it.

    Shapes:  `start` int32[s + 1] into the others: the rows of each stop. Where the cheapest way has
             unverified metres and another one has none, the pair has two rows, the cheapest first.
    Units:   seconds, metres; `cost_s` generalised seconds.
    """

    start: I32
    to_stop: I32
    cost_s: F32
    time_s: F32
    length_m: F32
    unverified_m: F32


class _StopRoom(NamedTuple):
    best: F32
    stamp: I32
    touched: I32


def transfer_table(access: StopAccess, *, max_m: float) -> StreetTransfers:
    """The cheapest way, and the cheapest verified one, between all stops at most `max_m` apart."""
    costs, network = access.costs, access.costs.network
    room = get_workspace(len(network.arc_start) - 1, len(network.arc_to))
    count = len(access.stops.lat)
    stop_room = _StopRoom(
        np.empty((count, 4), np.float32), np.zeros(count, np.int32), np.empty(count, np.int32)
    )
    streets = _Streets(
        network, costs.leave, costs.along, access.links, access.out_of_stop, access.into
    )
    start, to_stop, label = _build_table(streets, np.float32(max_m), room, stop_room)
    columns = np.ascontiguousarray(label.T)
    return StreetTransfers(start, to_stop, *columns)


class _Streets(NamedTuple):
    network: Network
    arcs: F32
    along: F32
    links: Links
    out_of: Doors
    into: Doors


@jit
def _build_table(
    streets: _Streets, max_m: Real, room: Workspace, stops: _StopRoom
) -> tuple[I32, I32, F32]:
    """The rows of all stops one after the other, in arrays that grow as they fill."""
    count = len(streets.out_of.at) - 1
    start = np.zeros(count + 1, np.int32)
    to_stop, label = np.empty(16 * count + 64, np.int32), np.empty((16 * count + 64, 4), np.float32)
    links = _links_by_stop(streets.links, count)
    size, stamp = int(np.int64(0)), int(np.int64(0))
    for stop in range(count):
        first = size
        for verified_only in (False, True):
            stamp += 1
            reach = Reach(np.float32(np.inf), np.float32(np.inf), max_m, verified_only)
            touched = _search_from(streets, stop, links, reach, room, stops, stamp)
            if size + touched > len(to_stop):
                to_stop, label = _resized(to_stop, label, size, 2 * (size + touched))
            size = _write_rows(stop, touched, stops, to_stop, label, first, size, verified_only)
            if not _is_unsure(label, first, size):
                break
        start[stop + 1] = size
    return start, *_resized(to_stop, label, size, size)


@jit
def _search_from(  # noqa: PLR0913 - a kernel
    streets: _Streets,
    stop: int,
    links: tuple[I32, I32],
    reach: Reach,
    room: Workspace,
    stops: _StopRoom,
    stamp: int,
) -> int:
    """How many stops were touched, this one among them perhaps; `stops` has their labels."""
    doors = streets.out_of
    first, last = doors.at[stop], doors.at[stop + 1]
    seeds = Seeds(
        doors.node[first:last],
        doors.code[first:last],
        doors.link[first:last],
        doors.label[first:last],
    )
    settled = spread(streets.network, streets.arcs, seeds, int(np.int64(0)), reach, room)
    count = _enter(streets.into, reach, room, settled, stops, stamp)
    for place in range(links[0][stop], links[0][stop + 1]):
        count = _enter_same_edge(
            streets.along, streets.links, links[1][place], reach, stops, stamp, count
        )
    return count


@jit
def _write_rows(  # noqa: PLR0913 - a kernel
    stop: int,
    touched: int,
    stops: _StopRoom,
    to_stop: I32,
    label: F32,
    first: int,
    size: int,
    verified_only: bool,
) -> int:
    """The table's size after the touched stops are written; those listed as verified are not."""
    before = size
    for place in range(touched):
        other = stops.touched[place]
        if other == stop or np.isinf(stops.best[other, 0]):
            continue
        if not (verified_only and _is_listed(to_stop, label, first, before, other)):
            to_stop[size] = other
            for column in range(4):
                label[size, column] = stops.best[other, column]
            size += 1
    return size


@jit
def _enter(  # noqa: PLR0913 - a kernel
    into: Doors, reach: Reach, room: Workspace, settled: int, stops: _StopRoom, stamp: int
) -> int:
    count = 0
    for place in range(settled):
        node = room.settled[place]
        for door in range(into.at[node], into.at[node + 1]):
            stop = into.stop[door]
            if room.label[node, 2] + into.label[door, 2] > reach.length_m:
                continue
            if reach.verified_only and into.label[door, 3] > 0:
                continue
            count = offer(stops.best, stops.touched, count, stops.stamp, stamp, stop)
            if room.label[node, 0] + into.label[door, 0] < stops.best[stop, 0]:
                for column in range(4):
                    stops.best[stop, column] = room.label[node, column] + into.label[door, column]
    return count


@jit
def _enter_same_edge(  # noqa: PLR0913 - a kernel
    along: F32, links: Links, link: int, reach: Reach, stops: _StopRoom, stamp: int, count: int
) -> int:
    """The stops that hang on the same edge as this link, along it."""
    edge = links.edge[link]
    label = np.empty(4, np.float32)
    for other in range(links.at_edge[edge], links.at_edge[edge + 1]):
        share = links.ratio[other] - links.ratio[link]
        code = 2 * edge + (1 if share < 0 else 0)
        for column in range(4):
            label[column] = links.label[link, column] + links.label[other, column]
            if share != 0:
                label[column] += along[code, column] * abs(share)
        if np.isinf(label[0]) or label[2] > reach.length_m:
            continue
        if reach.verified_only and label[3] > 0:
            continue
        stop = links.stop[other]
        count = offer(stops.best, stops.touched, count, stops.stamp, stamp, stop)
        if label[0] < stops.best[stop, 0]:
            for column in range(4):
                stops.best[stop, column] = label[column]
    return count


@jit
def _links_by_stop(links: Links, stops: int) -> tuple[I32, I32]:
    at = np.zeros(stops + 1, np.int32)
    for stop in links.stop:
        at[stop + 1] += 1
    place, of = np.zeros(stops, np.int32), np.empty(len(links.stop), np.int32)
    for row in range(stops):
        place[row] = at[row]
        at[row + 1] += at[row]
    for link in range(len(links.stop)):
        of[place[links.stop[link]]] = link
        place[links.stop[link]] += 1
    return at, of


@jit
def _is_listed(to_stop: I32, label: F32, first: int, last: int, stop: int) -> bool:
    """Whether the stop's cheapest way is verified already."""
    for row in range(first, last):
        if to_stop[row] == stop and label[row, 3] == 0:
            return True
    return False


@jit
def _is_unsure(label: F32, first: int, last: int) -> bool:
    """Whether any of these ways has unverified metres."""
    for row in range(first, last):
        if label[row, 3] > 0:
            return True
    return False


@jit
def _resized(to_stop: I32, label: F32, used: int, size: int) -> tuple[I32, F32]:
    """The same rows in arrays of another size."""
    stop_copy, label_copy = np.empty(size, np.int32), np.empty((size, 4), np.float32)
    for row in range(used):
        stop_copy[row] = to_stop[row]
        for column in range(4):
            label_copy[row, column] = label[row, column]
    return stop_copy, label_copy
