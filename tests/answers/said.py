"""Everything a language can say, said once: what the laws of all languages are checked on."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from math import inf, nan

from modugil.answers.telling.maneuvers import Act, Maneuver
from modugil.answers.telling.sentences import get_phrasebook
from modugil.answers.telling.sentences.boarding import BoardingPhrases, get_boarding_phrases
from modugil.answers.telling.sentences.phrasebook import Phrasebook
from modugil.answers.telling.turns import Turn
from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.region.vocabulary import (
    CrossingKind,
    KerbOrigin,
    PathwayMode,
    Smoothness,
    Surface,
    WayKind,
)
from modugil.routing.group_needs import join_needs
from modugil.routing.journey import BarrierFound, BarrierKind, BoardingNumbers, BoardingReason
from modugil.routing.needs import Needs
from modugil.routing.presets import list_presets
from modugil.routing.streets.barriers import FACT_NAMES

NAME = "7"
"""Stands for every name: a digit is no letter of any language."""
HERE = LatLon(33.5, 126.5)
VEHICLES = ("bus", "tram", "subway", "rail", "ferry", "other")


def maneuver(act: Act, turn: Turn = Turn.STRAIGHT, **other: object) -> Maneuver:
    """Something to do of which nothing is known but this."""
    facts: dict[str, object] = {
        "bearing_deg": 0.0,
        "name": "",
        "kind": WayKind.OTHER,
        "where": HERE,
        "length_m": 120.0,
        "unverified_m": 0.0,
        "slope_up_ratio": nan,
        "slope_down_ratio": nan,
        "step_count": -1,
        "goes_up": Access.UNKNOWN,
        "handrail": Access.UNKNOWN,
        "crossing": CrossingKind.NONE,
        "signal_sound": Access.UNKNOWN,
        "highest_kerb_m": nan,
        "kerb_unknown": False,
    }
    return Maneuver(act=act, turn=turn, **facts | other)  # type: ignore[arg-type]


def barriers() -> Iterator[BarrierFound]:
    """Every kind of barrier, with and without a measure and a limit."""
    for kind in BarrierKind:
        found, limit = 0.5, 0.25
        if kind is BarrierKind.SURFACE:
            found, limit = float(Surface.SAND), nan
        if kind is BarrierKind.SMOOTHNESS:
            found, limit = float(Smoothness.BAD), float(Smoothness.GOOD)
        if kind in (BarrierKind.STEPS, BarrierKind.TOO_LONG):
            found, limit = 3000.0, 2000.0
        yield BarrierFound(kind, 0, -1, nan, nan, HERE, None)
        yield BarrierFound(kind, 0, -1, found, nan, HERE, None)
        yield BarrierFound(kind, 0, -1, found, limit, HERE, None)
    everybody = tuple(one.preset for one in list_presets())
    for asks in FACT_NAMES:
        yield BarrierFound(BarrierKind.UNKNOWN, 0, -1, nan, nan, HERE, asks)
        yield BarrierFound(BarrierKind.UNKNOWN, 0, -1, nan, nan, HERE, asks, everybody)


def maneuvers() -> Iterator[Maneuver]:
    """Every turn, kind of way, crossing, flight of steps, slope and kerb."""
    for turn in Turn:
        yield maneuver(Act.GO, turn)
        yield maneuver(Act.GO, turn, name=NAME)
    for kind in WayKind:
        yield maneuver(Act.GO, Turn.LEFT, kind=kind)
    for bearing in range(0, 360, 45):
        yield maneuver(Act.GO, Turn.START, bearing_deg=float(bearing))
    for crossing in CrossingKind:
        yield maneuver(Act.CROSS, crossing=crossing, signal_sound=Access.YES)
    for goes_up in Access:
        for count in (-1, 1, 12):
            yield maneuver(Act.STEPS, step_count=count, goes_up=goes_up, handrail=Access.YES)
    yield maneuver(Act.ELEVATOR)
    yield maneuver(Act.ESCALATOR)
    yield maneuver(Act.GO, slope_up_ratio=0.083, slope_down_ratio=0.12, length_m=1234.0)
    yield maneuver(Act.GO, highest_kerb_m=0.05)
    yield maneuver(Act.GO, kerb_unknown=True)


def directions(book: Phrasebook) -> Iterator[str]:
    """What one is told on the way."""
    yield from map(book.maneuver, maneuvers())
    for name in ("", NAME):
        yield book.arrive(name)
        yield book.walk_to(name, length_m=420.0, minutes=75)
        for mode in PathwayMode:
            for steps in (-12, 0, 1):
                yield book.pathway(mode, signposted=name, steps=steps)
    for vehicle in VEHICLES:
        for stops in (1, 3):
            for headsign in ("", NAME):
                line = book.line(NAME, vehicle=vehicle)
                yield book.ride(line, headsign=headsign, start=NAME, end=NAME, stops=stops)
    yield from (book.delay(-125), book.delay(125), book.headway(900))
    yield from book.warnings.values()
    yield from (book.nothing_found, book.nothing_passes, book.already_there)
    for lines in ([], [NAME], [NAME, NAME]):
        for unverified_m in (0.0, 150.0):
            times = ("00:05", f"{book.day(date(2026, 11, 24))} 13:00")
            yield book.summary(times=times, minutes=90, lines=lines, unverified_m=unverified_m)


def lists(book: Phrasebook) -> Iterator[str]:
    """What names several things one after the other, or one with its measures."""
    kept = Needs(speed_mps=1.0, max_slope_up_ratio=inf, min_width_m=0.8)
    group = join_needs(list_presets())
    yield from map(book.needs, (*list_presets(), kept, group, replace(group, preset="custom")))
    found = list(barriers())
    yield from map(book.barrier, found)
    for one in found:
        yield book.why_not(one, saved_s=380.0)
        yield book.why_not(one, saved_s=30.0, others=2)
        yield book.least_bad([one])
    yield book.least_bad(found[:5])
    for fact in book.facts:
        yield book.unknown_facts([fact], 150.0)
        yield book.unknown_place(fact)
    yield from map(book.low_floor, Access)
    yield from (*book.labels.values(), *book.surfaces.values(), *book.smoothness.values())


def boardings(phrases: BoardingPhrases) -> Iterator[str]:
    """Getting on and off by numbers: by a ramp, and each way in which it fails."""
    measures = {"rise_m": 0.09, "kerb_m": 0.15, "floor_m": 0.24, "ramp_m": 1.2, "door_m": 0.75}
    for reason, limit in ((BoardingReason.DOOR, 0.8), (BoardingReason.STEP, 0.03)):
        found = BoardingNumbers(
            verdict=Access.NO,
            reason=reason,
            limit=limit,
            slope_ratio=nan,
            kneels=True,
            kerb_origin=KerbOrigin.STREET_MAP,
            **measures,
        )
        yield from (phrases.tell(found, act=act, stop=NAME) for act in ("board", "alight"))
    for verdict, slope in ((Access.YES, 0.0752), (Access.NO, 0.2), (Access.NO, inf)):
        for limit in (1 / 12, inf):
            found = BoardingNumbers(
                verdict=verdict,
                reason=BoardingReason.RAMP,
                limit=limit,
                slope_ratio=slope,
                kneels=False,
                kerb_origin=KerbOrigin.MEASURES,
                **measures,
            )
            yield from (phrases.tell(found, act=act, stop=NAME) for act in ("board", "alight"))


def everything(language: Language) -> list[str]:
    """Every sentence of a journey, with all names `NAME`."""
    book = get_phrasebook(language)
    return [*directions(book), *lists(book), *boardings(get_boarding_phrases(language))]


def texts_of(table: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a table of phrases by where it stands."""
    if isinstance(table, str):
        yield key, table
    elif isinstance(table, Mapping):
        for name, part in table.items():
            yield from texts_of(part, f"{key}.{name!s}")
    elif isinstance(table, tuple):
        for row, part in enumerate(table):
            yield from texts_of(part, f"{key}.{row}")
    elif is_dataclass(table):
        for field in fields(table):
            yield from texts_of(getattr(table, field.name), f"{key}.{field.name}")
