"""The live map of a whole fleet in a browser without a graphics processor: what a frame costs."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page
from tests.answers.world import NOW, build, open_world
from tests.app.served import serve, web_of
from tests.conftest import ROOT
from tests.pages.big_fleet import WHOLE, BigFleet
from tests.pages.test_browser import wait_for_map

from modugil.core.clock import RunningClock

pytestmark = pytest.mark.proof
WATCHED_MS = 10_000
COUNT = """window.painted = 0;
const clear = CanvasRenderingContext2D.prototype.clearRect;
CanvasRenderingContext2D.prototype.clearRect = function (...all) {
  if (this.canvas.className === "bus-canvas") window.painted++;
  return clear.apply(this, all);
};"""


def measure(page: Page, session: CDPSession) -> tuple[float, float]:
    """Milliseconds of the page's own processor time for each frame, and frames a second."""
    before, painted = read(session), page.evaluate("window.painted")
    page.wait_for_timeout(WATCHED_MS)
    after, more = read(session), page.evaluate("window.painted")
    frames = more - painted
    assert frames > 20
    spent_s = after["TaskDuration"] - before["TaskDuration"]
    return 1000.0 * spent_s / frames, 1000.0 * frames / WATCHED_MS


def read(session: CDPSession) -> dict[str, float]:
    told = session.send("Performance.getMetrics")["metrics"]
    return {one["name"]: one["value"] for one in told}


def test_923_moving_buses_cost_little_a_frame(
    chromium: Browser, tmp_path: Path, proof_sheet
) -> None:
    world = open_world(build(ROOT / "regions" / "jeju-sample", tmp_path))
    clock = RunningClock(NOW + timedelta(seconds=30))
    world.planner.live = BigFleet(world.planner, clock=clock)
    numbers = {}
    with serve(web_of(world.planner, world.folder, clock=clock)) as site:
        for name, width, height in (("desk", 1280, 860), ("phone", 390, 844)):
            context = chromium.new_context(viewport={"width": width, "height": height})
            page = context.new_page()
            page.add_init_script(COUNT)
            session = context.new_cdp_session(page)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            page.goto(f"{site}/live?language=ko")
            wait_for_map(page)
            page.wait_for_selector(f'.bus-canvas[data-drawn="{WHOLE}"]', state="attached")
            cost_ms, rate = measure(page, session)
            numbers[f"{name}, processor time of the page a frame"] = f"{cost_ms:.1f} ms"
            numbers[f"{name}, frames a second"] = f"{rate:.0f}"
            context.close()
            assert cost_ms < 33.0
    proof_sheet(f"Live map, {WHOLE} moving buses, Chromium without a graphics processor", numbers)
