"""Headways now and today, told together."""

import numpy as np

from modugil.live.operations.headways import (
    BUNCHED_RATIO,
    BUNCHED_S,
    GAP_RATIO,
    NO_HEADWAYS,
)
from modugil.live.operations.look import as_instant, read_fleet
from modugil.live.operations.network import SIDES, ServiceNetwork, side_of
from modugil.live.operations.pairs import find_pairs, list_buses
from modugil.live.operations.told.headways import (
    HeadwayDay,
    HeadwayKind,
    HeadwaysAnswer,
    LineHeadways,
    Pair,
)
from modugil.live.operations.watching import Watching
from modugil.live.snapshot.live_snapshot import LiveSnapshot


def show_headways(
    watching: Watching, snapshot: LiveSnapshot, *, line: str, kind: str, now_ms: int
) -> HeadwaysAnswer:
    """Every line and direction with buses now or headways today; pairs of that kind, or all."""
    network, fleet = watching.network, read_fleet(snapshot)
    wanted = np.repeat(network.find_lines(line), SIDES)
    buses = list_buses(network, fleet, watching.intervals, now_ms=now_ms)
    buses = {group: among for group, among in buses.items() if wanted[group]}
    pairs = find_pairs(network, fleet, buses, departures=watching.lately)
    today = watching.headways.show_groups()
    told = [
        _tell(network, group, (len(buses.get(group, ())), pairs.get(group, [])), today, kind=kind)
        for group in sorted({*buses, *(group for group in today if wanted[group])})
    ]
    told.sort(key=lambda one: (-one.bunched - one.gaps, one.line, one.line_id))
    return HeadwaysAnswer(
        as_of=snapshot.as_of,
        bunched_ratio=BUNCHED_RATIO,
        bunched_s=BUNCHED_S,
        gap_ratio=GAP_RATIO,
        since=as_instant(watching.headways.since_ms),
        bunched=sum(one.bunched for one in told),
        gaps=sum(one.gaps for one in told),
        even=sum(one.even for one in told),
        lines=told,
        by_hour=watching.headways.show_hours(wanted),
    )


def _tell(
    network: ServiceNetwork,
    group: int,
    now: tuple[int, list[Pair]],
    today: dict[int, HeadwayDay],
    *,
    kind: str,
) -> LineHeadways:
    vehicles, pairs = now
    line_id, line = network.name_line(group // SIDES)
    counts = {one: sum(pair.kind == one for pair in pairs) for one in HeadwayKind}
    return LineHeadways(
        line_id=line_id,
        line=line,
        direction=side_of(group),
        vehicles=vehicles,
        bunched=counts[HeadwayKind.BUNCHED],
        gaps=counts[HeadwayKind.GAP],
        even=counts[HeadwayKind.EVEN],
        today=today.get(group, NO_HEADWAYS),
        pairs=[pair for pair in pairs if kind in ("", pair.kind.value)],
    )
