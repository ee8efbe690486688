"""What the live pages say without a script, and the journey page with a fleet."""

import re
from datetime import timedelta

import pytest
from litestar.testing import TestClient
from tests.answers.world import NOW, at
from tests.app.served import web_of

from modugil.app.web import build_desk
from modugil.core.clock import RunningClock
from modugil.pages.catalogue import get_words
from modugil.pages.live_view import say_simulated


def text_of(client, path, **query):
    answer = client.get(path, params=query, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return re.sub(r"\s+", " ", re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.text, flags=re.S))


def test_a_board_says_when_in_words_and_how_old_the_position_is(live_client):
    said = text_of(live_client, "/stops/W2", language="ko")
    for part in ("서마을 회관", "7분 후", "저상", "여유", "4분 늦음", "12초 전 위치 기준"):
        assert part in said
    english = text_of(live_client, "/stops/W2", language="en")
    for part in ("in 7 min", "low-floor", "room to spare", "4 min late", "position 12 s old"):
        assert part in english


def test_low_floor_only_is_a_switch_that_works_by_the_address(live_client):
    said = text_of(live_client, "/stops/W2", language="en", lowFloorOnly="1", minutes="30")
    assert "Not shown:" in said
    assert "not low-floor" not in said.partition("Not shown:")[0].partition("With the")[2]
    page = live_client.get("/stops/W2", params={"lowFloorOnly": "1"}).text
    assert re.search(r'name="lowFloorOnly" value="1" checked', page)


def test_only_the_board_is_sent_to_the_script(live_client):
    part = live_client.get("/stops/W2", params={"part": "board", "language": "en"}).text
    assert part.startswith('<div id="board"')
    assert "<html" not in part


def test_a_stop_that_is_not_is_a_page_with_its_status(live_client):
    answer = live_client.get("/stops/none", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_stops_are_found_by_name_and_nearby(live_client):
    said = text_of(live_client, "/stops", language="en", q="village")
    assert "4 stops found" in said
    assert "to E2" in said and "방면" not in said
    lat, lon = at("j").split(",")
    near = text_of(live_client, "/stops", language="en", near=f"{lat},{lon}")
    assert "Stops nearby" in near and "West Village Hall" in near and "away" in near
    assert "No stop was found" in text_of(live_client, "/stops", language="en", q="nowhere")
    for broken in ("x", "1,2,3", "nan,0", "91,0"):
        assert text_of(live_client, "/stops", language="en", near=broken)


def test_a_name_leads_to_its_board_by_a_link(live_client):
    page = live_client.get("/stops", params={"q": "회관", "language": "ko"}).text
    assert 'href="/stops/W2?language=ko"' in page


def test_the_buses_stand_in_a_table_with_their_age(live_client):
    said = text_of(live_client, "/live", language="en")
    for part in ("365", "next West Village Hall", "4 min late, low-floor", "position 12 s old"):
        assert part in said
    assert "old position" in said
    only = text_of(live_client, "/live", language="en", lowFloorOnly="1")
    assert "1 bus." in only and "1 not known to be low-floor are hidden." in only
    line = text_of(live_client, "/live", language="en", line="간선7")
    assert "1 bus." in line and "365, " not in line


def test_a_server_that_follows_no_fleet_says_so(client):
    assert "This server receives no bus positions" in text_of(client, "/live", language="en")
    assert "Times are by the timetable." in text_of(client, "/stops/W2", language="en")


def test_a_simulated_clock_is_told_on_every_live_page(towns):
    clock = RunningClock(NOW + timedelta(minutes=1), speed=60.0)
    with TestClient(web_of(towns.planner, towns.folder, clock=clock)) as client:
        for path in ("/", "/live", "/stops", "/stops/W2"):
            assert "runs 60 times as fast" in text_of(client, path, language="en")


@pytest.mark.parametrize("past", [True, False])
def test_the_past_shown_again_is_not_taken_for_now(towns, past):
    desk = build_desk(towns.planner, clock=RunningClock(NOW, speed=10.0), fleet_past=past)
    assert ("a replay of the past" in say_simulated(get_words("en"), desk)) is past


def test_the_world_s_own_clock_is_not_called_simulated(live_client):
    assert "simulated" not in text_of(live_client, "/live", language="en")


@pytest.mark.parametrize(
    "language, said, board",
    [
        ("ko", "실시간: 4분 늦음, 12초 전 위치 기준.", "예정 09:03"),
        ("en", "Live: 4 min late, position 12 s old.", "planned 09:03"),
    ],
)
def test_a_journey_tells_that_its_bus_is_live_and_leads_to_the_board(
    live_client, language, said, board
):
    query = {"from": at("j"), "to": at("q"), "needs": "powered-wheelchair", "language": language}
    text = text_of(live_client, "/", **query)
    assert said in text and board in text
    page = live_client.get("/", params=query, headers={"Accept": "text/html"}).text
    assert f'<a href="/stops/land:W2?language={language}">' in page or (
        f'<a href="/stops/W2?language={language}">' in page
    )


def test_a_journey_without_a_fleet_is_by_the_timetable(client):
    query = {"from": at("j"), "to": at("q"), "needs": "powered-wheelchair", "language": "en"}
    said = text_of(client, "/", **query)
    assert "Times are by the timetable." in said and "Live:" not in said
