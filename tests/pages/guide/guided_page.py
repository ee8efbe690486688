"""The page that guides, in a real browser: what it says, lets vibrate and asks of the server."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, BrowserContext, FilePayload, Page
from tests.answers.world import DAY
from tests.pages.guide.traces import Second, write_rows

LISTEN = """
  window.spoken = [];
  window.buzzed = [];
  const speak = speechSynthesis.speak.bind(speechSynthesis);
  speechSynthesis.speak = (one) => {
    window.spoken.push({ text: one.text, lang: one.lang, at: Date.now() });
    speak(one);
  };
  const vibrate = navigator.vibrate.bind(navigator);
  navigator.vibrate = (pattern) => {
    window.buzzed.push({ pattern, at: Date.now() });
    return vibrate(pattern);
  };
"""
"""Headless Chromium has no voices and no motor: the calls are kept, and made all the same."""

LITTLE_MS, AHEAD_MS = 20, 120_000


@dataclass
class Served:
    """The address of the pages, and every path that was asked of their server."""

    site: str
    asked: list[str] = field(default_factory=list)


@dataclass
class Guided:
    """One page in one browser, and every address it asked for."""

    page: Page
    context: BrowserContext
    requests: list[str]

    def begin(self, source: str, **choices: str) -> None:
        """Choose where positions come from, and start."""
        self.page.locator(f"#source-{source} input").check()
        for id, value in choices.items():
            self.page.select_option(f"#{id}", value)
        self.page.locator("#guide-start").click()

    def replay(self, trace: Sequence[Second], *, noise: str) -> None:
        """Play a trace from a file."""
        self.page.locator("#source-recorded input").check()
        rows = write_rows(trace).encode()
        file = FilePayload(name="trace.csv", mimeType="text/csv", buffer=rows)
        self.page.locator("#trace").set_input_files(file)
        self.hold_clock()
        self.begin("recorded", noise=noise, speed="1")
        while self.page.locator("#said li").count() == 0:
            self.page.clock.run_for(LITTLE_MS)

    def hold_clock(self) -> None:
        """From here on the page's own clock goes as far as it is told, however long we take."""
        self.page.clock.pause_at(self.page.evaluate("Date.now()") + AHEAD_MS)

    def pass_seconds(self, seconds: int) -> None:
        """Let the page's own clock run on, as fast as it can."""
        for done in range(0, seconds, 60):
            self.page.clock.run_for(1000 * min(60, seconds - done))

    @property
    def spoken(self) -> list[str]:
        """What was said, in order."""
        return [one["text"] for one in self.told("spoken")]

    @property
    def felt(self) -> list[list[int]]:
        """The patterns of vibration, in order."""
        return [one["pattern"] for one in self.told("buzzed")]

    def told(self, name: str) -> list[dict[str, Any]]:
        """The calls that were kept."""
        kept: list[dict[str, Any]] = self.page.evaluate(f"window.{name}")
        return kept

    def read(self, id: str) -> str:
        """The text of a part of the page."""
        return self.page.locator(f"#{id}").inner_text()


@contextmanager
def open_guided(
    browser: Browser, site: str, start: str, end: str, **options: Any
) -> Iterator[Guided]:
    """The page for the way from start to end, its packet loaded; nothing on it may fail."""
    words = {"from": start, "to": end, "when": "leave", "at": f"{DAY}T02:00", "language": "en"}
    words |= {name: options.pop(name) for name in ("needs", "language") if name in options}
    accelerated, wraps = options.pop("accelerated", False), options.pop("wraps", "")
    context = browser.new_context(locale="ko-KR", reduced_motion="reduce", **options)
    context.add_init_script(LISTEN + wraps)
    page, faults, requests = context.new_page(), [], []
    page.on("pageerror", lambda error: faults.append(str(error)))
    context.on("request", lambda request: requests.append(request.url))
    if accelerated:
        page.clock.install()
    try:
        page.goto(f"{site}/guide?{urlencode(words)}")
        page.wait_for_selector("#guide-start:enabled")
        yield Guided(page, context, requests)
        assert faults == []
    finally:
        context.close()
