"""Who is signed in by the cookie, and what their role lets them ask."""

import pytest
from litestar import Litestar, get
from litestar.datastructures import State
from litestar.testing import TestClient
from tests.people.conftest import MONDAY, sign_in

from modugil.api.errors import build_problem, to_response
from modugil.api.read_query import AnyRequest
from modugil.api.signed_in import PEOPLE, require_role
from modugil.core.clock import FixedClock
from modugil.people import passwords
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE, IDLE, REAL_CLOCK
from modugil.store.database import open_database


class SetClock:
    """A clock that a test sets."""

    def __init__(self):
        self.at = MONDAY

    def now(self):
        return FixedClock(self.at).now()


@get("/look", sync_to_thread=True)
def look(request: AnyRequest) -> str:
    return require_role(request, Role.VIEWER).account.name


@get("/plan", sync_to_thread=True)
def plan(request: AnyRequest) -> str:
    return require_role(request, Role.DISPATCHER, Role.ADMIN).account.name


def tell_error(_request, error):
    return to_response(build_problem(error, path="", language="en"))


@pytest.fixture(autouse=True)
def quick_scrypt(monkeypatch):
    monkeypatch.setattr(passwords, "_LOG_N", 5)


@pytest.fixture
def clock():
    return SetClock()


@pytest.fixture
def staff(tmp_path):
    engine = open_database(tmp_path / "state.sqlite")
    yield People(engine)
    engine.dispose()


def wire(staff, clock):
    return Litestar(
        [look, plan],
        state=State({PEOPLE: staff, REAL_CLOCK: clock}),
        exception_handlers={Exception: tell_error},
        openapi_config=None,
    )


@pytest.fixture
def client(staff, clock):
    with TestClient(wire(staff, clock)) as client:
        yield client


def enter(client, staff, *roles):
    done = sign_in(staff, staff.add_account("kim", roles=roles, now=MONDAY))
    client.cookies.set(COOKIE, done.token)
    return done


def test_a_browser_that_signed_in_is_known_and_others_are_not(client, staff):
    assert client.get("/look").status_code == 401
    enter(client, staff, Role.DISPATCHER)
    assert client.get("/look").text == "kim"
    client.cookies.clear()
    assert client.get("/look").status_code == 401
    assert client.get("/look", headers={"Cookie": f"{COOKIE}=made-up"}).status_code == 401


def test_who_has_no_role_for_something_is_told_which_it_takes(client, staff):
    enter(client, staff, Role.TECHNICIAN)
    answer = client.get("/plan")
    assert answer.status_code == 403
    assert answer.json()["type"] == "/api/docs#not_allowed"
    assert answer.json()["allowed"] == "It takes dispatcher or admin."
    assert client.get("/look").status_code == 200


def test_a_session_ends_by_itself_and_by_signing_out(client, staff, clock):
    done = enter(client, staff, Role.ADMIN)
    clock.at = MONDAY + IDLE / 2
    assert client.get("/plan").text == "kim"
    clock.at = MONDAY + IDLE * 1.25
    assert client.get("/plan").text == "kim"
    clock.at = MONDAY + IDLE * 2.5
    assert client.get("/plan").status_code == 401
    clock.at = MONDAY + IDLE * 1.25
    staff.sign_out(done.token)
    assert client.get("/plan").status_code == 401


def test_without_accounts_nobody_is_signed_in(clock):
    with TestClient(wire(None, clock)) as client:
        assert client.get("/look", headers={"Cookie": f"{COOKIE}=x"}).status_code == 401


def test_a_database_that_does_not_answer_is_not_a_wrong_cookie(postgres, clock):
    staff = People(open_database(postgres.make_database()))
    with TestClient(wire(staff, clock)) as client:
        enter(client, staff, Role.ADMIN)
        postgres.kill()
        try:
            answer = client.get("/look")
            assert answer.status_code == 503
            assert answer.json()["type"] == "/api/docs#could_not_look"
        finally:
            postgres.start()
        assert client.get("/look").text == "kim"
    staff.engine.dispose()
