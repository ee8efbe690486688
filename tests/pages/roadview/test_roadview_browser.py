"""The viewer in a real browser: turned, made larger, drawn where things are, by finger as well."""

import io
import math
from urllib.parse import urlencode

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from tests.answers.world import at
from tests.pages.roadview.screen_reader import check_focusable, read_tree
from tests.pages.roadview.walk import DOT, Walked
from tests.pages.test_browser import AXE, list_violations, page_of, press, tab_to

from modugil.pages.built_files import BUILT

TRIP = urlencode({"from": at("d"), "to": at("b"), "needs": "walking", "language": "en"})
READY = "#scene[data-ready]"
WAIT_MS = 30_000
HIDE = "how => { document.querySelector('.overlay').style.visibility = how }"
COUNT_WEBGL = """window.contexts = 0;
HTMLCanvasElement.prototype.getContext = (get => function (kind, ...more) {
  const old = this.context;
  const context = this.context = get.call(this, kind, ...more);
  if (kind.startsWith("webgl") && context && context !== old) window.contexts += 1;
  return context;
})(HTMLCanvasElement.prototype.getContext)"""
LOST_WEBGL = """HTMLCanvasElement.prototype.getContext = (get => function (kind, ...more) {
  return kind.startsWith("webgl") ? null : get.call(this, kind, ...more);
})(HTMLCanvasElement.prototype.getContext)"""


@pytest.fixture(autouse=True)
def built() -> None:
    """Nothing of this can be looked at where the front end was not built."""
    if not (BUILT / "roadview.js").exists() or not AXE.exists():
        pytest.skip("the front end is not built: run `make setup`")


def open_picture(page: Page, site: str, id: str, words: str = TRIP) -> None:
    page.goto(f"{site}/roadview/{id}?{words}")
    page.wait_for_selector(READY, timeout=WAIT_MS)


def test_turning_is_said_and_the_focus_can_leave(
    chromium: Browser, pictured_site: str, walked: Walked
) -> None:
    with page_of(chromium, pictured_site, viewport={"width": 800, "height": 700}) as page:
        open_picture(page, pictured_site, walked.spheres[0])
        seen = page.locator("#seen")
        expect(seen).to_have_attribute("role", "status")
        tab_to(page, "#scene")
        press(page, "ArrowRight", "ArrowRight", "ArrowRight")
        expect(seen).to_have_text(
            "Looking south-east, 135°: my route continues behind on the right; "
            "next picture, 8 m, ahead on the left; steps (12), 22 m, ahead on the left",
            timeout=WAIT_MS,
        )
        press(page, "ArrowDown", "ArrowDown")
        expect(seen).to_contain_text("135°, 30° down:", timeout=WAIT_MS)
        press(page, "Home")
        expect(seen).to_contain_text("Looking east, 90°:", timeout=WAIT_MS)
        press(page, "+")
        expect(seen).to_contain_text("Zoom 1", timeout=WAIT_MS)
        press(page, "Tab")
        expect(page.get_by_role("button", name="Turn left")).to_be_focused()
        press(page, "Enter")
        expect(seen).to_contain_text("Looking east, 75°", timeout=WAIT_MS)
        expect(page.get_by_role("button", name="Turn left")).to_be_focused()
        route = page.get_by_role("button", name="Show my route")
        route.focus()
        expect(page.locator(".way-line").first).to_be_attached()
        press(page, "Space")
        expect(route).to_have_attribute("aria-pressed", "false")
        expect(page.locator(".way-line")).to_have_count(0)
        following = page.get_by_role("button", name="Next picture")
        following.focus()
        press(page, "Enter")
        expect(page.locator("h1")).to_contain_text("picture 2 of 5")
        expect(following).to_be_focused()
        page.locator("a[data-picture]").first.focus()
        press(page, "Enter")
        expect(page.locator("h1")).to_contain_text("picture 3 of 5")
        expect(page.locator("#scene")).to_be_focused()


def test_what_is_drawn_lies_where_it_is_in_the_picture(
    chromium: Browser, pictured_site: str, walked: Walked
) -> None:
    """The panorama has a dot where the steps begin; the mark of the steps lies on it."""
    with page_of(chromium, pictured_site, viewport={"width": 800, "height": 700}) as page:
        open_picture(page, pictured_site, walked.spheres[0])
        tab_to(page, "#scene")
        before = find_foot(page)
        for keys in (("ArrowLeft",), ("ArrowDown",), ("ArrowRight", "ArrowRight", "+")):
            press(page, *keys)
            for _ in range(60):
                foot, dot = find_foot(page), find_dot(page)
                if math.dist(foot, before) > 20 and math.dist(foot, dot) < 3:
                    break
                page.wait_for_timeout(200)  # the picture is drawn when the machine comes to it
            assert math.dist(foot, before) > 20, keys
            assert abs(foot[0] - dot[0]) < 3 and abs(foot[1] - dot[1]) < 3, keys
            before = foot


def find_foot(page: Page) -> tuple[float, float]:
    """Where in the picture the mark of the steps begins."""
    foot = page.locator(".thing.barrier .foot").bounding_box()
    scene = page.locator("#scene").bounding_box()
    assert foot is not None and scene is not None
    middle = foot["x"] + foot["width"] / 2, foot["y"] + foot["height"] / 2
    return middle[0] - scene["x"], middle[1] - scene["y"]


def find_dot(page: Page) -> tuple[float, float]:
    """The middle of what has the colour of the dot; far away while nothing has."""
    page.evaluate(HIDE, "hidden")
    drawn = Image.open(io.BytesIO(page.locator("#scene").screenshot())).convert("RGB")
    page.evaluate(HIDE, "visible")
    apart = np.abs(np.asarray(drawn, np.int16) - np.array(DOT, np.int16)).max(axis=2)
    y, x = np.nonzero(apart < 60)
    return (float(x.mean()), float(y.mean())) if len(x) > 12 else (math.inf, math.inf)


def test_a_flat_picture_is_made_larger_with_what_is_drawn_in_it(
    chromium: Browser, pictured_site: str, walked: Walked
) -> None:
    with page_of(chromium, pictured_site, viewport={"width": 390, "height": 800}) as page:
        open_picture(page, pictured_site, walked.flats[0])
        arrow = page.locator(".arrow").first
        expect(arrow).to_be_attached()
        expect(page.locator("#seen")).to_contain_text("steps (12), right here", timeout=WAIT_MS)
        tab_to(page, "#scene")
        press(page, "+", "+")
        expect(page.locator("#seen")).to_have_text("Zoom 225 %")
        assert "scale(2.25)" in (page.locator("#still").get_attribute("style") or "")
        assert "scale(2.25)" in (page.locator(".overlay").get_attribute("style") or "")
        check_focusable(read_tree(page.context.new_cdp_session(page)))
        open_picture(page, pictured_site, walked.flats[1])
        expect(page.locator("#seen")).to_contain_text(
            "It is not known which way this picture looks"
        )
        expect(page.locator(".arrow, .way-line")).to_have_count(0)


def test_a_finger_turns_the_picture_and_an_arrow_is_touched(
    chromium: Browser, pictured_site: str, walked: Walked
) -> None:
    size = {"width": 390, "height": 844}
    with page_of(chromium, pictured_site, viewport=size, has_touch=True, is_mobile=True) as page:
        open_picture(page, pictured_site, walked.spheres[0])
        expect(page.locator("#seen")).to_contain_text("Looking east, 90°", timeout=WAIT_MS)
        page.locator(".arrow.next").tap()
        expect(page.locator("h1")).to_contain_text("picture 2 of 5")
        expect(page.locator("#seen")).to_contain_text("Looking east, 90°", timeout=WAIT_MS)
        box = page.locator("#scene").bounding_box()
        assert box is not None
        page.evaluate("window.scrollTo(0, 0)")
        finger = page.context.new_cdp_session(page)
        x, y = box["x"] + 250, box["y"] + 60
        for kind, left in (("Start", 0), ("Move", 60), ("Move", 120), ("Move", 180), ("End", 0)):
            points = [{"x": x - left, "y": y}] if kind != "End" else []
            finger.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
            page.wait_for_timeout(50)
        expect(page.locator("#seen")).to_contain_text("Looking south", timeout=WAIT_MS)


def test_full_screen_keeps_the_picture_with_its_buttons(
    chromium: Browser, pictured_site: str, walked: Walked
) -> None:
    with page_of(chromium, pictured_site, viewport={"width": 800, "height": 700}) as page:
        open_picture(page, pictured_site, walked.spheres[0])
        full = page.get_by_role("button", name="Full screen")
        full.focus()
        press(page, "Enter")
        page.wait_for_function("document.fullscreenElement?.id === 'stage'")
        for inside in ("#scene", "#seen", "#look"):
            expect(page.locator(inside)).to_be_in_viewport(ratio=1)
        expect(page.locator(".way-line").first).to_be_attached()
        press(page, "Enter")
        page.wait_for_function("document.fullscreenElement === null")
        expect(full).to_be_focused()


def test_a_long_walk_takes_no_more_of_the_graphics_than_its_first_picture(
    chromium: Browser, pictured_site: str, walked: Walked
) -> None:
    """A browser gives a page sixteen contexts, then takes the oldest away: the viewer's own."""
    with page_of(chromium, pictured_site, viewport={"width": 400, "height": 500}) as page:
        page.add_init_script(COUNT_WEBGL)
        open_picture(page, pictured_site, walked.spheres[0])
        first = page.evaluate("window.contexts")
        assert 1 <= first <= 4
        page.locator("#scene").focus()
        for row in range(2, len(walked.spheres) + 1):
            press(page, "n")
            expect(page.locator("h1")).to_contain_text(f"picture {row} of 5")
        expect(page.locator("#seen")).to_contain_text("Looking east", timeout=WAIT_MS)
        assert page.evaluate("window.contexts") == first
        assert page.locator(".sphere").count() == 1


def test_a_link_within_the_page_loads_nothing_again(
    chromium: Browser, pictured_site: str, walked: Walked
) -> None:
    with page_of(chromium, pictured_site) as page:
        open_picture(page, pictured_site, walked.spheres[0])
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.evaluate("location.hash = 'main'")
        page.wait_for_timeout(300)
        assert [one for one in asked if "/roadview/" in one] == []
        page.locator("#scene").focus()
        press(page, "n")
        expect(page.locator("h1")).to_contain_text("picture 2 of 5")
        page.go_back()
        expect(page.locator("h1")).to_contain_text("picture 1 of 5")
        assert len([one for one in asked if "/roadview/" in one and "/api/" not in one]) == 2


def test_without_webgl_the_flat_picture_stays_with_a_sentence(
    chromium: Browser, pictured_site: str, walked: Walked
) -> None:
    with page_of(chromium, pictured_site) as page:
        page.add_init_script(LOST_WEBGL)
        open_picture(page, pictured_site, walked.spheres[0])
        expect(page.locator("#still")).to_be_visible()
        expect(page.locator("#no-webgl")).to_be_visible()
        tab_to(page, "#scene")
        press(page, "n")
        expect(page.locator("h1")).to_contain_text("picture 2 of 5")
        expect(page.locator("#no-webgl")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_no_div_is_a_button(
    chromium: Browser, pictured_site: str, walked: Walked, scheme: str
) -> None:
    with page_of(chromium, pictured_site, color_scheme=scheme) as page:
        open_picture(page, pictured_site, walked.spheres[0])
        expect(page.locator("#seen")).to_contain_text("Looking", timeout=WAIT_MS)
        assert list_violations(page) == []
        nameless = "[tabindex]:not(#scene, main, h2), div[onclick], [role=button]:not(button)"
        assert page.locator(nameless).count() == 0
        assert page.locator("#look button:visible").count() == 11
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_only_this_page_loads_the_viewer(chromium: Browser, pictured_site: str) -> None:
    with page_of(chromium, pictured_site) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for path in ("/roadview", "/", "/places/light"):
            page.goto(f"{pictured_site}{path}", wait_until="networkidle")
        assert asked and not [one for one in asked if "/sphere-" in one or "roadview.js" in one]
