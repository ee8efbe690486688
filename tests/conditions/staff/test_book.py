"""What staff write is kept, seen by every process, and avoided by journeys."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from tests.answers.world import at
from tests.conditions.staff.conftest import NOW, TODAY
from tests.conditions.staff.messages import HOUR, alert, cancellation, detour

from modugil.answers.trips.question import TripQuestion
from modugil.api.changes import PUBLIC_KINDS
from modugil.conditions.conditions import Conditions, Span, TripChange, TripRun
from modugil.conditions.staff.book import StaffBook
from modugil.conditions.staff.messages import Effect, Touched
from modugil.core.errors import BadInput, CouldNotLook
from modugil.routing.presets import get_preset
from modugil.store.changes import list_changes


def rides(world, *, now=NOW):
    question = TripQuestion(
        start=at("j"), end=at("q"), needs=get_preset("powered-wheelchair"), language="en"
    )
    answer = world.planner.plan(question, now=now)
    legs = [leg for one in answer.journeys for leg in one.legs if leg.ride is not None]
    return [(leg.ride.trip_id, leg.start.ref) for leg in legs]


def test_a_message_is_told_changed_and_withdrawn(book):
    written = book.write(alert(), author="kim", now=NOW)
    assert (written.author, written.revision) == ("kim", 1)
    changed = book.change(alert(header={"ko": "끝"}), author="lee", now=NOW + HOUR / 2)
    assert (changed.author, changed.revision, changed.written) == ("lee", 2, NOW + HOUR / 2)
    assert book.find_written("a1") == changed
    assert book.list_written(now=NOW) == (changed,)
    gone = book.withdraw("a1", author="kim", now=NOW + HOUR)
    assert gone.withdrawn == NOW + HOUR
    assert book.list_written(now=NOW) == ()
    assert book.list_written(now=NOW, withdrawn=True) == (gone,)
    assert book.list_alerts(now=NOW) == ()


@pytest.mark.parametrize("message", [alert(), cancellation(), detour()])
def test_every_kind_of_message_comes_back_as_it_was_written(book, database, ids, message):
    book.write(message, author="kim", now=NOW)
    again = StaffBook(database, timetable_ids=ids)
    assert again.version == -1
    assert again.refresh(now=NOW)
    found = again.find_written(message.id)
    assert found is not None
    assert found.message == message


def test_an_id_is_made_up_where_none_is_given(book):
    one = book.write(alert(id=""), author="kim", now=NOW)
    other = book.write(alert(id=""), author="kim", now=NOW)
    assert one.message.id.startswith("alert-")
    assert one.message.id != other.message.id


def test_what_cannot_be_changed_is_refused(book):
    book.write(alert(), author="kim", now=NOW)
    with pytest.raises(BadInput, match="already"):
        book.write(alert(), author="kim", now=NOW)
    with pytest.raises(BadInput, match="no message"):
        book.change(alert(id="a2"), author="kim", now=NOW)
    with pytest.raises(BadInput, match="another kind"):
        book.change(cancellation(id="a1"), author="kim", now=NOW)
    book.withdraw("a1", author="kim", now=NOW)
    with pytest.raises(BadInput, match="was withdrawn"):
        book.withdraw("a1", author="kim", now=NOW)


def test_of_two_who_change_one_message_the_later_one_is_told(book):
    first = book.write(alert(), author="kim", now=NOW)
    book.change(alert(header={"ko": "끝"}), author="lee", now=NOW, revision=first.revision)
    with pytest.raises(BadInput, match="lee has changed the message meanwhile"):
        book.change(alert(header={"ko": "다시"}), author="kim", now=NOW, revision=first.revision)
    kept = book.find_written("a1")
    assert (kept.revision, kept.message.header) == (2, {"ko": "끝"})


def test_what_another_process_wrote_is_seen_at_the_next_look(book, database, ids):
    other = StaffBook(database, timetable_ids=ids)
    other.refresh(now=NOW)
    book.write(alert(), author="kim", now=NOW)
    assert other.list_alerts(now=NOW) == ()
    assert other.refresh(now=NOW)
    assert [one.id for one in other.list_alerts(now=NOW)] == ["a1"]
    assert not other.refresh(now=NOW)


def test_many_writers_at_once_lose_nothing(book):
    def write(number):
        book.write(alert(id=f"a{number}"), author="kim", now=NOW)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    book.refresh(now=NOW)
    assert len(book.list_alerts(now=NOW)) == 8


def test_alerts_begin_and_end_by_the_clock(book):
    book.write(alert(active=(Span(NOW + HOUR, NOW + 2 * HOUR),)), author="kim", now=NOW)
    book.write(alert(id="a2", active=()), author="kim", now=NOW)

    def held(now):
        return [one.id for one in book.list_alerts(now=now)]

    assert held(NOW) == ["a2"]
    assert set(held(NOW + HOUR)) == {"a1", "a2"}
    assert held(NOW + 2 * HOUR) == ["a2"]
    assert {one.message.id for one in book.list_written(now=NOW)} == {"a1", "a2"}
    assert [one.message.id for one in book.list_written(now=NOW + 3 * HOUR)] == ["a2"]


def test_a_cancelled_run_is_an_alert_in_four_languages(book):
    book.write(cancellation(), author="kim", now=NOW)
    (told,) = book.list_alerts(now=NOW)
    assert told.id == "c1:alert"
    assert dict(told.header) == {
        "ko": "365번 09:20 출발 운행 중지",
        "en": "Line 365: the 09:20 departure is cancelled",
        "zh": "365路 09:20发车的班次停运",
        "ja": "365番 09:20発は運休",
    }
    assert told.effect is Effect.NO_SERVICE
    assert told.touches == (Touched(route="R1", trip="R1-W1-560", day=TODAY),)
    assert book.list_alerts(now=NOW + 2 * HOUR) == ()


def test_a_detour_says_which_stops_are_not_served_and_which_are_instead(book):
    book.write(detour(), author="kim", now=NOW)
    (told,) = book.list_alerts(now=NOW)
    assert told.effect is Effect.DETOUR
    assert told.description["en"] == (
        "Works on South Road. Stops not served: West Village Hall. Served instead: Temporary. "
        "Later stops are reached about 3 min late."
    )
    assert told.touches == (Touched(route="R1"), Touched(route="R1", stop="W2"))


def test_a_reason_without_a_full_stop_gets_one_before_what_follows_it(book):
    book.write(
        detour(reason={"ko": "축제", "zh": "节日", "en": "Festival!"}), author="kim", now=NOW
    )
    (told,) = book.list_alerts(now=NOW)
    assert told.description["ko"].startswith("축제. 서지 않는 정류소")
    assert told.description["zh"].startswith("节日。")
    assert told.description["en"].startswith("Festival! Stops")


def test_journeys_avoid_a_run_that_is_cancelled(book, towns):
    assert "R1-W1-540" in dict(rides(towns))
    book.write(cancellation(trip="R1-W1-540"), author="kim", now=NOW)
    after = dict(rides(towns))
    assert "R1-W1-540" not in after
    assert "R1-W1-560" in after
    book.withdraw("c1", author="kim", now=NOW)
    assert "R1-W1-540" in dict(rides(towns))


def test_journeys_do_not_board_where_a_detour_leaves_the_stop_out(book, towns):
    assert ("R1-W1-540", "stop:W2") in rides(towns)
    book.write(detour(span=Span(NOW - HOUR, NOW + 12 * HOUR)), author="kim", now=NOW)
    after = rides(towns)
    assert not [one for one in after if one[0].startswith("R1-W1") and one[1] == "stop:W2"]
    assert [one for one in after if one[0].startswith("R1-W1") and one[1] == "stop:land:W1"]


def test_a_detour_touches_only_the_runs_that_come_within_its_span(book, towns, ids):
    book.write(detour(), author="kim", now=NOW)
    trips = towns.conditions.get_current().trips
    names = {ids.trips[run.trip]: change for run, change in trips.items()}
    # they come to W2 at 9:03 and every twenty minutes, and from the east at 9:19 and so on
    there = {"R1-W1-540", "R1-W1-560", "R1-W1-580"}
    back = {"R1-E2-530", "R1-E2-550", "R1-E2-570", "R1-E2-590"}
    assert there <= set(names) <= there | back
    assert {run.day for run in trips} == {TODAY}
    assert names["R1-W1-540"] == TripChange(delays_s=((2, 180),), skipped_positions=frozenset({1}))


def test_an_open_detour_is_told_of_for_a_week_and_goes_on_by_the_clock(book, towns):
    book.write(detour(span=Span(NOW), direction=None), author="kim", now=NOW)
    days = {run.day for run in towns.conditions.get_current().trips}
    assert (min(days), max(days)) == (TODAY, TODAY + timedelta(days=7))
    before = towns.conditions.get_current().version
    book.refresh(now=NOW + timedelta(hours=1))
    assert towns.conditions.get_current().version == before
    book.refresh(now=NOW + timedelta(days=1))
    days = {run.day for run in towns.conditions.get_current().trips}
    assert max(days) == date(2026, 11, 30)
    assert towns.conditions.get_current().version == before + 1


def test_a_run_that_is_followed_and_detoured_keeps_its_measured_delay(book, towns, ids):
    run = TripRun(towns.trip("R1-W1-540"), TODAY)
    measured = TripChange(delays_s=((0, 240),), wheelchair=1)
    towns.conditions.publish("live", Conditions(trips={run: measured}), now=NOW)
    book.write(detour(), author="kim", now=NOW)
    both = towns.conditions.get_current().trips[run]
    assert both == replace(measured, skipped_positions=frozenset({1}))
    towns.conditions.publish("live", Conditions(), now=NOW)
    assert towns.conditions.get_current().trips[run].delays_s == ((2, 180),)


def test_a_book_that_cannot_be_read_keeps_what_it_knew(book, database):
    book.write(alert(), author="kim", now=NOW)
    with database.begin() as connection:
        connection.execute(text("DROP TABLE change_counters"))
    with pytest.raises(CouldNotLook):
        book.refresh(now=NOW)
    assert len(book.list_alerts(now=NOW)) == 1


def test_every_change_is_in_the_log_that_anybody_may_follow(book, database):
    token = list_changes(database, "").next_token
    book.write(alert(id="a1"), author="kim", now=NOW)
    book.write(cancellation(id="c1"), author="kim", now=NOW)
    book.withdraw("a1", author="kim", now=NOW)
    with pytest.raises(BadInput):
        book.withdraw("a1", author="kim", now=NOW)
    told = [(one.kind, one.key) for one in list_changes(database, token).changes]
    assert told == [("alerts", "a1"), ("cancellations", "c1"), ("alerts", "a1")]
    assert {kind for kind, _ in told} <= set(PUBLIC_KINDS)
