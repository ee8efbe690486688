"""Where an alert touches: a stop, a line, one run, everything; and nowhere else."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from tests.answers.boards.fleet import TODAY, drive, follow, run_of
from tests.answers.questions import ask
from tests.answers.world import NOW, World, at

from modugil.answers.boards.boards import Boards
from modugil.answers.lines.lines import Lines
from modugil.conditions.conditions import Span
from modugil.conditions.staff.messages import Cause, Effect, ServiceAlert, Severity, Touched
from modugil.core.language import Language


@dataclass
class Told:
    """Tells what a test wrote, for the spans that it wrote."""

    alerts: list[ServiceAlert] = field(default_factory=list)

    def list_alerts(self, *, now: datetime) -> list[ServiceAlert]:
        return [one for one in self.alerts if _holds(one, now)]


def _holds(alert: ServiceAlert, now: datetime) -> bool:
    return not alert.active or any(span.overlaps(now, now) for span in alert.active)


@pytest.fixture
def towns(world: World) -> World:
    return world.fresh()


def tell(world: World, *touches: Touched, id: str = "a", **told: object) -> None:
    """The world's staff tell one more alert."""
    if world.planner.alerts.staff is None:
        world.planner.alerts.staff = Told()
    given: dict = {
        "header": {"ko": "부두 공사", "en": "Works at the pier"},
        "description": {"ko": "길 건너에서 타세요."},
    }
    staff = world.planner.alerts.staff
    assert isinstance(staff, Told)
    staff.alerts.append(ServiceAlert(id, touches=touches, **(given | told)))


def on_board(world: World, stop: str, *, language: Language = "en") -> list[str]:
    board = Boards(world.planner).show_board(
        stop, now=NOW, language=language, minutes=60, low_floor_only=False
    )
    return [one.id for one in board.alerts]


def on_line(world: World, route: str) -> list[str]:
    lines = Lines(world.planner, Boards(world.planner))
    return [one.id for one in lines.show_line(route, now=NOW, language="en").alerts]


def test_an_alert_of_a_stop_stands_on_its_board_on_lines_there_and_nowhere_else(towns):
    tell(towns, Touched(stop="E1"))
    assert [on_board(towns, stop) for stop in ("E1", "W2")] == [["a"], []]
    assert [on_line(towns, route) for route in ("R1", "R3", "R2")] == [["a"], ["a"], []]
    shown = Lines(towns.planner, Boards(towns.planner)).show_line("R3", now=NOW, language="ko")
    marked = [one.stop.ref for one in shown.directions[0].stops if one.alerts]
    assert marked == ["stop:E1"]


def test_an_alert_of_a_line_stands_at_every_stop_of_it(towns):
    tell(towns, Touched(route="R2"))
    assert [on_board(towns, stop) for stop in ("W2", "E2", "K")] == [["a"], ["a"], []]
    assert [on_line(towns, route) for route in ("R2", "R1")] == [["a"], []]


def test_an_alert_of_a_line_at_one_stop_is_not_told_elsewhere_on_the_line(towns):
    tell(towns, Touched(route="R1", stop="E1"))
    assert [on_board(towns, stop) for stop in ("E1", "W2")] == [["a"], []]
    assert [on_line(towns, route) for route in ("R1", "R3")] == [["a"], []]


def test_an_alert_of_one_run_stands_beside_that_run(towns):
    tell(towns, Touched(trip="R1-W1-540", day=TODAY))
    board = Boards(towns.planner).show_board(
        "W2", now=NOW, language="en", minutes=60, low_floor_only=False
    )
    marked = {one.trip_id: one.notes[-1] for one in board.departures if one.alerts}
    assert marked == {"R1-W1-540": "Works at the pier"}
    assert [one.id for one in board.alerts] == ["a"]
    assert on_board(towns, "K") == []
    towns.planner.alerts.staff = None
    tell(towns, Touched(trip="R1-W1-540", day=date(2026, 11, 24)))
    assert on_board(towns, "W2") == []


def test_what_touches_everything_or_an_agency_is_told_everywhere(towns):
    tell(towns, Touched())
    tell(towns, Touched(agency="J"), id="j")
    assert on_board(towns, "K") == ["a", "j"]
    assert [on_line(towns, route) for route in ("R1", "F")] == [["a", "j"], ["a"]]


def test_an_id_that_two_feeds_share_must_say_which(towns):
    tell(towns, Touched(stop="W1"))
    assert on_board(towns, "land:W1") == []
    tell(towns, Touched(stop="land:W1"), id="b")
    assert [on_board(towns, stop) for stop in ("land:W1", "sea:W1")] == [["b"], []]


def test_what_the_region_does_not_hold_touches_nothing(towns):
    tell(towns, Touched(stop="nowhere"), Touched(route="none"), Touched(trip="none"))
    assert on_board(towns, "W2") == [] and on_line(towns, "R1") == []
    answer = Boards(towns.planner).list_alerts(now=NOW, language="en")
    assert [one.id for one in answer.alerts] == ["a"]


def test_an_alert_ends_with_its_span_and_the_gravest_stands_first(towns):
    over = Span(NOW - timedelta(hours=2), NOW - timedelta(hours=1))
    now = Span(NOW - timedelta(hours=1), NOW + timedelta(hours=1))
    tell(towns, Touched(), id="over", active=(over,))
    tell(towns, Touched(), id="mild", active=(over, now))
    tell(towns, Touched(), id="grave", severity=Severity.SEVERE)
    answer = Boards(towns.planner).list_alerts(now=NOW, language="ko")
    assert [one.id for one in answer.alerts] == ["grave", "mild"]
    assert (answer.alerts[1].since[11:16], answer.alerts[1].until[11:16]) == ("08:00", "10:00")


def test_an_alert_is_told_in_the_language_asked_for_else_in_korean(towns):
    tell(
        towns,
        Touched(route="R1", stop="E1"),
        Touched(trip="R3-W2-552"),
        severity=Severity.WARNING,
        effect=Effect.DETOUR,
        cause=Cause.CONSTRUCTION,
    )
    (english,) = Boards(towns.planner).list_alerts(now=NOW, language="en").alerts
    assert english.text == "Warning: Works at the pier. 길 건너에서 타세요."
    assert (english.effect, english.effect_text, english.cause_text) == (
        "detour",
        "detour",
        "construction",
    )
    assert [one.text for one in english.touches] == [
        "365 at East Village Pier",
        "간선7 that leaves at 09:12",
    ]
    (korean,) = Boards(towns.planner).list_alerts(now=NOW, language="ko").alerts
    assert (korean.severity_text, korean.header) == ("주의", "부두 공사")


def test_a_bus_tells_alerts_of_its_line_its_run_and_its_next_stop(towns):
    follow(towns, drive(towns, "R1-W1-540", last=0))
    tell(towns, Touched(stop="W2"), id="next")
    tell(towns, Touched(stop="E2"), id="far")
    tell(towns, Touched(route="R1", direction=1), id="other way")
    tell(towns, Touched(trip="R1-W1-540"), id="run")
    card = Boards(towns.planner).show_vehicle("J/R1-W1-540", now=NOW, language="en")
    assert [one.id for one in card.alerts] == ["next", "run"]
    assert card.trip_id == "R1-W1-540" and run_of(towns, "R1-W1-540").trip >= 0


def test_a_ride_tells_alerts_that_hold_when_it_leaves(towns):
    later = Span(NOW + timedelta(hours=5), NOW + timedelta(hours=9))
    for id, stop, span in (("on", "W2", ()), ("off", "E2", ()), ("later", "W2", (later,))):
        tell(towns, Touched(stop=stop), id=id, active=span)
    answer = towns.planner.plan(ask(at("j"), at("q")), now=NOW)
    rides = [leg for leg in answer.journeys[0].legs if leg.ride is not None]
    assert [[one.id for one in leg.alerts] for leg in rides] == [["on", "off"]]
