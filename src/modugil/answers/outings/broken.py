"""What a day does not keep: where its battery ends, and the stretches without a toilet."""

from collections.abc import Callable, Sequence

from modugil.answers.outings.outing_answer import Broken
from modugil.answers.outings.sentences.outing_phrases import OutingPhrases
from modugil.answers.sights.sentences.fill import fill
from modugil.routing.outings.problem import Limits, Stop

NOTHING_M = 1.0
"""A metre less than what is to be left is none."""


def list_broken(
    phrases: OutingPhrases,
    limits: Limits,
    stops: Sequence[Stop],
    *,
    names: Sequence[str],
    at_km: Sequence[float],
    clock: Callable[[int], str],
) -> list[Broken]:
    """Every limit that is broken, in the order of the day; battery first."""
    found: list[Broken] = []
    if limits.counts_metres:
        found += _list_battery(phrases, limits, stops, names=names, at_km=at_km)
    if limits.counts_toilets:
        found += _list_gaps(phrases, limits, stops, names=names, clock=clock)
    return found


def _list_battery(
    phrases: OutingPhrases,
    limits: Limits,
    stops: Sequence[Stop],
    *,
    names: Sequence[str],
    at_km: Sequence[float],
) -> list[Broken]:
    """Where it ends; where it does not, from where on less is left than is to be kept."""
    for kind, least_m in (("battery", 0.0), ("reserve", limits.reserve_m)):
        for row, stop in enumerate(stops[1:], 1):
            before = stops[row - 1]
            if stop.left_m >= least_m - NOTHING_M:
                continue
            level_m = before.left_after_m - stop.left_m
            share = max(0.0, before.left_after_m - least_m) / level_m if level_m > 0 else 0.0
            km = at_km[row - 1] + share * (at_km[row] - at_km[row - 1])
            phrase = phrases.battery_ends if kind == "battery" else phrases.reserve_ends
            text = fill(phrase, km=f"{km:.1f}", start=names[row - 1], end=names[row])
            return [
                Broken(
                    kind="battery" if kind == "battery" else "reserve",
                    text=text,
                    at_km=round(km, 2),
                )
            ]
    return []


def _list_gaps(
    phrases: OutingPhrases,
    limits: Limits,
    stops: Sequence[Stop],
    *,
    names: Sequence[str],
    clock: Callable[[int], str],
) -> list[Broken]:
    """Each stretch that is longer than it may be, from toilet to toilet or to the end."""
    found: list[Broken] = []
    since = names[0]
    for row, stop in enumerate(stops):
        is_renewed = stop.since_after_s < stop.since_s + stop.end_s - stop.arrival_s
        is_last = row == len(stops) - 1
        waited_s = stop.begin_s - stop.arrival_s
        long_s = stop.since_s + waited_s
        if (is_renewed or is_last) and long_s > limits.gap_s:
            begin_s, until_s = stop.begin_s - long_s, stop.begin_s
            text = fill(
                phrases.toilet_gap,
                n=str(long_s // 60),
                begin=clock(begin_s)[11:16],
                until=clock(until_s)[11:16],
                start=since,
                end=names[row],
            )
            found.append(
                Broken(
                    kind="toilet",
                    text=text,
                    minutes=long_s // 60,
                    begin=clock(begin_s),
                    end=clock(until_s),
                )
            )
        if is_renewed:
            since = names[row]
    return found
