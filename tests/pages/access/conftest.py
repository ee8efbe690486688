"""One server of everything: live buses, an alert, Wi-Fi, staff at work, and the richest answer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from tests.answers.courses.drawn_courses import build_course_world
from tests.answers.world import NOW, World
from tests.app.served import serve
from tests.pages.access.every_page import Reader, Shown, stay
from tests.pages.console.conftest import Console, console_of
from tests.pages.example_answer import example_answer
from tests.pages.places_there import tell_more
from tests.pages.roadview.walk import Walked, open_walk
from tests.pages.test_browser import AXE

from modugil.answers.desk import SPOKEN
from modugil.answers.itinerary import TripAnswer
from modugil.answers.trips.question import TripQuestion
from modugil.app.open_app import OUTLINE
from modugil.app.web import wire
from modugil.conditions.staff.messages import Cause, Effect, ServiceAlert, Severity, Touched
from modugil.core.clock import FixedClock
from modugil.core.language import Language, html_tag
from modugil.pages.map.tiles import build_tiles
from modugil.people import passwords
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE, REAL_CLOCK
from modugil.places.roadview.road_view import RoadView

READING = Path(__file__).with_name("reading.js")
KEPT = '{"stops":[{"id":"W2","name":"서마을 회관"}],"lines":[{"id":"R1","name":"365"}]}'
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MAPS = [f"*/static/built/{one}-*.js" for one in ("map", "live-map", "found-map", "console-*")]
WIDE = ViewportSize(width=1280, height=900)


@dataclass(frozen=True)
class Open:
    """Everything served at one address, to be opened as any of its readers."""

    site: str
    console: Console
    told: str
    tokens: dict[Reader, str]
    pictures: Walked
    """Of the flat walk, one for each language to be reported."""

    def page(self, browser: Browser) -> Page:
        """A page that knows our questions and draws no map; its cache is kept from page to page."""
        context = browser.new_context(
            locale="ko-KR",
            reduced_motion="reduce",
            color_scheme="light",
            service_workers="block",
            viewport=WIDE,
        )
        context.add_init_script(path=AXE)
        context.add_init_script(path=READING)
        context.add_init_script(f"localStorage.setItem('modugil.favourites', '{KEPT}')")
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setBlockedURLs", {"urls": MAPS})
        return page

    def enter(self, context: BrowserContext, reader: Reader) -> None:
        """From here on the browser is this reader's."""
        context.clear_cookies()
        if token := self.tokens.get(reader):
            context.add_cookies([{"name": COOKIE, "value": token, "url": self.site}])

    def show(self, page: Page, shown: Shown, language: Language) -> None:
        """Open the page in its state, everything on it unfolded."""
        walk = self.pictures
        path = shown.path.format(
            told=self.told,
            sphere=walk.spheres[0],
            flat=walk.flats[0],
            to_report=walk.to_report[SPOKEN.index(language)],
        )
        mark = "&" if "?" in path else "?"
        page.goto(f"{self.site}{path}{mark}language={language}")
        if shown.then is not stay:
            shown.then(page)
            page.wait_for_load_state()
        assert page.locator("html").get_attribute("lang") == html_tag(language)
        page.evaluate(UNFOLD)


UNFOLD = (
    "() => document.querySelectorAll('details:not(.languages)').forEach(one => one.open = true)"
)


@pytest.fixture(scope="package")
def towns(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The two towns with courses."""
    return build_course_world(tmp_path_factory.mktemp("towns-with-courses"))


@pytest.fixture(scope="package")
def everything(towns: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """The server; passwords cost a thousandth."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_LOG_N", 5)
        with (
            open_walk(tmp_path_factory.mktemp("walk")) as (_, walk),
            console_of(tell_more(towns.fresh()), tmp_path_factory.mktemp("access")) as console,
        ):
            told = _fill(console, walk.road)
            tokens: dict[Reader, str] = {
                "staff": console.sign_in("boss"),
                "viewer": console.sign_in("view"),
            }
            with serve(console.web) as site:
                yield Open(site, console, told, tokens, walk)


def _fill(console: Console, road: RoadView) -> str:
    """Give it an account to reset, an alert, and the example as its answer; the alert's id."""
    desk, region = console.desk, console.world.planner.region
    assert desk.people is not None and desk.staff is not None
    desk.people.add_account("newcomer", roles=[Role.VIEWER], display_name="이하늘", now=NOW)
    alert = ServiceAlert(
        "",
        header={"ko": "부두 공사", "en": "Works at the pier", "zh": "码头施工", "ja": "埠頭工事"},
        description={"ko": "길 건너에서 타세요.", "en": "Get on across the road."},
        touches=(Touched(route="R1"), Touched(stop="W2")),
        cause=Cause.CONSTRUCTION,
        effect=Effect.DETOUR,
        severity=Severity.WARNING,
        url={"ko": "https://example.org"},
    )
    told = desk.staff.write(alert, author="boss", now=NOW).message.id
    find_way = desk.plan

    def plan(question: TripQuestion, *, now: datetime) -> TripAnswer:
        """The rich example, but for a day without a timetable."""
        no_day = (question.at or "").startswith("1999")
        return find_way(question, now=now) if no_day else example_answer(question)

    tiles = build_tiles(
        streets=region.streets, timetable=region.timetable, places=console.world.planner.places
    )
    web = wire(
        replace(desk, plan=plan, roadview=road), tiles=tiles, outline=console.world.folder / OUTLINE
    )
    web.state[REAL_CLOCK] = FixedClock(NOW + timedelta(minutes=1))
    console.web = web
    return told
