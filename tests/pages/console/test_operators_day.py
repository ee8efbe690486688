"""One operator's day on a running server with a simulated fleet, its clock thirty times ours.

A bus goes silent, two buses bunch; the operator signs in, sees both, writes an alert in four
languages, and a rider sees it on the board of a stop and in the feed of alerts.
"""

import socket
import threading
import time
from datetime import datetime
from typing import Any
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pyotp
import pytest
from google.transit import gtfs_realtime_pb2
from playwright.sync_api import Page, expect
from tests.answers.world import CALENDAR, build_region_of
from tests.live.ways import Line, feed_text
from tests.pages.test_browser import page_of, wait_for_map

from modugil.app.buses import Simulated
from modugil.app.open_app import OpenApp, open_app
from modugil.people.accounts import NewSignIn
from modugil.people.roles import Role

ZONE = "Asia/Seoul"
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo(ZONE))
SPEED = 30.0
DRAWING = "a---------b---------c---------d---------e---------f---------g---------h"
STOPS = "abcdefgh"
STARTS = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(7 * 60, 11 * 60, 4)]
WAITED_S = 30.0
TEXTS = {
    "ko": ("7번 버스 몰림", "버스 두 대가 붙어 다닙니다. 다음 버스는 오래 걸릴 수 있습니다."),
    "en": ("Line 7 bunched", "Two buses run together. The one after may take long."),
    "zh": ("7路车辆积聚", "两辆公交车相连行驶，下一班可能较久。"),
    "ja": ("7番 団子運転", "バスが2台続いています。次は遅れる見込みです。"),
}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("day")
    line = Line("7", way=STOPS, stops=STOPS, starts=STARTS, minutes=3)
    feed = CALENDAR + feed_text(DRAWING, [line], cell_m=120.0, zone=ZONE)
    built = build_region_of(folder, feed, time_zone=ZONE)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("MODUGIL_LIVE_TICK_MS", "100")
        app = open_app(built, buses=Simulated(MORNING, speed=SPEED))
        app.warm_up(lambda *_: None)
        yield app


@pytest.fixture(scope="module")
def address(app: OpenApp):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        told = f"http://127.0.0.1:{listener.getsockname()[1]}"
        app.start_live(told)
        serving = threading.Thread(target=app.serve, args=(listener,), daemon=True)
        serving.start()
        yield told
        assert app.live is not None
        app.live.stop()


@pytest.fixture(scope="module")
def kim(app: OpenApp) -> NewSignIn:
    people, now = app.desk.people, app.web.state["real_clock"].now()
    assert people is not None
    return people.add_account("kim", roles=[Role.DISPATCHER], display_name="김지우", now=now)


def wait_until(find: Any, what: str) -> Any:
    ends = time.monotonic() + WAITED_S
    while time.monotonic() < ends:
        if found := find():
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {WAITED_S} s: {what}")


def find_buses(app: OpenApp) -> list[str]:
    """Buses in the middle of their runs, the first in front; three at least."""
    assert app.live is not None
    driving = [
        one
        for one in app.live.engine.get_current().list_vehicles()
        if one.run is not None and one.last_position in (1, 2, 3) and one.low_floor is not None
    ]
    driving.sort(key=lambda one: one.along_m or 0.0, reverse=True)
    return [one.vehicle for one in driving] if len(driving) >= 3 else []


def sign_in(page: Page, address: str, kim: NewSignIn) -> None:
    page.goto(f"{address}/console?language=en")
    expect(page.get_by_role("heading", name="Staff sign-in")).to_be_visible()
    page.get_by_label("Name").fill(kim.name)
    page.get_by_label("Password").fill(kim.password)
    page.get_by_label("Code").fill(pyotp.TOTP(kim.totp_secret).now())
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Needs attention now")).to_be_visible()


def read_feed(address: str) -> list[Any]:
    with urlopen(f"{address}/api/v1/gtfs-rt/alerts.pb", timeout=10) as answer:
        message = gtfs_realtime_pb2.FeedMessage()
        message.ParseFromString(answer.read())
    return [one.alert for one in message.entity]


def test_one_operators_day(chromium, app, address, kim):
    silent, bunched, *_ = wait_until(lambda: find_buses(app), "three buses under way")
    simulation = app.fleet.simulation
    simulation.commands.bunch(bunched).result(WAITED_S)
    simulation.commands.silence(silent).result(WAITED_S)
    with page_of(chromium, address, locale="en-GB") as page:
        sign_in(page, address, kim)
        attention = page.locator(".attention")
        expect(attention).to_contain_text(f"{silent} (7): silent for", timeout=WAITED_S * 1000)
        expect(attention).to_contain_text("1 bunch of buses", timeout=WAITED_S * 1000)
        expect(attention).to_contain_text(bunched)
        wait_for_map(page)
        page.get_by_role("link", name="1 bunch of buses").click()
        expect(page.locator(".string .s-bunched")).to_have_count(1)
        page.goto(f"{address}/console/fleet?state=stale&language=en")
        expect(page.get_by_role("rowheader", name=silent)).to_be_visible()
        write_alert(page, address)
        see_it_as_a_rider(page, address)
    (alert,) = [one for one in read_feed(address) if one.informed_entity[0].route_id == "7"]
    told = {one.language: one.text for one in alert.header_text.translation}
    assert told == {language: header for language, (header, _) in TEXTS.items()}


def write_alert(page: Page, address: str) -> None:
    page.goto(f"{address}/console/messages/new/alert?language=en")
    page.get_by_label("Find a line, stop or run").fill("7")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("checkbox", name="line 7", exact=True).check()
    for language, (header, text) in TEXTS.items():
        page.locator(f"#header_{language}").fill(header)
        page.locator(f"#description_{language}").fill(text)
    page.get_by_label("Severity").select_option("WARNING")
    page.get_by_label("Effect").select_option("SIGNIFICANT_DELAYS")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="As riders see it")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published. Riders see it at once.")).to_be_visible()


def see_it_as_a_rider(page: Page, address: str) -> None:
    page.goto(f"{address}/stops/d?language=en")
    expect(page.get_by_text(TEXTS["en"][0])).to_be_visible()
    page.goto(f"{address}/stops/d?language=ko")
    expect(page.get_by_text(TEXTS["ko"][0])).to_be_visible()
