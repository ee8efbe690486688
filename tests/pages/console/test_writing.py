"""Alerts, cancellations and detours: typed, looked at, published, changed, withdrawn."""

import re
from datetime import date, timedelta

import pytest
from tests.answers.world import NOW
from tests.pages.console.conftest import Staff
from tests.pages.console.test_watching import words_of

from modugil.conditions.conditions import Span
from modugil.conditions.staff.messages import Cancellation, Cause, Effect, Severity, Touched
from modugil.core.geo import LatLon
from modugil.pages.console.writing.detour_form import parse_point

ALERT = "/console/messages/new/alert"
CANCELLATION = "/console/messages/new/cancellation"
DETOUR = "/console/messages/new/detour"
TOUCH = ("touch", "route=R1")
TEXTS = {
    "header_ko": "365번 늦음",
    "header_en": "Line 365 late",
    "header_zh": "365路晚点",
    "header_ja": "365番 遅延",
    "description_ko": "사고로 늦습니다.",
    "description_en": "Late after an accident.",
}
WHEN = {"start_0": "2026-11-23T08:30", "end_0": "2026-11-23T12:00"}
KINDS = {"cause": "ACCIDENT", "effect": "SIGNIFICANT_DELAYS", "severity": "WARNING"}


def publish(staff, *pairs, path=ALERT, **told):
    return staff.post(path, *pairs, ("do", "publish"), **told)


def only(console):
    (written,) = console.desk.staff.list_written(now=NOW, withdrawn=True)
    return written


def test_an_alert_is_published_with_all_that_was_typed(staff, console):
    stop = ("touch", "stop=W2")
    answer = publish(staff, TOUCH, stop, **TEXTS, **WHEN, **KINDS, url_ko="https://jeju.example/1")
    assert answer.status_code == 303
    written = only(console)
    alert = written.message
    assert answer.headers["location"] == f"/console/messages/{alert.id}?said=published"
    assert alert.header == {
        "ko": "365번 늦음",
        "en": "Line 365 late",
        "zh": "365路晚点",
        "ja": "365番 遅延",
    }
    assert alert.touches == (Touched(route="R1"), Touched(stop="W2"))
    start = NOW - timedelta(minutes=30)
    assert alert.active == (Span(start, start + timedelta(hours=3, minutes=30)),)
    assert (alert.cause, alert.effect, alert.severity) == (
        Cause.ACCIDENT,
        Effect.SIGNIFICANT_DELAYS,
        Severity.WARNING,
    )
    assert alert.url == {"ko": "https://jeju.example/1"}
    assert written.author == "boss"
    page = words_of(staff.get(answer.headers["location"]))
    assert "Published. Riders see it at once." in page
    assert "line 365" in page
    assert "stop West Village Hall" in page


def test_riders_see_it_at_once(staff, console):
    publish(staff, TOUCH, **TEXTS, **WHEN, **KINDS)
    assert "Line 365 late" in staff.get("/stops/W2?language=en")
    assert "365번 늦음" in staff.get("/alerts?language=ko")


FAULTS = [
    ({"header_ko": ""}, "header_ko", "Write the headline in Korean."),
    ({"description_ko": " "}, "description_ko", "Write the text in Korean."),
    ({"header_en": "x" * 121}, "header_en", "Longer than 120 characters."),
    ({"end_0": "2026-11-23T08:00"}, "end_0", "It ends before it begins."),
    ({"start_0": "soon"}, "start_0", "This is no date and time."),
    ({"url_ko": "javascript:alert(1)"}, "url_ko", "This is no web address."),
    ({"touch": "nonsense=1"}, "touch", "Choose a line, a stop or a run at least."),
    ({"touch": "route=GONE"}, "touch", "Something chosen is not in this region."),
]


def test_a_fault_is_said_at_its_field_and_nothing_typed_is_lost(staff, console):
    for changed, name, said in FAULTS:
        typed = {"touch": "route=R1"} | TEXTS | WHEN | KINDS | changed
        answer = publish(staff, **typed)
        assert answer.status_code == 422, name
        assert re.search(rf'id="{name}-fault">{re.escape(said)}', answer.text), name
        assert f'<a href="#{name}">' in answer.text
        for key in ("header_zh", "description_en", "end_0", "start_0"):
            assert typed[key] in answer.text
        assert '<option value="ACCIDENT" selected>' in answer.text
    assert console.desk.staff.list_written(now=NOW, withdrawn=True) == ()


def test_what_it_touches_is_found_by_line_stop_or_line_and_time(staff):
    lines = staff.post(ALERT, do="search", search="365").text
    assert 'value="route=R1"' in lines
    stops = staff.post(ALERT, do="search", search="서마을").text
    assert 'value="stop=W2"' in stops
    runs = staff.post(ALERT, do="search", search="365 9:00").text
    assert 'value="trip=R1-W1-540&amp;day=2026-11-23"' in runs
    assert "Nothing fits." in staff.post(ALERT, do="search", search="없는것").text


def test_what_was_chosen_stays_while_more_is_looked_for(staff):
    page = staff.post(ALERT, TOUCH, do="search", search="간선7", **TEXTS).text
    assert 'name="touch" value="route=R1" checked' in page
    assert 'name="touch" value="route=R3"' in page
    assert "Line 365 late" in page


def test_korean_is_copied_only_where_nothing_stands(staff):
    page = staff.post(ALERT, do="copy", header_ko="우회", header_en="Detour").text
    assert re.search(r'id="header_en"[^>]* value="Detour"', page)
    assert re.search(r'id="header_ja"[^>]* value="우회"', page)


def test_the_preview_shows_each_language_and_how_it_is_read_aloud(staff, console):
    page = staff.post(ALERT, TOUCH, do="check", **TEXTS, **WHEN, **KINDS).text
    text = words_of(page)
    assert "from 08:30 until 12:00" in text
    assert "365번 늦음. 사고로 늦습니다." in text
    assert text.count("another language stands in") == 2
    assert console.desk.staff.list_written(now=NOW, withdrawn=True) == ()


def test_more_spans_are_added_and_kept_in_order(staff, console):
    page = staff.post(ALERT, TOUCH, do="more_times", **TEXTS, **WHEN).text
    assert 'name="start_1"' in page
    later = {"start_1": "2026-11-22T08:00", "end_1": "2026-11-22T09:00"}
    publish(staff, TOUCH, **TEXTS, **WHEN, **later)
    starts = [one.start for one in only(console).message.active]
    assert starts == sorted(starts)


def test_nothing_that_was_typed_is_taken_for_a_mark_of_the_page(staff):
    evil = '"><script>alert(1)</script>'
    typed = {key: evil for key in (*TEXTS, *WHEN, "search", "cause", "touch")}
    for do in ("check", "search", "copy"):
        assert "<script>alert" not in staff.post(ALERT, do=do, **typed).text
    for path in (CANCELLATION, DETOUR):
        typed = {key: evil for key in ("line", "day", "trip", "way", "reason_ko", "new_name_0")}
        assert "<script>alert" not in staff.post(path, do="check", **typed).text


def test_a_change_and_a_withdrawal_are_kept_with_who_and_when(staff, console):
    publish(staff, TOUCH, **TEXTS, **WHEN, **KINDS)
    id = only(console).message.id
    changed = TEXTS | {"header_en": "Line 365 very late"}
    answer = publish(staff, TOUCH, path=f"/console/messages/{id}", **changed, **WHEN, **KINDS)
    assert answer.status_code == 303
    assert (only(console).revision, only(console).message.header["en"]) == (
        2,
        "Line 365 very late",
    )
    assert "Line 365 very late" in staff.get("/alerts?language=en")
    assert staff.post(f"/console/messages/{id}/withdraw").status_code == 303
    assert "365 very late" not in staff.get("/alerts?language=en")
    page = words_of(staff.get(f"/console/messages/{id}"))
    for done in ("alert published", "alert changed", "alert withdrawn"):
        assert f"boss · {done}" in page
    assert 'name="header_ko"' not in staff.get(f"/console/messages/{id}")


def test_of_two_who_change_one_message_the_later_one_is_told(staff, console):
    publish(staff, TOUCH, **TEXTS, **WHEN, **KINDS)
    path = f"/console/messages/{only(console).message.id}"
    assert 'name="revision" value="1"' in staff.get(path)
    typed = {**TEXTS, **WHEN, **KINDS, "revision": "1"}
    assert publish(staff, TOUCH, path=path, **typed).status_code == 303
    refused = publish(staff, TOUCH, path=path, **typed | {"header_en": "Mine"})
    assert refused.status_code == 422
    assert "boss has changed the message meanwhile" in refused.text
    assert 'value="Mine"' in refused.text and 'name="revision" value="1"' in refused.text
    assert only(console).revision == 2
    assert publish(staff, TOUCH, path=path, **typed | {"revision": "9" * 9000}).status_code == 422


def test_messages_are_listed_by_how_they_stand(staff):
    publish(staff, TOUCH, **TEXTS, **WHEN)
    later = {"start_0": "2026-11-24T08:00"}
    publish(staff, TOUCH, **TEXTS | {"header_en": "Tomorrow"}, **later)
    over = {"start_0": "2026-11-20T08:00", "end_0": "2026-11-21T08:00"}
    publish(staff, TOUCH, **TEXTS | {"header_en": "Was over"}, **over)
    text = words_of(staff.get("/console/messages"))
    assert "All (3)" in text
    assert "Active (1)" in text
    assert text.index("Line 365 late") < text.index("Tomorrow") < text.index("Was over")
    assert "Line 365 late" not in staff.get("/console/messages?state=planned")


def test_who_may_only_look_sees_messages_and_changes_none(staff, stranger, console):
    publish(staff, TOUCH, **TEXTS, **WHEN)
    id = only(console).message.id

    viewer = Staff(stranger, console, console.sign_in("view"))
    page = viewer.get(f"/console/messages/{id}")
    assert "Line 365 late" in page
    assert 'id="writing"' not in page
    assert publish(viewer, TOUCH, path=f"/console/messages/{id}", **TEXTS).status_code == 403
    assert viewer.post(f"/console/messages/{id}/withdraw").status_code == 403


def test_a_run_is_cancelled_step_by_step(staff, console):
    first = staff.post(CANCELLATION, do="runs", line="R1", day="2026-11-23").text
    assert '<option value="R1-W1-600">365 10:00' in first
    named = {"line": "R1", "day": "2026-11-23", "trip": "R1-W1-600", "reason_ko": "고장"}
    stops = staff.post(CANCELLATION, do="stops", **named).text
    assert 'name="position" value="0"' in stops
    assert publish(staff, path=CANCELLATION, extent="whole", **named).status_code == 303
    assert only(console).message == Cancellation(
        only(console).message.id, "R1-W1-600", date(2026, 11, 23), reason={"ko": "고장"}
    )
    assert "10:00" in words_of(staff.get(f"/console/messages/{only(console).message.id}"))


def test_some_stops_of_a_run_are_left_out(staff, console):
    named = {"line": "R3", "day": "2026-11-23", "trip": "R3-W2-612", "reason_ko": "공사"}
    assert (
        "Choose the stops left out"
        in publish(staff, path=CANCELLATION, extent="part", **named).text
    )
    answer = publish(staff, ("position", "1"), path=CANCELLATION, extent="part", **named)
    assert answer.status_code == 303
    assert only(console).message.skipped_positions == {1}
    assert "left out" in words_of(staff.get(f"/console/messages/{only(console).message.id}"))


def test_a_cancellation_that_cannot_be_meant_is_said_at_its_field(staff):
    named = {"line": "R1", "day": "2026-11-23", "trip": "R1-W1-600", "reason_ko": "고장"}
    wrong = {"line": "", "day": "someday", "trip": "R3-W2-612", "reason_ko": ""}
    for name, value in wrong.items():
        answer = publish(staff, path=CANCELLATION, **named | {name: value})
        assert answer.status_code == 422, name
        assert f'id="{name}-fault"' in answer.text


def test_a_detour_is_published_with_its_way_and_the_stops_served_instead(staff, console):
    lines = staff.post(DETOUR, do="stops", line="R3").text
    assert '<option value="K">' in lines
    named = {"line": "R3", "from_stop": "K", "to_stop": "K", "delay": "5", "reason_ko": "도로 공사"}
    more = {
        "way": "33.50, 126.50\n33.51, 126.51",
        "new_name_0": "임시 정류장",
        "new_at_0": "33.505, 126.505",
        "new_minutes_0": "2",
        "start_0": "2026-11-23T08:00",
    }
    answer = publish(staff, path=DETOUR, **named, **more)
    assert answer.status_code == 303, words_of(answer.text)
    detour = only(console).message
    assert (detour.route, detour.from_stop, detour.to_stop, detour.delay_s) == ("R3", "K", "K", 300)
    assert detour.way == (LatLon(33.5, 126.5), LatLon(33.51, 126.51))
    (stop,) = detour.replacements
    assert (stop.name, stop.at, stop.travel_time_s) == (
        {"ko": "임시 정류장"},
        LatLon(33.505, 126.505),
        120,
    )
    again = staff.get(f"/console/messages/{detour.id}")
    assert 'value="임시 정류장"' in again
    assert "33.510000, 126.510000" in again


WRONG_DETOURS = [
    ({"line": ""}, "line"),
    ({"from_stop": "P1"}, "from_stop"),
    ({"to_stop": ""}, "to_stop"),
    ({"from_stop": "E1", "to_stop": "K"}, "to_stop"),
    ({"way": "33.5"}, "way"),
    ({"way": "33.5, 126.5"}, "way"),
    ({"delay": "soon"}, "delay"),
    ({"new_name_0": "임시"}, "new_at_0"),
    ({"new_at_0": "33.5, 126.5"}, "new_name_0"),
]


def test_a_detour_that_cannot_be_meant_is_said_at_its_field(staff):
    named = {"line": "R3", "from_stop": "K", "to_stop": "K", "reason_ko": "도로 공사"}
    for changed, name in WRONG_DETOURS:
        answer = publish(staff, path=DETOUR, **named | changed)
        assert answer.status_code == 422, changed
        assert f'id="{name}-fault"' in answer.text, changed


@pytest.mark.parametrize(
    "text, point",
    [
        ("33.5, 126.5", LatLon(33.5, 126.5)),
        (" 33.5 126.5 ", LatLon(33.5, 126.5)),
        ("95, 126.5", None),
        ("33.5", None),
        ("a, b", None),
    ],
)
def test_a_place_is_read_as_it_is_typed(text, point):
    assert parse_point(text) == point
