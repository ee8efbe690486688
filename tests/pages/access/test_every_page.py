"""Every page in every language in a real browser: by axe-core, by its tree, at 400 %, by night."""

import re

import pytest
from litestar.routes import HTTPRoute
from playwright.sync_api import Browser, CDPSession, Page
from tests.pages.access.conftest import TAGS, WIDE, Open
from tests.pages.access.every_page import CONSOLE, NO_PAGES, TRAVELLERS, Shown

from modugil.answers.desk import SPOKEN
from modugil.core.language import Language, html_tag
from modugil.pages.built_files import STATIC

EVERY = (*TRAVELLERS, *CONSOLE)
FAULTS = """async tags => (await axe.run({
    runOnly: tags.filter(tag => !tag.startsWith("-")),
    rules: tags.includes("-color") ? {"color-contrast": {enabled: false}} : {},
    resultTypes: ["violations"],
  })).violations
  .flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 140)}`))"""
NAMELESS = {"RootWebArea", "main", "generic", "none", "paragraph", "alert", "heading"}
"""Roles of what takes the focus only when a script or a link leads there."""
LOOKS = (
    ("400 %", (320, 256), ""),
    ("large text", (640, 640), "html { font-size: 200% !important }"),
    (
        "wide text",
        (320, 640),
        "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        " word-spacing: .16em !important } p { margin-bottom: 2em !important }",
    ),
)
"""A window of 1280 at 400 %; text alone at 200 %; the spacing of WCAG 2.2, 1.4.12."""
WALKED = {"journeys", "found", "way to a sight", "offline"}
"""Looked at by night and walked by Tab in each language; a test tells why Korean does else."""
OF_TYPE = {"font-family", "word-break", "line-break"}
"""What a style may say of one language alone: none of it changes a colour or an order."""
STYLE = """rule => {
  const style = document.getElementById("tried") ?? document.head.appendChild(
    Object.assign(document.createElement("style"), {id: "tried"}));
  style.textContent = rule;
}"""


def test_every_route_of_a_page_is_looked_at(everything: Open) -> None:
    routes = {
        route.path_format
        for route in everything.console.web.routes
        if isinstance(route, HTTPRoute) and "GET" in route.methods
        for handler in route.route_handlers
        if str(handler).startswith("modugil.pages.")
    }
    assert routes - set(NO_PAGES) == {one.route for one in EVERY if one.route}


@pytest.mark.parametrize("language", SPOKEN)
def test_every_page_is_for_everybody(
    everything: Open, chromium: Browser, language: Language
) -> None:
    page = everything.page(chromium)
    tree = page.context.new_cdp_session(page)
    reader, found = "", {}
    for shown in list_pages(language):
        if shown.reader != reader or not page.context.cookies():
            everything.enter(page.context, shown.reader)
            reader = shown.reader
        everything.show(page, shown, language)
        walked = language == "ko" or shown.name in WALKED
        faults = [*read(page, language, colours=walked), *list_nameless(tree), *list_cut(page)]
        if walked:
            faults += [*list_dark(page), *list_missed(page)]
        if faults:
            found[shown.name] = faults
    page.context.close()
    assert found == {}, "".join(f"\n{name}\n  " + "\n  ".join(found[name]) for name in found)


def test_no_colour_and_no_order_depends_on_the_language() -> None:
    rules = [
        (selector, body)
        for sheet in STATIC.glob("*.css")
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet.read_text(encoding="utf-8"))
        if re.search(r":lang|\[(href)?lang", selector)
    ]
    assert rules
    for selector, body in rules:
        said = {one.partition(":")[0].strip() for one in body.split(";") if one.strip()}
        assert said <= OF_TYPE, selector
    templates = list((STATIC.parent / "templates").rglob("*.html"))
    assert len(templates) > 40
    chosen = r"""(?:class|tabindex|style|fill|disabled|inert|hidden)="[^"<>]*\blanguage\b"""
    marked = [one.name for one in templates if re.search(chosen, one.read_text(encoding="utf-8"))]
    assert marked == []


def list_pages(language: Language) -> list[Shown]:
    """Easy Korean has words of its own for travellers; in the console it is Korean."""
    return [*TRAVELLERS, *(CONSOLE if language != "ko-easy" else ())]


def read(page: Page, language: Language, *, colours: bool) -> list[str]:
    """What axe-core and our own reading of the document find; `colours` costs the most time."""
    tags = TAGS if colours else [*TAGS, "-color"]
    faults: list[str] = page.evaluate(FAULTS, tags)
    faults += page.evaluate("tag => reading.structure(tag)", html_tag(language))
    return faults


def list_nameless(tree: CDPSession) -> list[str]:
    """What takes the focus in the browser's own tree and has no name."""
    faults = []
    for node in tree.send("Accessibility.getFullAXTree")["nodes"]:
        told = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        role, name = node.get("role", {}).get("value"), node.get("name", {}).get("value") or ""
        if told.get("focusable") and not node.get("ignored") and not name.strip():
            if role not in NAMELESS:
                faults.append(f"{role} without a name: {node.get('backendDOMNodeId')}")
    return faults


def list_cut(page: Page) -> list[str]:
    """What is cut off or must be scrolled for: at 400 %, with text twice as large, set wide."""
    faults = []
    for what, (wide, high), rule in LOOKS:
        page.set_viewport_size({"width": wide, "height": high})
        page.evaluate(STYLE, rule)
        faults += [f"{what}: {one}" for one in page.evaluate("reading.cut()")]
    page.evaluate(STYLE, "")
    page.set_viewport_size(WIDE)
    return faults


def list_dark(page: Page) -> list[str]:
    """Colours too close to each other at night."""
    page.emulate_media(color_scheme="dark")
    faults = [f"dark: {one}" for one in page.evaluate(FAULTS, ["color-contrast"])]
    page.emulate_media(color_scheme="light")
    return faults


def list_missed(page: Page) -> list[str]:
    """What Tab does not reach, reaches out of order, or leaves without a mark."""
    for _ in range(page.evaluate("reading.listen()") + 2):
        page.keyboard.press("Tab")
    missed: list[str] = page.evaluate("reading.walked()")
    return missed


BAD = """<!doctype html><html lang="xx"><title>bad</title>
<style>:focus-visible { outline: 3px solid }</style><body><header>a</header>
<main><h1>one</h1><h3>three</h3><img src="data:,"><svg width="9" height="9"></svg>
<p id="twice">a</p><p id="twice" lang="tlh">b</p><label for="none">c</label>
<a href="#x" tabindex="2">first</a><a href="#y" style="outline: none">unmarked</a>
<a href="#z" style="position: absolute; left: -900px">away</a>
<button onkeydown="event.preventDefault()">trap</button><button>beyond</button>
<p style="width: 700px">too wide</p><p style="height: 8px; overflow: hidden">cut off</p>
</main><footer>b</footer></body></html>"""


CUT = ("the page is 708 wide of {}", "beyond the edge", "clipped")
WRONG = (
    *("lang is xx", "h3 after h1", "positive tabindex", "no alt", "a picture without a name"),
    *("unknown lang", "label of nothing", "id twice twice"),
    *(f"{what}: {one.format(wide)}" for what, (wide, _), _ in LOOKS for one in CUT),
    *("focus is not seen", "focused out of sight", "not reached by Tab"),
)


def test_the_reading_finds_what_is_wrong(everything: Open, chromium: Browser) -> None:
    page = everything.page(chromium)
    page.goto("about:blank")
    page.set_content(BAD)
    found = page.evaluate("reading.structure('ko')") + list_cut(page) + list_missed(page)
    page.context.close()
    assert sorted({one.partition(": <")[0] for one in found}) == sorted(WRONG)
