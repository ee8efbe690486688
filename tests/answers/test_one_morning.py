"""One morning of the two towns as boards, buses, lines, alerts and a journey tell it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from tests.answers.boards.fleet import drive, follow, vehicle
from tests.answers.world import NOW, World, at

from modugil.answers.boards.boards import Boards, Wanted
from modugil.answers.lines.lines import Lines
from modugil.answers.trips.question import TripQuestion
from modugil.conditions.staff.messages import Cause, Effect, ServiceAlert, Severity, Touched
from modugil.core.access import Access
from modugil.core.language import ALL_LANGUAGES, Language
from modugil.live.progress import VehicleStatus
from modugil.routing.presets import get_preset

ALERT = ServiceAlert(
    "a",
    header={"ko": "부두 공사", "en": "Works", "zh": "码头施工", "ja": "埠頭の工事"},
    description={
        "ko": "길 건너에서 타세요.",
        "en": "Board across.",
        "zh": "请到马路对面乘车。",
        "ja": "道の向かい側でお乗りください。",
    },
    severity=Severity.WARNING,
    effect=Effect.DETOUR,
    cause=Cause.CONSTRUCTION,
    touches=(Touched(route="R1", stop="E1"), Touched(trip="R3-W2-552"), Touched()),
)


@dataclass
class Told:
    """What staff tell this morning."""

    alerts: list[ServiceAlert]

    def list_alerts(self, *, now: datetime) -> list[ServiceAlert]:
        return self.alerts


@pytest.fixture
def towns(world: World) -> World:
    """A late bus, one at a stop, one silent, one at its first stop, one lost; and works."""
    towns = world.fresh()
    lost = vehicle("J/9", None, status=VehicleStatus.UNASSIGNED, low_floor=Access.UNKNOWN)
    _, run, change = drive(towns, "R1-W1-600")
    follow(
        towns,
        drive(
            towns,
            "R1-W1-540",
            late_s=240,
            last=0,
            occupancy_ratio=0.5,
            wheelchair_bays_free=1,
        ),
        drive(towns, "R1-W1-520", late_s=-90, last=2, at_stop=True, low_floor=Access.NO),
        drive(towns, "R1-E2-530", last=1, as_of=NOW - timedelta(minutes=5)),
        drive(towns, "R3-W2-552", status=VehicleStatus.LAYOVER),
        (lost, run, change),
    )
    towns.planner.alerts.staff = Told([ALERT])
    return towns


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_a_morning_is_told_in_every_language(towns, golden, language):
    told = [
        *buses(towns, language),
        *boards(towns, language),
        *lines(towns, language),
        *alerts(towns, language),
        *journey(towns, language),
    ]
    golden(f"morning_{language}.txt", "\n".join(told) + "\n")


def buses(towns: World, language: Language) -> Iterator[str]:
    wanted = Wanted(line="", low_floor_only=False)
    answer = Boards(towns.planner).list_vehicles(wanted, now=NOW, language=language, limit=9)
    yield f"# {answer.fleet.text}"
    yield from (one.text for one in answer.vehicles)


def boards(towns: World, language: Language) -> Iterator[str]:
    for stop, minutes, low_floor_only in (("W2", 40, True), ("E1", 20, False), ("K", 1, False)):
        board = Boards(towns.planner).show_board(
            stop, now=NOW, language=language, minutes=minutes, low_floor_only=low_floor_only
        )
        yield f"## {board.stop.name}: {board.message}"
        yield from (
            " | ".join((one.line, one.towards, one.text, *one.notes)) for one in board.departures
        )


def lines(towns: World, language: Language) -> Iterator[str]:
    answer = Lines(towns.planner, Boards(towns.planner)).show_line("R1", now=NOW, language=language)
    yield f"## {answer.line.line}: {answer.text} {answer.message}".rstrip()
    for one in answer.directions:
        yield one.text
        yield from (variant.text for variant in one.variants)
        yield from (bus.text for stop in one.stops for bus in stop.buses)


def alerts(towns: World, language: Language) -> Iterator[str]:
    for one in Boards(towns.planner).list_alerts(now=NOW, language=language).alerts:
        yield f"## {one.text} {one.effect_text} {one.cause_text}"
        yield from (touched.text for touched in one.touches)


def journey(towns: World, language: Language) -> Iterator[str]:
    question = TripQuestion(
        start=at("j"), end=at("q"), needs=get_preset("powered-wheelchair"), language=language
    )
    answer = towns.planner.plan(question, now=NOW)
    yield f"## {answer.times_text}"
    for one in answer.journeys:
        yield one.summary
        yield from (f"{leg.ride.line} {leg.ride.towards}" for leg in one.legs if leg.ride)
        yield from (leg.ride.live.text for leg in one.legs if leg.ride and leg.ride.live)
        yield from one.warnings
