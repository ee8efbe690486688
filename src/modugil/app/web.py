"""The web application over one desk: every page and every route of the API, wired together."""

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, Protocol

from litestar import Litestar, Response
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide
from sqlalchemy import Engine

from modugil.answers.boards.boards import Boards
from modugil.answers.courses.courses import Courses
from modugil.answers.desk import Desk
from modugil.answers.examples import Example, Pair, find_pairs, show_examples
from modugil.answers.find_reach import find_reach
from modugil.answers.finding.find_among import open_place_finder
from modugil.answers.finding.find_places import find_places
from modugil.answers.guidance.guide import Guide
from modugil.answers.itinerary import PlaceRef
from modugil.answers.lines.lines import Lines
from modugil.answers.outings.outings import Outings
from modugil.answers.planner import Planner
from modugil.answers.roadview.street_pictures import StreetPictures
from modugil.answers.sights.sights import Sights
from modugil.api.change_watch import ChangeWatch
from modugil.api.errors import build_problem, list_methods, note_fault, to_response
from modugil.api.gtfs_rt.handlers import build_feeds
from modugil.api.ogc.publisher import Publisher
from modugil.api.ogc.routes import open_ogc
from modugil.api.onebusaway.door import open_onebusaway
from modugil.api.read_query import language_of_error
from modugil.api.routes import describe_api, list_api_routes
from modugil.api.signed_in import PEOPLE
from modugil.api.stac.uploads import Uploads
from modugil.api.stream.vehicle_stream import VehicleStream
from modugil.app.response_headers import add_headers
from modugil.conditions.staff.book import StaffBook
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.core.clock import Clock, SystemClock
from modugil.core.errors import TooMany
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.live.doors.intake import Intake
from modugil.live.state import LiveState
from modugil.pages.map.tiles import RegionTiles
from modugil.pages.problem_page import show_problem, wants_page
from modugil.pages.reader import AnyRequest, choose_language
from modugil.pages.routes import list_page_routes
from modugil.people.people import People
from modugil.people.rental.book import RentalBook
from modugil.people.sessions import REAL_CLOCK
from modugil.people.tasks import TaskBook
from modugil.places.build_places import build_places
from modugil.places.catalogue import Catalogue
from modugil.places.corrections.book import CorrectionBook
from modugil.store.changes import read_last

END_STREAMS = "end_streams"
PREPARE = "prepare"
"""What is prepared beside the doors, and what a new build has changed noted in the log."""


def build_desk(
    planner: Planner,
    *,
    clock: Clock,
    fleet_simulated: bool = False,
    fleet_past: bool = False,
    database: Engine | None = None,
) -> Desk:
    """The desk at which pages and API ask this planner."""

    def get_place(ref: str, *, language: Language) -> PlaceRef:
        return planner.finder.get_endpoint(ref, language=language).place

    def find(
        text: str, *, language: Language, limit: int, near: LatLon | None
    ) -> Sequence[PlaceRef]:
        closed = planner.catalogue.get_current().closed if planner.catalogue is not None else ()
        return find_places(
            planner.index, text, language=language, limit=limit, near=near, closed=closed
        )

    @cache
    def pairs() -> tuple[Pair, ...]:
        return find_pairs(planner, now=clock.now())

    def examples(*, language: Language) -> Sequence[Example]:
        return show_examples(planner, pairs(), now=clock.now(), language=language)

    reach, boards = partial(find_reach, planner), Boards(planner)
    among = open_place_finder(planner.catalogue, region=planner.region)
    courses = Courses(planner)
    published = None
    if planner.region.timetable is not None:
        published = PublishedIds(planner.region.timetable, zone=planner.region.zone)
    staff = None
    if published is not None and database is not None:
        staff = StaffBook(database, timetable_ids=published, conditions=planner.conditions)
        planner.alerts.staff = staff
    corrections = None
    if database is not None:
        catalogue = planner.catalogue or Catalogue(build_places([]))
        corrections = CorrectionBook(database, catalogue, zone=planner.region.zone)
    tasks = TaskBook(database) if database is not None else None
    rental = None
    if database is not None and tasks is not None:
        rental = RentalBook(database, zone=planner.region.zone, tasks=tasks)
    return Desk(
        planner.region.manifest,
        planner.plan,
        Guide(planner, courses, among),
        reach,
        find,
        among.find,
        get_place,
        clock,
        examples,
        boards,
        Lines(planner, boards),
        live=planner.live,
        fleet_simulated=fleet_simulated,
        fleet_past=fleet_past,
        database=database,
        people=People(database) if database is not None else None,
        tasks=tasks,
        staff=staff,
        published=published,
        conditions=planner.conditions,
        catalogue=planner.catalogue,
        sights=Sights(planner, boards),
        courses=courses,
        outings=Outings(planner),
        corrections=corrections,
        rental=rental,
        streets=planner.region.streets,
        street_pictures=StreetPictures(planner),
    )


class TakesFixes(Protocol):
    """Where fixes come in, and how that goes."""

    @property
    def intake(self) -> Intake:
        """Takes the fixes of all doors."""
        ...

    def describe(self) -> LiveState:
        """How everything is doing at this moment."""
        ...


def wire(
    desk: Desk, *, tiles: RegionTiles, outline: Path, live: TakesFixes | None = None
) -> Litestar:
    """The web application over one desk; without `live` no terminal is listened to."""
    stream = VehicleStream()
    watch = ChangeWatch(partial(read_last, desk.database) if desk.database is not None else None)

    uploads = Uploads()

    async def end_streams() -> None:
        uploads.close()
        await stream.close()
        await watch.close()

    feeds, publisher = build_feeds(desk), Publisher(desk)
    return Litestar(
        route_handlers=[
            *list_api_routes(),
            *list_page_routes(),
            open_onebusaway(desk),
            open_ogc(publisher),
        ],
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "tiles": Provide(lambda: tiles, sync_to_thread=False),
            "feeds": Provide(lambda: feeds, sync_to_thread=False),
            "outline": Provide(lambda: outline, sync_to_thread=False),
            "intake": Provide(lambda: live.intake if live else None, sync_to_thread=False),
            "live_state": Provide(lambda: live.describe if live else None, sync_to_thread=False),
            "stream": Provide(lambda: stream, sync_to_thread=False),
            "change_watch": Provide(lambda: watch, sync_to_thread=False),
            "uploads": Provide(lambda: uploads, sync_to_thread=False),
            "explain": Provide(lambda: build_problem, sync_to_thread=False),
        },
        exception_handlers={Exception: partial(_answer_error, desk=desk)},
        before_send=[add_headers],
        on_shutdown=[end_streams],
        state=State(
            {
                END_STREAMS: end_streams,
                PEOPLE: desk.people,
                REAL_CLOCK: SystemClock(),
                PREPARE: publisher.prepare,
            }
        ),
        compression_config=CompressionConfig(
            "gzip",
            gzip_compress_level=5,
            exclude=["/tiles/"],
            exclude_opt_key="skip_compression",
        ),
        openapi_config=describe_api(),
        logging_config=None,
        debug=False,
    )


def _answer_error(request: AnyRequest, error: Exception, *, desk: Desk) -> Response[Any]:
    path = request.url.path
    methods = list_methods(error, app=request.app, path=path)
    page = wants_page(request)
    language = choose_language(request) if page else language_of_error(request)
    problem = build_problem(error, path=path, language=language, methods=methods)
    if problem.status >= 500:
        note_fault(error, path=path)
    answer: Response[Any] = (
        show_problem(request, problem, desk=desk) if page else to_response(problem, methods=methods)
    )
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.retry_after_s)
    return answer
