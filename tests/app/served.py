"""A small region served as the product serves it, at a fixed moment."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import uvicorn
from litestar import Litestar
from tests.answers.world import NOW

from modugil.answers.desk import Desk, PlansTrips
from modugil.answers.planner import Planner
from modugil.app.open_app import OUTLINE
from modugil.app.web import build_desk, wire
from modugil.core.clock import Clock, FixedClock
from modugil.live.wifi.book import WifiBook
from modugil.pages.map.tiles import build_tiles


def desk_of(
    planner: Planner,
    *,
    plan: PlansTrips | None = None,
    clock: Clock | None = None,
    wifi: WifiBook | None = None,
) -> Desk:
    """The desk of that planner; `plan` answers in its place."""
    desk = replace(build_desk(planner, clock=clock or FixedClock(NOW)), wifi=wifi)
    return replace(desk, plan=plan) if plan is not None else desk


def web_of(
    planner: Planner,
    folder: Path,
    *,
    plan: PlansTrips | None = None,
    clock: Clock | None = None,
    wifi: WifiBook | None = None,
) -> Litestar:
    """The whole web application over that planner."""
    region = planner.region
    tiles = build_tiles(streets=region.streets, timetable=region.timetable, places=planner.places)
    desk = desk_of(planner, plan=plan, clock=clock, wifi=wifi)
    return wire(desk, tiles=tiles, outline=folder / OUTLINE)


@contextmanager
def serve(web: Litestar) -> Iterator[str]:
    """The application on a free port of this machine, while the block lasts."""
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        server = uvicorn.Server(uvicorn.Config(web, access_log=False, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)
