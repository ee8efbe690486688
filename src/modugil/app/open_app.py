"""Start-up: settings are read once, a region is opened, the rooms are wired together."""

import logging
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any

import uvicorn
from litestar import Litestar, Response
from litestar.concurrency import set_asyncio_executor
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide

from modugil.answers.asking.asked_needs import DEFAULT_PRESET
from modugil.answers.boards.boards import Boards
from modugil.answers.desk import SPOKEN, Desk
from modugil.answers.examples import Example, Pair, find_pairs, show_examples
from modugil.answers.find_reach import find_reach
from modugil.answers.finding.find_places import find_places
from modugil.answers.itinerary import PlaceRef
from modugil.answers.open_planner import open_planner
from modugil.answers.planner import Planner
from modugil.answers.trips.question import TripQuestion
from modugil.answers.warm_up import warm_up
from modugil.api.errors import build_problem, list_methods, note_fault, to_response
from modugil.api.read_query import language_of_error
from modugil.api.routes import describe_api, list_api_routes
from modugil.api.vehicle_stream import VehicleStream
from modugil.app.answer_head import answer_head
from modugil.app.ending_server import EndingServer
from modugil.app.response_headers import add_headers
from modugil.app.settings import Settings, read_settings
from modugil.core.clock import Clock, SystemClock
from modugil.core.errors import ModugilError
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.pages.map.tiles import RegionTiles, build_tiles
from modugil.pages.problem_page import show_problem, wants_page
from modugil.pages.reader import AnyRequest, choose_language
from modugil.pages.routes import list_page_routes
from modugil.routing.presets import get_preset

log = logging.getLogger(__name__)
Report = Callable[[str, float], None]
OUTLINE = Path("outline", "outline.geojson")
END_STREAMS = "end_streams"
WARM_NEEDS = ("walking", DEFAULT_PRESET)


class OpenApp:
    """A region ready to be served."""

    def __init__(self, web: Litestar, desk: Desk, planner: Planner, settings: Settings) -> None:
        """Hold what was wired."""
        self.web = web
        self._desk = desk
        self._planner = planner
        self._settings = settings

    def warm_up(self, report: Report) -> None:
        """Ask what people ask, so that the first of them need not wait for compiled code."""
        for done, needs in enumerate(WARM_NEEDS):
            report("Loading the compiled search (longer the first time)", done / len(WARM_NEEDS))
            warm_up(self._planner, get_preset(needs), now=SystemClock().now())
            for question in _warm_questions(self._planner, needs):
                try:
                    self._planner.plan(question, now=SystemClock().now())
                except ModugilError as error:
                    log.info("a warm-up question was refused: %s", error.code)
        self._desk.examples(language=SPOKEN[0])

    def serve(self, listener: socket.socket) -> None:
        """Answer on that socket until stopped. No request is logged: an address holds places."""
        set_asyncio_executor(ThreadPoolExecutor(self._settings.threads, "search"))
        config = uvicorn.Config(
            answer_head(self.web),
            access_log=False,
            log_level=self._settings.log_level,
            timeout_keep_alive=self._settings.keep_alive_s,
            server_header=False,
        )
        EndingServer(config, end_streams=self.web.state[END_STREAMS]).run(sockets=[listener])


def open_app(folder: Path, *, settings_file: Path | None = None) -> OpenApp:
    """The region built in that folder, ready to be served.

    Errors:  SettingsInvalid, or RegionUnreadable if the region must be built again.
    """
    settings = read_settings(settings_file)
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s: %(message)s")
    log.info("settings: %s", settings)
    planner = open_planner(folder)
    region = planner.region
    tiles = build_tiles(streets=region.streets, timetable=region.timetable, places=planner.places)
    desk = build_desk(planner, clock=SystemClock())
    return OpenApp(wire(desk, tiles=tiles, outline=folder / OUTLINE), desk, planner, settings)


def build_desk(planner: Planner, *, clock: Clock) -> Desk:
    """The desk at which pages and API ask this planner."""

    def get_place(ref: str, *, language: Language) -> PlaceRef:
        return planner.finder.get_endpoint(ref, language=language).place

    def find(
        text: str, *, language: Language, limit: int, near: LatLon | None
    ) -> Sequence[PlaceRef]:
        return find_places(planner.index, text, language=language, limit=limit, near=near)

    @cache
    def pairs() -> tuple[Pair, ...]:
        return find_pairs(planner, now=clock.now())

    def examples(*, language: Language) -> Sequence[Example]:
        return show_examples(planner, pairs(), now=clock.now(), language=language)

    reach = partial(find_reach, planner)
    return Desk(
        planner.region.manifest,
        planner.plan,
        reach,
        find,
        get_place,
        clock,
        examples,
        Boards(planner),
        live=planner.live,
    )


def wire(desk: Desk, *, tiles: RegionTiles, outline: Path) -> Litestar:
    """The web application over one desk."""
    stream = VehicleStream()
    return Litestar(
        route_handlers=[*list_api_routes(), *list_page_routes()],
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "tiles": Provide(lambda: tiles, sync_to_thread=False),
            "outline": Provide(lambda: outline, sync_to_thread=False),
            "stream": Provide(lambda: stream, sync_to_thread=False),
            "explain": Provide(lambda: build_problem, sync_to_thread=False),
        },
        exception_handlers={Exception: partial(_answer_error, desk=desk)},
        before_send=[add_headers],
        on_shutdown=[stream.close],
        state=State({END_STREAMS: stream.close}),
        compression_config=CompressionConfig("gzip", gzip_compress_level=5, exclude=["/tiles/"]),
        openapi_config=describe_api(),
        logging_config=None,
        debug=False,
    )


def _answer_error(request: AnyRequest, error: Exception, *, desk: Desk) -> Response[Any]:
    path, methods = request.url.path, list_methods(error)
    page = wants_page(request)
    language = choose_language(request) if page else language_of_error(request)
    problem = build_problem(error, path=path, language=language, methods=methods)
    if problem.status >= 500:
        note_fault(error, path=path)
    return (
        show_problem(request, problem, desk=desk) if page else to_response(problem, methods=methods)
    )


def _warm_questions(planner: Planner, needs: str) -> list[TripQuestion]:
    """A short and a long question, at noon of the timetable's first day."""
    timetable, manifest = planner.region.timetable, planner.region.manifest
    at = f"{manifest.first_day}T12:00" if manifest.first_day else None
    bounds = manifest.bounds
    middle = (bounds.south + bounds.north) / 2, (bounds.west + bounds.east) / 2
    ends = [middle, (middle[0] + 0.002, middle[1] + 0.002)]
    if timetable is not None and timetable.stop_count:
        stops = timetable.stops
        rows = (0, timetable.stop_count // 3, timetable.stop_count // 2)
        ends = [(float(stops.lat[row]), float(stops.lon[row])) for row in rows]
    texts = [f"{lat:.6f},{lon:.6f}" for lat, lon in ends]
    return [
        TripQuestion(start=texts[0], end=end, at=at, needs=get_preset(needs), language="ko")
        for end in texts[1:]
    ]
