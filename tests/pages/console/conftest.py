"""The console over the small world: buses that bunch, one that is silent, Wi-Fi, tasks, staff."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from tests.answers.boards.fleet import HandsOut, drive, follow
from tests.answers.world import NOW, World
from tests.live.wifi.worlds import report, to_ms
from tests.people.conftest import code_of
from tests.people.rental.conftest import fill
from tests.places.roadview.drawn import MarkDetector

from modugil.answers.desk import Desk
from modugil.app.open_app import OUTLINE
from modugil.app.web import build_desk, wire
from modugil.core.access import Access
from modugil.core.clock import FixedClock
from modugil.live.operations.room import OperationsRoom
from modugil.live.operations.watching import Sources
from modugil.live.wifi.book import WifiBook
from modugil.live.wifi.runs import TimetableRuns
from modugil.pages.map.tiles import build_tiles
from modugil.people import passwords
from modugil.people.accounts import NewSignIn
from modugil.people.forms import CSRF_FIELD
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE, REAL_CLOCK
from modugil.places.roadview.road_view import RoadView
from modugil.places.roadview.settings import RoadViewSettings
from modugil.store.database import open_database

FORM = {"content-type": "application/x-www-form-urlencoded"}
PAGE = {"accept": "text/html", "accept-language": "en"}
SILENT, LATE, FOLLOWER = "J/R3-W2-532", "J/R1-W1-520", "J/R1-W1-540"


@dataclass
class Console:
    """One installation of the console."""

    web: Litestar
    desk: Desk
    world: World
    issued: dict[str, NewSignIn]

    def sign_in(self, name: str, now: datetime = NOW) -> str:
        """The token of a new visit."""
        people, issued = self.desk.people, self.issued[name]
        assert people is not None
        return people.sign_in(name, issued.password, code_of(issued, now), now=now).token


class Staff:
    """A browser of somebody who is signed in."""

    def __init__(self, client: TestClient, console: Console, token: str) -> None:
        self.client, self.console = client, console
        self.token = token
        people = console.desk.people
        assert people is not None
        found = people.find_signed_in(token, now=NOW)
        assert found is not None
        self.csrf = found.csrf
        client.cookies.set(COOKIE, token)

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path, headers=PAGE, follow_redirects=False)
        assert answer.status_code == status, answer.text
        return answer.text

    def post(self, path: str, *pairs: tuple[str, str], **told: str):
        form = [(CSRF_FIELD, self.csrf), *pairs, *told.items()]
        return self.client.post(
            path, content=urlencode(form), headers=PAGE | FORM, follow_redirects=False
        )


@contextmanager
def console_of(world: World, folder) -> Iterator[Console]:
    """The console over that world, at nine o'clock."""
    two_close = [
        drive(world, "R1-W1-520", late_s=1140, last=0),
        drive(world, "R1-W1-540", late_s=0, last=0),
    ]
    silent = drive(world, "R3-W2-532", last=0, as_of=NOW - timedelta(minutes=4))
    live = follow(world, *two_close, silent)
    database = open_database(folder / "state.sqlite")
    region = world.planner.region
    sources = Sources(
        live,
        get_conditions=world.conditions.get_current,
        list_issued=lambda: ["J/9"],
        history=folder / "history",
        folder=folder / "operations",
    )
    room = OperationsRoom(region, sources, clock=FixedClock(NOW))
    room.look(NOW)
    desk = replace(
        build_desk(world.planner, clock=FixedClock(NOW), database=database),
        operations=room,
        wifi=wifi_of(world, live),
        roadview=RoadView(
            database,
            folder / "roadview",
            RoadViewSettings(),
            zone=region.zone,
            detector=MarkDetector(),
        ),
    )
    assert desk.staff is not None and desk.people is not None and desk.tasks is not None
    desk.staff.refresh(now=NOW)
    tiles = build_tiles(
        streets=region.streets, timetable=region.timetable, places=world.planner.places
    )
    web = wire(desk, tiles=tiles, outline=world.folder / OUTLINE)
    web.state[REAL_CLOCK] = FixedClock(NOW)
    roles = {"boss": list(Role), "view": [Role.VIEWER]}
    issued = {
        name: desk.people.add_account(name, roles=given, display_name="김지우", now=NOW)
        for name, given in roles.items()
    }
    text = {"ko": "정류장 와이파이가 멈춤", "en": "Wi-Fi at the stop is down"}
    fill(database, receivers=12)
    desk.tasks.open_task("wifi_outage", "stop/E1", text=text, now=NOW)
    yield Console(web, desk, world, issued)
    database.dispose()


def wifi_of(world: World, live: HandsOut) -> WifiBook:
    """A bus and a stop whose Wi-Fi works, and a stop where it does not."""
    region = world.planner.region
    assert region.timetable is not None
    book = WifiBook(
        TimetableRuns(region.timetable, region.zone),
        facts=region.manifest.wifi,
        zone=region.zone,
        now=NOW,
    )
    for name, up in ((LATE, Access.YES), ("stop/W1", Access.YES), ("stop/E1", Access.NO)):
        book.take(report(name, NOW, up=up), now_ms=to_ms(NOW))
    book.look(live.get_current(), now=NOW)
    return book


@pytest.fixture(autouse=True)
def quick_scrypt(monkeypatch):
    """The same function at a thousandth of its cost."""
    monkeypatch.setattr(passwords, "_LOG_N", 5)


@pytest.fixture
def console(towns, tmp_path):
    with console_of(towns.fresh(), tmp_path) as console:
        yield console


@pytest.fixture
def stranger(console):
    with TestClient(console.web) as client:
        yield client


@pytest.fixture
def staff(stranger, console) -> Staff:
    """Somebody with every role."""
    return Staff(stranger, console, console.sign_in("boss"))


@pytest.fixture
def viewer(stranger, console) -> Staff:
    """Somebody who may look only."""
    return Staff(stranger, console, console.sign_in("view"))
