"""What needs somebody's attention now, in words, the most urgent first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from modugil.live.operations.told.fleet import FleetState, FleetVehicle
from modugil.live.operations.told.headways import HeadwayKind, LineHeadways, Pair
from modugil.live.operations.told.runs import MissingAnswer, MissingRun, OffRouteVehicle
from modugil.pages.console.visit import Visit

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to look at: how grave (bad, unsure), in one sentence, the first few by name."""

    kind: str
    level: str
    text: str
    names: Sequence[str]
    left_out: int
    address: str


def say_missing(visit: Visit, answer: MissingAnswer) -> Iterator[Attention]:
    """Runs that nobody drives, that broke off, or whose bus is silent; waiting ones last."""
    for kind in ("nobody", "broken_off", "silent", "waiting"):
        runs = [one for one in answer.runs if one.kind.value == kind]
        count = answer.by_kind.get(kind, len(runs))
        if count:
            yield _build(
                visit,
                f"missing_{kind}",
                [_say_run(visit, one) for one in runs],
                level="unsure" if kind == "waiting" else "bad",
                count=count,
                address="/console/trips",
            )


def say_silent(visit: Visit, vehicles: Iterable[FleetVehicle]) -> Iterator[Attention]:
    """Terminals on a run that are heard of no more, the latest first; others may have gone home."""
    silent = [one for one in vehicles if one.state is FleetState.STALE and one.line]
    silent.sort(key=lambda one: one.silent_s or 0.0)
    if silent:
        yield _build(
            visit,
            "silent",
            [_say_silent(visit, one) for one in silent],
            level="bad",
            address="/console/fleet?state=stale",
        )


def say_headways(visit: Visit, lines: Sequence[LineHeadways]) -> Iterator[Attention]:
    """Gaps, in which people wait, then bunches."""
    for kind in (HeadwayKind.GAP, HeadwayKind.BUNCHED):
        pairs = [(line, pair) for line in lines for pair in line.pairs if pair.kind is kind]
        pairs.sort(key=lambda one: one[1].ratio, reverse=kind is HeadwayKind.GAP)
        if pairs:
            yield _build(
                visit,
                kind.value,
                [say_pair(visit, line.line, pair) for line, pair in pairs],
                level="unsure",
                address="/console/lines",
            )


def say_off_route(visit: Visit, vehicles: Sequence[OffRouteVehicle]) -> Iterator[Attention]:
    """Buses away from the way of their trip."""
    if vehicles:
        words = visit.words
        names = [
            words(
                "attention.name_off_route",
                vehicle=one.vehicle,
                line=one.line,
                span=visit.times.span(one.lasts_s),
            )
            for one in vehicles
        ]
        yield _build(visit, "off_route", names, level="unsure", address="/console/trips")


def say_pair(visit: Visit, line: str, pair: Pair) -> str:
    """Two buses, how far apart they are and should be."""
    return visit.words(
        "attention.name_pair",
        line=line,
        leader=pair.leader,
        follower=pair.follower,
        now=visit.times.span(pair.headway_s),
        planned=visit.times.span(pair.planned_s),
        stop=pair.stop,
    )


def build_attention(
    visit: Visit, kind: str, names: Sequence[str], *, level: str, address: str
) -> Attention:
    """One thing to look at, its first few by name."""
    return _build(visit, kind, names, level=level, address=address)


def _build(
    visit: Visit,
    kind: str,
    names: Sequence[str],
    *,
    level: str,
    address: str,
    count: int | None = None,
) -> Attention:
    n = len(names) if count is None else count
    text = visit.words.count(f"attention.{kind}", n)
    return Attention(kind, level, text, names[:MOST_NAMED], max(0, n - MOST_NAMED), address)


def _say_run(visit: Visit, run: MissingRun) -> str:
    key = "attention.name_run_of" if run.vehicle else "attention.name_run"
    return visit.words(
        key, line=run.line, time=visit.times.clock(run.starts_at), vehicle=run.vehicle
    )


def _say_silent(visit: Visit, one: FleetVehicle) -> str:
    span = visit.times.span(one.silent_s)
    return visit.words("attention.name_silent_on", vehicle=one.vehicle, line=one.line, span=span)
