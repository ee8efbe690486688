"""The road view from end to end: nothing but keys is pressed, nothing but the tree is read."""

import pytest
from playwright.sync_api import Browser, CDPSession, Page
from tests.answers.world import at
from tests.pages.roadview.screen_reader import (
    Node,
    check_focusable,
    find,
    find_focused,
    read_tree,
    tab_on,
    wait_for,
)
from tests.pages.roadview.walk import COUNT, Walked
from tests.pages.test_browser import page_of, press

from modugil.pages.built_files import BUILT

SCENE = "Picture of the street: "


@pytest.fixture(autouse=True)
def built() -> None:
    """Nothing of this can be walked where the front end was not built."""
    if not (BUILT / "roadview.js").exists():
        pytest.skip("the front end is not built: run `make setup`")


def title_of(row: int) -> str:
    return f"North Road: picture {row} of {COUNT}"


def read_picture(page: Page, tree: CDPSession, row: int) -> list[Node]:
    """The tree, once it tells that picture and what is seen in it."""

    def is_there(seen: list[Node]) -> bool:
        heads = {one["name"] for one in seen if one["role"] == "heading"}
        said = [one["text"] for one in seen if one["role"] == "status"]
        return title_of(row) in heads and any("Looking east, 90°: " in one for one in said)

    return wait_for(page, tree, title_of(row), is_there)


def ask_for_a_route(page: Page, tree: CDPSession) -> None:
    """By the form on the page of a picture."""
    tab_on(page, tree, "DisclosureTriangle", "Draw my route")
    press(page, "Enter")
    for field, mark in (("From", "d"), ("To", "b")):
        tab_on(page, tree, "textbox", field)
        page.keyboard.type(at(mark))
    tab_on(page, tree, "button", "Draw it")
    press(page, "Enter")
    wait_for(page, tree, "a route", lambda seen: "My route runs right here." in seen[0]["text"])


def check_told(seen: list[Node], row: int) -> None:
    """The picture, its surroundings, my route and the ways on."""
    scene = find(seen, role="application")
    assert scene["name"] == SCENE + title_of(row)
    assert scene["roledescription"] == "picture to look around in"
    assert find_focused(seen) == scene
    assert scene["description"].startswith("In the picture: arrow keys")
    assert find(seen, role="heading", level=1)["name"] == title_of(row)
    assert find(seen, role="RootWebArea")["name"].startswith(title_of(row))
    texts = [str(one["name"]).strip() for one in seen if one["role"] == "StaticText"]
    for said in ("On North Road (footpath).", "Steps (12): ", "My route runs right here."):
        assert any(one.startswith(said) for one in texts), said
    links = [str(one["name"]) for one in seen if one["role"] == "link"]
    for start, there in {
        "Next picture, 8 m": row < COUNT,
        "Previous picture, 8 m": row > 1,
    }.items():
        assert any(one.startswith(start) for one in links) is there, (row, start)
    check_focusable(seen)


def say(page: Page, tree: CDPSession, key: str, said: str) -> None:
    """Press the key and hear that."""
    press(page, key)

    def is_said(seen: list[Node]) -> bool:
        return any(said in one["text"] for one in seen if one["role"] == "status")

    wait_for(page, tree, said, is_said)


def test_a_walk_from_the_list_to_the_last_picture_and_back(
    chromium: Browser, pictured_site: str, walked: Walked
) -> None:
    assert len(walked.spheres) == COUNT
    with page_of(chromium, pictured_site, viewport={"width": 800, "height": 700}) as page:
        page.goto(f"{pictured_site}/roadview?language=en")
        tree = page.context.new_cdp_session(page)
        tab_on(page, tree, "link", f"North Road {COUNT} pictures")
        press(page, "Enter")
        read_picture(page, tree, 1)
        ask_for_a_route(page, tree)
        read_picture(page, tree, 1)
        tab_on(page, tree, "application", SCENE)
        for row in range(1, COUNT + 1):
            check_told(read_picture(page, tree, row), row)
            press(page, "n" if row < COUNT else "Home")
        say(page, tree, "n", "This is the last picture.")
        say(page, tree, "ArrowRight", "Looking east, 105°")
        say(page, tree, "Home", "Looking east, 90°: ")
        for row in range(COUNT - 1, 0, -1):
            press(page, "p")
            read_picture(page, tree, row)
        say(page, tree, "p", "This is the first picture.")
        press(page, "Tab")
        assert find_focused(read_tree(tree))["name"] == "Turn left"
