"""Somebody is guided in a real browser: by a recorded trace, a receiver's bytes, and the device."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Geolocation, expect
from tests.answers.world import World, at
from tests.app.served import serve, web_of
from tests.pages.guide.guided_page import Guided, Served, open_guided
from tests.pages.guide.receivers import PORT, RADIO
from tests.pages.guide.traces import Point, Second, length_m, tell_nmea, walk

from modugil.pages import built_files

SPEED_MPS = 1.33
HALF_HOUR_S = 30 * 60
OFF_ROUTE = [900, 250, 900, 250, 900]
RIGHT = [120, 120, 120, 120, 120]
LEFT = [120, 120, 120]
ARRIVED = [120, 120, 120, 120, 900]


@pytest.fixture(scope="module")
def served(towns: World) -> Iterator[Served]:
    """The pages, with every path that is asked of them."""
    if not built_files.WORKER.exists():
        pytest.skip("the front end is not built: run `make setup`")
    web, told = web_of(towns.planner, towns.folder), Served("")
    answer = web.asgi_handler

    async def count(scope: Any, receive: Any, send: Any) -> None:
        told.asked.append(scope.get("path", ""))
        await answer(scope, receive, send)

    web.asgi_handler = count
    with serve(web) as told.site:
        yield told


def spot(mark: str) -> Point:
    """A letter of the drawn world as the trace has it."""
    lat, lon = at(mark).split(",")
    return float(lon), float(lat)


def west_of(mark: str, metres: float) -> Point:
    """So many metres west of a letter."""
    lon, lat = spot(mark)
    return lon - metres / 92_700, lat


D, C, B = spot("d"), spot("c"), spot("b")
END = west_of("g", 60)
WAY = (D, B, spot("g"), END)
"""West along the north road, left at the gate, right along the south road."""
TO = f"{END[1]:.6f},{END[0]:.6f}"


def go(*points: Point) -> list[Second]:
    """A trace from point to point, on foot."""
    return walk(points, speed_mps=SPEED_MPS)


def in_order(spoken: list[str], *parts: str) -> bool:
    """Whether these stand in what was said, one after the other."""
    rest = iter(spoken)
    return all(any(part in one for one in rest) for part in parts)


def test_a_noisy_trace_is_guided_in_order_and_nothing_is_asked_of_the_server(
    chromium: Browser, served: Served
) -> None:
    with open_guided(chromium, served.site, at("d"), TO, accelerated=True) as guided:
        expect(guided.page.locator("#guide-loaded")).to_contain_text("nothing is sent")
        expect(guided.page.locator("#guide-loaded")).to_contain_text("kept on this device")
        asked, requests = len(served.asked), len(guided.requests)
        trace = go(*WAY)
        guided.replay(trace, noise="3")
        guided.pass_seconds(len(trace) + 5)
        expect(guided.page.locator("#guide")).to_have_attribute("data-phase", "arrived")
        assert served.asked[asked:] == [] and guided.requests[requests:] == []
        assert in_order(
            guided.spoken,
            "Head west along North Road",
            "turn left",
            "Now turn left",
            "turn right",
            "Now turn right",
            "you arrive",
            "You have arrived",
        ), guided.spoken
        assert len(set(guided.spoken)) == len(guided.spoken), "each thing once"
        assert {one["lang"] for one in guided.told("spoken")} == {"en-US"}
        felt = guided.felt
        assert felt.count(RIGHT) == felt.count(LEFT) == 2 and felt[-1] == ARRIVED
        assert OFF_ROUTE not in felt


def test_a_wrong_turn_is_noticed_within_five_seconds_and_a_new_way_is_drawn(
    chromium: Browser, served: Served, record_property: Callable[[str, object], None]
) -> None:
    with open_guided(chromium, served.site, at("d"), TO, accelerated=True) as guided:
        page, turn_s = guided.page, length_m(D, B) / SPEED_MPS
        guided.replay(go(D, spot("a")), noise="3")
        guided.pass_seconds(int(turn_s))
        drawn = page.locator(".d-way").get_attribute("d")
        assert OFF_ROUTE not in guided.felt
        for _ in range(7):
            guided.pass_seconds(1)
            if OFF_ROUTE in guided.felt:
                break
        expect(page.locator("#guide-banner")).to_contain_text("You have left the way")
        (noticed,) = [one for one in guided.told("buzzed") if one["pattern"] == OFF_ROUTE]
        late_s = (noticed["at"] - guided.told("spoken")[0]["at"]) / 1000 - turn_s
        record_property("measured", f"noticed {late_s:.1f} s after the turn was missed")
        assert 0 < late_s <= 5, f"{late_s} s"
        guided.pass_seconds(10)
        expect(page.locator("#guide-banner")).to_be_hidden()
        assert page.locator(".d-way").get_attribute("d") != drawn
        assert any("new way" in one.lower() for one in guided.spoken), guided.spoken


def test_half_an_hour_at_three_metres_of_noise_raises_no_false_alarm(
    chromium: Browser, served: Served
) -> None:
    line = [spot(mark) for mark in ("a", "f", "j", "k")]
    trace = walk(line, speed_mps=0.8)
    end = trace[HALF_HOUR_S + 60].at
    to = f"{end[1]:.6f},{end[0]:.6f}"
    asked = {"needs": "manual-wheelchair", "accelerated": True}
    with open_guided(chromium, served.site, at("a"), to, **asked) as guided:
        guided.replay(trace[: HALF_HOUR_S + 1], noise="3")
        guided.pass_seconds(HALF_HOUR_S)
        expect(guided.page.locator("#guide")).to_have_attribute("data-phase", "on-way")
        felt = guided.felt
        assert OFF_ROUTE not in felt and LEFT in felt
        left_m = re.match(r"\d+", guided.read("left-length"))
        assert left_m and 20 <= int(left_m[0]) <= 80, "60 s before the end"


def test_the_bytes_of_a_receiver_are_guided_by(chromium: Browser, served: Served) -> None:
    with open_guided(chromium, served.site, at("d"), TO, wraps=PORT) as guided:
        page = guided.page
        guided.begin("cable", baud="9600")
        text = "".join(tell_nmea(go(*WAY[:3])))
        for begin in range(0, len(text), 997):
            page.evaluate("piece => window.send(piece)", text[begin : begin + 997])
        expect(page.locator("#said")).to_contain_text("turn right")
        assert in_order(guided.spoken, "Head west", "turn left", "Now turn left", "turn right")
        assert page.evaluate("window.opened") == [{"baudRate": 9600}]
        page.evaluate("window.unplug()")
        expect(page.locator("#guide-lost")).to_contain_text("The receiver is disconnected")
        guided.page.locator("#guide-end").click()
        expect(page.locator("#guide-start")).to_be_focused()


def test_a_receiver_by_bluetooth_is_guided_by_and_connected_anew_after_a_break(
    chromium: Browser, served: Served
) -> None:
    with open_guided(chromium, served.site, at("d"), TO, wraps=RADIO) as guided:
        page, pieces = guided.page, [*tell_nmea(go(*WAY[:3]))]
        guided.begin("bluetooth")
        expect(page.locator("#guide-now")).to_be_visible()
        text = "".join(pieces[: len(pieces) * 5 // 8])
        for begin in range(0, len(text), 997):
            page.evaluate("piece => window.notify(piece)", text[begin : begin + 997])
        expect(page.locator("#said")).to_contain_text("turn left")
        assert page.evaluate("window.wanted") == ["6e400001-b5a3-f393-e0a9-e50e24dcca9e"]
        page.evaluate("window.leave()")
        expect(page.locator("#guide-lost")).to_contain_text("The receiver is disconnected")
        expect(page.locator("#guide-lost")).to_be_hidden()
        assert page.evaluate("window.connected") == 2
        page.evaluate("piece => window.notify(piece)", "".join(pieces)[len(text) :])
        expect(page.locator("#said")).to_contain_text("Now turn left")


def place(guided: Guided, at: Point) -> None:
    """The device is there."""
    position = Geolocation(latitude=at[1], longitude=at[0], accuracy=4)
    guided.context.set_geolocation(position)


def test_the_devices_own_position_is_guided_by_with_and_without_a_network(
    chromium: Browser, served: Served
) -> None:
    allowed: dict[str, Any] = {"permissions": ["geolocation"]}
    with open_guided(chromium, served.site, at("d"), TO, **allowed) as guided:
        page, trace = guided.page, go(D, C)
        place(guided, trace[0].at)
        guided.begin("device")
        expect(page.locator("#said")).to_contain_text("Head west along North Road")
        expect(page.locator("#now-title")).to_be_focused()
        expect(page.locator("#fix-line")).to_have_text("Position accurate to about 4 m")
        guided.context.set_offline(True)
        expect(page.locator("#network-line")).to_be_visible()
        for one in trace[20:60:20]:
            place(guided, one.at)
            page.wait_for_timeout(300)
        expect(page.locator("#guide")).to_have_attribute("data-phase", "on-way")
        page.get_by_role("button", name="Where am I?").click()
        expect(page.locator("#said li").first).to_contain_text("You are on North Road.")
        page.get_by_role("button", name="nearest toilet").click()
        expect(page.locator("#said li").first).to_contain_text("No toilet near this way")
        assert page.evaluate("document.activeElement.id") == "toilet", "nothing takes the focus"


def test_a_refused_position_is_told_in_one_sentence(chromium: Browser, served: Served) -> None:
    with open_guided(chromium, served.site, at("d"), TO, permissions=[]) as guided:
        guided.begin("device")
        expect(guided.page.locator("#guide-failed")).to_contain_text("Allow it for this site")
        expect(guided.page.locator("#guide-start")).to_be_focused()
        expect(guided.page.locator("#guide-now")).to_be_hidden()


def test_a_way_is_there_again_without_a_network_until_it_is_erased(
    chromium: Browser, served: Served
) -> None:
    with open_guided(chromium, served.site, at("d"), TO) as guided:
        page, address = guided.page, guided.page.url
        expect(page.locator("#guide-loaded")).to_contain_text("nothing is sent")
        guided.context.set_offline(True)
        page.reload()
        expect(page.locator("#offline")).to_be_visible()
        expect(page.locator("#guide-loaded")).to_contain_text(re.compile(r"loaded \d+ (s|min) ago"))
        expect(page.locator(".steps li").first).to_be_visible()
        guided.begin("walker", speed="20")
        expect(page.locator("#said")).to_contain_text("Now turn left", timeout=20_000)
        guided.context.set_offline(False)
        page.goto(f"{served.site}/offline?language=en")
        expect(page.locator("#kept-guides a")).to_have_count(1)
        page.get_by_role("button", name="Erase").click()
        guided.context.set_offline(True)
        page.goto(address)
        expect(page.locator("h1")).to_have_text("Reading offline")
