"""What is compiled once for a person's needs and kept: street costs, access to stops, transfers."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import Generic, TypeVar

from modugil.conditions.conditions import Conditions
from modugil.region.open_region import Region
from modugil.routing.needs import Needs
from modugil.routing.streets import (
    StopAccess,
    StreetCosts,
    apply_conditions,
    compile_needs,
    compile_stop_access,
    relax_costs,
    transfer_table,
)
from modugil.routing.streets.relax_costs import penalise_barriers
from modugil.routing.transit import (
    StationLinks,
    TransferTable,
    merge_transfers,
    no_transfers,
    station_links,
)

LONGEST_CHANGE_M = 400.0
"""The longest way between two vehicles; longer ones are for those who choose to walk to a line."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The few most recently used values, each made once even when several threads ask."""

    def __init__(self, *, most: int) -> None:
        """Keep at most so many."""
        self._most = most
        self._values: OrderedDict[K, V] = OrderedDict()
        self._locks: dict[K, Lock] = {}
        self._guard = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The kept value, or the one that `make` gives, kept from now on."""
        found = self._find(key)
        if found is not None:
            return found
        with self._guard:
            lock = self._locks.setdefault(key, Lock())
        try:
            with lock:
                found = self._find(key)
                return found if found is not None else self._keep(key, make())
        finally:
            with self._guard:
                self._locks.pop(key, None)

    def _find(self, key: K) -> V | None:
        with self._guard:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def _keep(self, key: K, value: V) -> V:
        with self._guard:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


@dataclass(frozen=True, eq=False)
class Preparation:
    """Everything search needs to know of one person's needs in one region.

    Unknown: the `verified` ones are None where nothing needed is unknown, or where the needs refuse
             the unknown anyway.
    """

    needs: Needs
    costs: StreetCosts | None
    verified: StreetCosts | None
    access: StopAccess | None
    transfers: TransferTable | None
    links: StationLinks | None

    @cached_property
    def relaxed(self) -> StreetCosts | None:
        """The costs without any limit, for telling which barrier refused a quicker way."""
        return relax_costs(self.costs) if self.costs is not None else None

    @cached_property
    def least_bad(self) -> "Preparation":
        """The same with all barriers on streets passed at a price, for when nothing passes."""
        if self.costs is None or self.access is None:
            return self
        priced = penalise_barriers(self.costs)
        access = compile_stop_access(priced, self.access.stops)
        return replace(self, costs=priced, verified=None, access=access)


def prepare(
    region: Region, needs: Needs, *, conditions: Conditions, span: tuple[datetime, datetime]
) -> Preparation:
    """Compile the needs for this region as it is now."""
    costs = _compile_costs(region, needs, conditions, span)
    timetable = region.timetable
    if timetable is None:
        return Preparation(needs, costs, _verified(costs), None, None, None)
    access = compile_stop_access(costs, timetable.stops) if costs is not None else None
    if needs.longest_leg_m <= 0.0:
        nothing = no_transfers(timetable.stop_count)
        return Preparation(needs, costs, _verified(costs), access, nothing, None)
    links = station_links(timetable, needs=needs, conditions=conditions, span=span)
    ways = None
    if access is not None:
        ways = transfer_table(access, max_m=min(LONGEST_CHANGE_M, needs.longest_leg_m))
    transfers = merge_transfers(timetable, needs=needs, ways=ways, links=links)
    return Preparation(needs, costs, _verified(costs), access, transfers, links)


def _compile_costs(
    region: Region, needs: Needs, conditions: Conditions, span: tuple[datetime, datetime]
) -> StreetCosts | None:
    if region.streets is None:
        return None
    costs = compile_needs(region.streets, needs)
    return apply_conditions(costs, conditions, start=span[0], end=span[1])


def _verified(costs: StreetCosts | None) -> StreetCosts | None:
    return costs.find_verified() if costs is not None else None
