"""A picture blurred by hand in a real browser: by keys alone, by mouse; and photos sent in."""

import numpy as np
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect
from tests.answers.world import NOW
from tests.app.served import serve
from tests.pages.console.conftest import Console, console_of
from tests.pages.console.test_console_browser import enter
from tests.pages.test_browser import page_of
from tests.places.roadview.drawn import NOW as LATER
from tests.places.roadview.drawn import named, north_of, write_photo

from modugil.people import passwords
from modugil.places.roadview.picture import Picture
from modugil.places.roadview.road_view import RoadView

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SIZE = (640, 320)
RESTS_MS = 200
STRIPED = (308, 148, 24, 24)
"""What stands for a face: left, top, width, height, around the middle."""


@pytest.fixture(scope="module")
def console(towns, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_LOG_N", 5)
        with console_of(towns.fresh(), tmp_path_factory.mktemp("console")) as console:
            yield console


@pytest.fixture(scope="module")
def site(console):
    with serve(console.web) as address:
        yield address


@pytest.fixture(scope="module")
def road(console: Console) -> RoadView:
    assert console.desk.roadview is not None
    return console.desk.roadview


@pytest.fixture(scope="module")
def token(console: Console) -> str:
    return console.sign_in("boss")


@pytest.fixture
def page(chromium, site, token):
    with page_of(chromium, site, viewport=DESK) as page:
        enter(page, site, token)
        yield page


def striped(row: int) -> Image.Image:
    image = Image.new("RGB", SIZE, (90, 120, 90 + row))
    pen = ImageDraw.Draw(image)
    left, top, width, height = STRIPED
    for at in range(left, left + width, 8):
        pen.rectangle((at, top, at + 3, top + height - 1), fill=(250, 240, 20))
        pen.rectangle((at + 4, top, at + 7, top + height - 1), fill=(0, 20, 90))
    return image


@pytest.fixture
def reported(road: RoadView, tmp_path, request) -> Picture:
    """A picture whose stripes somebody reported."""
    row = len(request.node.name)
    photo = write_photo(tmp_path / "in.jpg", image=striped(row), point=north_of(200.0 * row))
    done = road.add(named([photo]), now=LATER)
    picture = road.get_any_picture(done.pictures[0])
    road.report(picture, "face", address=request.node.name, now=NOW)
    return road.get_any_picture(picture.id)


def is_striped(road: RoadView, picture: Picture) -> bool:
    """Whether the stripes are still told apart in what everybody sees."""
    public = road.find_picture(picture.id)
    assert public is not None, "the picture is still hidden"
    left, top, width, height = STRIPED
    with Image.open(road.get_file(public, "hd.jpg")) as image:
        part = np.asarray(image.crop((left + 4, top + 4, left + width - 4, top + height - 4)))
    return bool(np.ptp(part[..., 0].astype(int)) > 150)


def open_list(page: Page, site: str) -> None:
    page.goto(f"{site}/console/roadview?language=en")


def tab_to(page: Page, name: str) -> None:
    """Go on with Tab until something of that name has the focus."""
    script = "() => { const one = document.activeElement;"
    script += " return one.getAttribute('aria-label') ?? one.textContent ?? ''; }"
    for _ in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate(script):
            return
    pytest.fail(f"Tab never came to {name!r}")


def test_by_keys_alone(page: Page, site, road, reported):
    open_list(page, site)
    tab_to(page, "Somebody reports a face")
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/roadview/*")
    tab_to(page, "Add a rectangle")
    page.keyboard.press("Enter")
    mark = page.locator(".mending-box")
    expect(mark).to_be_focused()
    name = "Rectangle 1, Face, left 312, top 152, 16 wide, 16 high"
    expect(mark).to_have_accessible_name(name)
    for key in ("ArrowLeft", "ArrowUp"):
        for _ in range(4):
            page.keyboard.press(key)
    for key in ("Shift+ArrowRight", "Shift+ArrowDown"):
        for _ in range(8):
            page.keyboard.press(key)
    name = "Rectangle 1, Face, left 308, top 148, 24 wide, 24 high"
    expect(mark).to_have_accessible_name(name)
    tab_to(page, "Blur and show again")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("public again")
    assert not is_striped(road, reported)
    assert road.get_any_picture(reported.id).facts.boxes[-1].kind == "face"


def test_by_mouse_with_a_look_before(page: Page, site, road, reported):
    page.goto(f"{site}/console/roadview/{reported.id}?language=en")
    expect(page.locator("#mended")).to_have_js_property("naturalWidth", SIZE[0])
    shown = page.locator("#mended").bounding_box()
    assert shown is not None
    scale = shown["width"] / SIZE[0]
    left, top, width, height = STRIPED
    corners = [(left - 2, top - 2), (left + 9, top + 11), (left + width + 2, top + height + 2)]
    places = [(shown["x"] + x * scale, shown["y"] + y * scale) for x, y in corners]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place)
    page.mouse.up()
    mark = page.locator(".mending-box")
    expect(mark).to_have_count(1)
    drawn = [int(page.locator(f"#{one}-1").input_value()) for one in ("left", "top", "width")]
    assert all(abs(one - other) <= 1 for one, other in zip(drawn, (306, 146, 28), strict=True))
    expect(page.locator(".mending-mark canvas")).to_be_hidden()
    page.get_by_role("button", name="Show how it will look").click()
    expect(page.locator(".mending-mark canvas")).to_be_visible()
    page.locator("#kind-1").select_option("plate")
    assert "Number plate" in str(mark.get_attribute("aria-label"))
    page.get_by_role("button", name="Blur and show again").click()
    page.wait_for_url("**/console/roadview?said=blur*")
    assert not is_striped(road, reported)
    assert road.get_any_picture(reported.id).facts.boxes[-1].kind == "plate"


def drag_finger(page: Page, *corners: tuple[float, float], ends: str = "touchEnd") -> None:
    """One finger goes down at the first corner of the picture, over the others, rests, is lifted.

    Lifted in motion it would throw the page, and Chromium takes a tap that follows at once for
    the finger that stops it.
    """
    shown = page.locator("#mended").bounding_box()
    assert shown is not None
    scale = shown["width"] / SIZE[0]
    touched = page.context.new_cdp_session(page)
    for row, (x, y) in enumerate(corners):
        point = {"x": shown["x"] + x * scale, "y": shown["y"] + y * scale}
        kind = "touchMove" if row else "touchStart"
        touched.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    page.wait_for_timeout(RESTS_MS)
    touched.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    touched.send("Input.dispatchTouchEvent", {"type": ends, "touchPoints": []})


def list_sides(page: Page) -> list[int]:
    return [
        int(page.locator(f"#{one}-1").input_value()) for one in ("left", "top", "width", "height")
    ]


def wait_for_sides(page: Page, wanted: tuple[int, ...], *, within: int) -> None:
    """The page takes the finger's last move when it comes to it."""
    for _ in range(300):
        sides = list_sides(page)
        if all(abs(a - b) <= within for a, b in zip(sides, wanted, strict=True)):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{sides} instead of {wanted}")


def test_by_finger(chromium, site, token, road, reported):
    with page_of(chromium, site, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        enter(page, site, token)
        page.goto(f"{site}/console/roadview/{reported.id}?language=en")
        expect(page.locator("#mended")).to_have_js_property("naturalWidth", SIZE[0])
        page.locator("#mended").scroll_into_view_if_needed()
        marks = page.locator(".mending-box")
        drag_finger(page, (100, 100), (140, 110), (180, 130))
        expect(marks).to_have_count(0)
        page.get_by_role("button", name="Draw by finger").tap()
        page.locator("#mended").scroll_into_view_if_needed()
        drag_finger(page, (100, 100), (140, 130), ends="touchCancel")
        expect(marks).to_have_count(0)
        drag_finger(page, (200, 100), (230, 120), (260, 160))
        expect(marks).to_have_count(1)
        wait_for_sides(page, (200, 100, 60, 60), within=3)
        drag_finger(page, (230, 130), (280, 150), (310, 180))
        wait_for_sides(page, (280, 150, 60, 60), within=5)
        expect(marks).to_have_count(1)
        page.get_by_role("button", name="Blur and show again").tap()
        page.wait_for_url("**/console/roadview?said=blur*")
    assert not is_striped(road, reported)


def test_more_rectangles_than_rows_and_one_taken_back(page: Page, site, road, reported):
    page.goto(f"{site}/console/roadview/{reported.id}?language=en")
    for _ in range(5):
        page.locator("#add-box").click()
    expect(page.locator(".mending-box")).to_have_count(5)
    expect(page.locator("#left-5")).to_have_value("312")
    expect(page.get_by_role("group", name="Rectangle 5")).to_be_visible()
    page.keyboard.press("Delete")
    expect(page.locator(".mending-box")).to_have_count(4)
    expect(page.locator("#left-5")).to_have_value("")
    expect(page.locator("#kind-5")).to_be_focused()


def test_photos_are_sent_and_what_became_of_them_is_told(page: Page, site, road, tmp_path):
    photo = write_photo(tmp_path / "new.jpg", image=striped(0), point=north_of(9000.0))
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"no picture")
    before = road.count()
    open_list(page, site)
    page.locator("#photos").set_input_files([photo, bad])
    page.locator("#producer").fill("Us")
    page.get_by_role("button", name="Send photos").click()
    expect(page.locator("#added")).to_contain_text("Public: 1")
    expect(page.locator("#added")).to_contain_text("bad.jpg: ")
    expect(page.locator("#added")).to_be_focused()
    assert road.count() == before + 1
