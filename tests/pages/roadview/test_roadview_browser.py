"""The viewer in a real browser: walked by keys alone, read by its tree, drawn where things are."""

import io
from typing import Any
from urllib.parse import urlencode

import pytest
from PIL import Image
from playwright.sync_api import Browser, CDPSession, Page, expect
from tests.answers.world import at
from tests.pages.roadview.walk import DOT, Walked
from tests.pages.test_browser import AXE, list_violations, page_of, press, tab_to

from modugil.pages.built_files import BUILT

TRIP = urlencode({"from": at("d"), "to": at("b"), "needs": "walking", "language": "en"})
READY = "#scene[data-ready]"
WAIT_MS = 30_000
PRESSED = {"button", "link", "combobox", "textbox", "radio", "DisclosureTriangle", "application"}
"""Roles that may take the focus on the page of a picture."""
NO_NAME = {"RootWebArea", "main", "heading", "generic"}
"""What takes it only where a link or a script leads."""
HIDE = "how => { document.querySelector('.overlay').style.visibility = how }"
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


def read_tree(tree: CDPSession) -> list[dict[str, Any]]:
    """What the browser tells a screen reader: role, name, description, whether it is focused."""
    told = []
    for node in tree.send("Accessibility.getFullAXTree")["nodes"]:
        if node.get("ignored"):
            continue
        more = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        said = {
            key: (node.get(key) or {}).get("value", "") for key in ("role", "name", "description")
        }
        told.append({**said, **more})
    return told


def find(tree: list[dict[str, Any]], **wanted: object) -> dict[str, Any]:
    """The one node of which all this is told."""
    (found,) = [one for one in tree if all(one.get(key) == value for key, value in wanted.items())]
    return found


def check_focusable(tree: list[dict[str, Any]]) -> None:
    """Whatever takes the focus has a role that says what it does, and a name."""
    taking = [one for one in tree if one.get("focusable") and one["role"] not in NO_NAME]
    assert len(taking) > 25
    assert [
        one for one in taking if one["role"] not in PRESSED or not str(one["name"]).strip()
    ] == []


def test_a_walk_from_end_to_end_by_keys_alone_and_read_by_the_tree(
    chromium: Browser, pictured_site: str, walked: Walked
) -> None:
    with page_of(chromium, pictured_site, viewport={"width": 800, "height": 700}) as page:
        open_picture(page, pictured_site, walked.spheres[0])
        tree = page.context.new_cdp_session(page)
        tab_to(page, "#scene")
        count = len(walked.spheres)
        for row, id in enumerate(walked.spheres):
            expect(page).to_have_url(f"{pictured_site}/roadview/{id}?{TRIP}")
            title = f"North Road: picture {row + 1} of {count}"
            expect(page.locator("#seen")).to_contain_text("Looking east, 90°", timeout=WAIT_MS)
            seen = read_tree(tree)
            scene = find(seen, role="application")
            assert scene["name"] == f"Picture of the street: {title}"
            assert scene["roledescription"] == "picture to look around in"
            assert scene["focused"] and scene["description"].startswith(
                "In the picture: arrow keys"
            )
            assert find(seen, role="heading", level=1)["name"] == title
            assert find(seen, role="RootWebArea")["name"].startswith(title)
            texts = [str(one["name"]).strip() for one in seen if one["role"] == "StaticText"]
            assert any(one.startswith("On North Road (footpath).") for one in texts)
            assert any(one.startswith("Steps (12): ") for one in texts)
            assert any(one.startswith("My route runs right here.") for one in texts)
            links = [str(one["name"]) for one in seen if one["role"] == "link"]
            ends = {"Next picture, 8 m": row < count - 1, "Previous picture, 8 m": row > 0}
            for start, there in ends.items():
                assert any(one.startswith(start) for one in links) is there, (row, start)
            check_focusable(seen)
            press(page, "n")
        expect(page.locator("#seen")).to_have_text("This is the last picture.")
        press(page, "p")
        expect(page).to_have_url(f"{pictured_site}/roadview/{walked.spheres[-2]}?{TRIP}")
        page.go_back()
        expect(page.locator("h1")).to_have_text(f"North Road: picture {count} of {count}")


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
            "Looking south-east, 135°: my route goes on behind on the right; "
            "Next picture, 8 m, ahead on the left; steps (12), 22 m, ahead on the left",
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
        for keys in (("ArrowLeft",), ("ArrowDown",), ("ArrowRight", "ArrowRight", "+")):
            press(page, *keys)
            page.wait_for_timeout(600)
            foot = page.locator(".thing.barrier .foot").bounding_box()
            scene = page.locator("#scene").bounding_box()
            assert foot is not None and scene is not None
            page.evaluate(HIDE, "hidden")
            drawn = Image.open(io.BytesIO(page.locator("#scene").screenshot())).convert("RGB")
            page.evaluate(HIDE, "visible")
            x, y = find_dot(drawn)
            assert abs(foot["x"] + foot["width"] / 2 - scene["x"] - x) < 3, keys
            assert abs(foot["y"] + foot["height"] / 2 - scene["y"] - y) < 3, keys


def find_dot(drawn: Image.Image) -> tuple[float, float]:
    """The middle of what has the colour of the dot."""
    spots = [
        (x, y)
        for x in range(drawn.width)
        for y in range(drawn.height)
        if all(
            abs(a - b) < 60
            for a, b in zip(drawn.getpixel((x, y)), DOT, strict=True)  # type: ignore[arg-type]
        )
    ]
    assert len(spots) > 12
    return sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)


def test_a_flat_picture_is_made_larger_with_what_is_drawn_in_it(
    chromium: Browser, pictured_site: str, walked: Walked
) -> None:
    with page_of(chromium, pictured_site, viewport={"width": 390, "height": 800}) as page:
        open_picture(page, pictured_site, walked.flats[0])
        arrow = page.locator(".arrow").first
        expect(arrow).to_be_attached()
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
