"""Lines, alerts, favourites and Wi-Fi as pages say them without a script."""

import re
from datetime import timedelta

import pytest
from litestar.testing import TestClient
from tests.answers.alerts.test_alerts import tell
from tests.answers.boards.fleet import drive, follow
from tests.answers.world import NOW, at
from tests.app.served import web_of
from tests.pages.test_live_pages import text_of
from tests.pages.wifi_there import wifi_of

from modugil.conditions.staff.messages import Effect, Severity, Touched
from modugil.core.access import Access
from modugil.core.clock import FixedClock
from modugil.live.progress import VehicleStatus


@pytest.fixture
def told(towns):
    """The pages of the towns with a bus, three alerts and four access points."""
    world = towns.fresh()
    live = follow(world, drive(world, "R1-W1-540", late_s=240, last=0))
    tell(world, Touched(route="R1"), severity=Severity.WARNING, effect=Effect.DETOUR)
    tell(world, Touched(stop="E1"), id="pier", header={"ko": "부두 막힘", "en": "Pier closed"})
    tell(world, Touched(route="R5"), id="rail", header={"ko": "열차 쉼", "en": "No trains"})
    points = {"J__R1-W1-540": Access.YES, "stop__W2": Access.YES, "stop__E1": Access.NO}
    wifi = wifi_of(world, live.snapshot, now=NOW, **points)
    with TestClient(web_of(world.planner, world.folder, wifi=wifi)) as client:
        yield client


def test_lines_are_listed_searched_and_lead_to_their_pages(told):
    said = text_of(told, "/lines", language="en")
    assert "6 lines" in said and "1 bus on the way" in said and "102 runs today" in said
    assert "1 line" in text_of(told, "/lines", language="en", q="365")
    assert "No line was found" in text_of(told, "/lines", language="en", q="nowhere")
    page = told.get("/lines", params={"language": "ko"}).text
    assert 'href="/lines/R1?language=ko"' in page


def test_a_line_is_said_in_words_stop_by_stop_with_its_buses(told):
    said = text_of(told, "/lines/R1", language="ko")
    for part in (
        "365",
        "E2 방면",
        "정류소 4곳. 오늘 51회 운행, 첫차 06:00, 막차 22:40. 1대 운행 중.",
        "서마을 입구 지남, 다음 서마을 회관, 4분 늦음, 저상, 여유",
        "12초 전 위치 기준, 와이파이 사용 가능",
        "다음 차 7분 후",
        "종점",
        "부두 공사",
        "부두 막힘",
        "이 정류소에 알림 있음",
    ):
        assert part in said, part
    assert "열차 쉼" not in said
    english = text_of(told, "/lines/R1", language="en")
    assert "past West Village Gate, next West Village Hall, 4 min late" in english


def test_the_diagram_is_a_list_in_order_that_leads_to_the_stops(told):
    page = told.get("/lines/R1", params={"language": "en"}).text
    first = page.partition('class="diagram"')[2].partition("</ol>")[0]
    assert re.findall(r'href="/stops/([^?"]+)', first) == ["land:W1", "W2", "E1", "E2"]
    assert first.index("bus-says") < first.index("/stops/W2")


def test_only_what_moves_is_sent_to_the_script(told):
    part = told.get("/lines/R1", params={"part": "line", "language": "en"}).text
    assert part.lstrip().startswith('<div id="line"') and "<html" not in part


def test_a_line_that_is_not_is_a_page_with_its_status(told):
    answer = told.get("/lines/none", params={"language": "ko"}, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "이 지역에 그런 노선이 없습니다" in answer.text


def test_alerts_stand_where_they_touch(told):
    pier = text_of(told, "/stops/E1", language="en")
    assert "Pier closed" in pier and "Works at the pier" in pier and "No trains" not in pier
    assert "Pier closed" not in text_of(told, "/stops/W2", language="en")
    assert "Works at the pier" in text_of(told, "/live", language="en")
    journey = {"from": at("j"), "to": at("q"), "needs": "powered-wheelchair", "language": "en"}
    assert "Works at the pier" in text_of(told, "/", **journey)


def test_every_alert_is_on_one_page_with_what_it_touches(told, client):
    said = text_of(told, "/alerts", language="en")
    assert "3 alerts" in said and "Touches: East Village Pier" in said and "detour" in said
    assert said.index("Works at the pier") < said.index("Pier closed")
    assert "There are no alerts now." in text_of(client, "/alerts", language="en")


def test_an_address_in_an_alert_is_a_link_only_if_it_is_one(towns):
    world = towns.fresh()
    tell(world, Touched(), url={"ko": "javascript:alert(1)"})
    tell(world, Touched(), id="b", url={"ko": "https://example.org/x"})
    with TestClient(web_of(world.planner, world.folder)) as client:
        page = client.get("/alerts").text
    assert "javascript:" not in page
    assert 'href="https://example.org/x"' in page


def test_a_bus_that_waits_says_so_on_the_board(towns):
    world = towns.fresh()
    now = NOW + timedelta(minutes=5)
    follow(
        world,
        drive(world, "R1-W1-540", late_s=300, status=VehicleStatus.LAYOVER, as_of=now),
        now=now,
    )
    with TestClient(web_of(world.planner, world.folder, clock=FixedClock(now))) as client:
        said = text_of(client, "/stops/land:W1", language="ko")
    assert "첫 정류소에서 대기 중" in said and "곧 도착" not in said


def test_wifi_is_told_near_a_place_at_a_stop_and_on_a_bus(told, client):
    near = text_of(told, "/wifi", language="en", q="W2", ref="stop:W2")
    assert "stop West Village Hall" in near and "7 devices on it" in near
    assert "East Village Pier" not in near.partition("nearest first")[2].partition("Your place")[0]
    assert "Wi-Fi at this stop" in text_of(told, "/stops/W2", language="en")
    assert "Wi-Fi works" in text_of(told, "/live", language="en")
    assert "does not receive the state of the Wi-Fi" in text_of(client, "/wifi", language="en")


def test_a_name_that_fits_several_places_becomes_a_choice_and_none_is_said(told):
    assert "Choose the place" in text_of(told, "/wifi", language="en", q="village")
    assert "No place fits" in text_of(told, "/wifi", language="en", q="xyzxyz")
    lat, lon = at("j").split(",")
    assert "nearest first" in text_of(told, "/wifi", language="en", near=f"{lat},{lon}")
    far = text_of(told, "/wifi", language="en", near="35.1,129.0")
    assert "No Wi-Fi works within 2 km" in far


def test_favourites_say_that_they_need_a_script_and_stay_in_the_browser(client):
    said = text_of(client, "/favourites", language="en")
    assert "kept in this browser only" in said and "needs JavaScript" in said


def test_the_fleet_is_said_in_words_beside_the_table(live_client):
    said = text_of(live_client, "/live", language="ko")
    assert "버스 2대가 위치를 알립니다. 운행 중 2대." in said
