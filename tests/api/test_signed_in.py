"""Who is signed in by the cookie; and forms of other sites are refused."""

import pytest
from litestar import Litestar, Response, get, post
from litestar.datastructures import State
from litestar.testing import TestClient
from tests.people.conftest import MONDAY, STEP, code_of

from modugil.api.errors import build_problem, to_response
from modugil.api.read_query import AnyRequest
from modugil.api.signed_in import (
    COOKIE,
    PEOPLE,
    REAL_CLOCK,
    build_no_session_cookie,
    build_session_cookie,
    check_csrf,
    check_same_site,
    find_address,
    find_people,
    get_real_clock,
    require_role,
)
from modugil.core.clock import FixedClock
from modugil.people import passwords
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.sessions import IDLE
from modugil.store.database import open_database

HOME = "http://testserver.local"


class SetClock:
    """A clock that a test sets."""

    def __init__(self):
        self.at = MONDAY

    def now(self):
        return FixedClock(self.at).now()


@post("/in", sync_to_thread=True)
def sign_in(request: AnyRequest) -> Response[str]:
    check_same_site(request)
    people = find_people(request)
    assert people is not None
    words = request.query_params
    done = people.sign_in(
        words["name"],
        words["password"],
        words["code"],
        now=get_real_clock(request).now(),
        address=find_address(request),
    )
    return Response(done.csrf, cookies=[build_session_cookie(request, done)])


@get("/look", sync_to_thread=True)
def look(request: AnyRequest) -> str:
    return require_role(request, Role.VIEWER).account.name


@post("/write", sync_to_thread=True)
def write(request: AnyRequest) -> str:
    who = require_role(request, Role.DISPATCHER, Role.ADMIN)
    check_csrf(request, who, request.query_params.get("csrf"))
    return who.account.name


@post("/out", sync_to_thread=True)
def sign_out(request: AnyRequest) -> Response[str]:
    return Response("", cookies=[build_no_session_cookie(request)])


def tell_error(_request, error):
    return to_response(build_problem(error, path="", language="en"))


@pytest.fixture
def clock():
    return SetClock()


@pytest.fixture
def staff(tmp_path, monkeypatch):
    monkeypatch.setattr(passwords, "_LOG_N", 5)
    engine = open_database(tmp_path / "state.sqlite")
    yield People(engine)
    engine.dispose()


@pytest.fixture
def web(staff, clock):
    return Litestar(
        [sign_in, look, write, sign_out],
        state=State({PEOPLE: staff, REAL_CLOCK: clock}),
        exception_handlers={Exception: tell_error},
        openapi_config=None,
    )


@pytest.fixture
def client(web):
    with TestClient(web) as client:
        yield client


def enter(client, staff, *roles, name="kim", now=MONDAY):
    issued = staff.add_account(name, roles=roles, now=MONDAY)
    words = {"name": name, "password": issued.password, "code": code_of(issued, now)}
    return client.post("/in", params=words)


def test_a_browser_that_signed_in_is_known_and_others_are_not(client, staff):
    assert client.get("/look").status_code == 401
    answer = enter(client, staff, Role.DISPATCHER)
    assert answer.status_code == 201
    assert client.get("/look").text == "kim"
    client.cookies.clear()
    assert client.get("/look").status_code == 401
    assert client.get("/look", headers={"Cookie": f"{COOKIE}=made-up"}).status_code == 401


@pytest.mark.parametrize(
    "base_url, secure", [("http://testserver.local", False), ("https://testserver.local", True)]
)
def test_no_script_and_no_other_site_gets_the_cookie(web, staff, base_url, secure):
    with TestClient(web, base_url=base_url) as client:
        told = enter(client, staff, Role.VIEWER).headers["set-cookie"].lower()
    assert told.startswith(f"{COOKIE}=")
    assert {"httponly", "samesite=strict", "path=/"} <= {one.strip() for one in told.split(";")}
    assert ("secure" in told.split("; ")) is secure


def test_who_has_no_role_for_something_is_told_which_it_takes(client, staff):
    csrf = enter(client, staff, Role.TECHNICIAN).text
    answer = client.post("/write", headers={"X-CSRF-Token": csrf})
    assert answer.status_code == 403
    assert answer.json()["type"] == "/api/docs#not_allowed"
    assert answer.json()["allowed"] == "It takes dispatcher or admin."
    assert client.get("/look").status_code == 200


def test_a_form_needs_the_word_of_its_session_in_a_field_or_a_header(client, staff):
    csrf = enter(client, staff, Role.ADMIN).text
    assert client.post("/write", params={"csrf": csrf}).text == "kim"
    assert client.post("/write", headers={"X-CSRF-Token": csrf}).text == "kim"
    other = enter(client, staff, Role.ADMIN, name="lee").text
    assert other != csrf
    for wrong in (csrf, "", "x", "é"):
        assert client.post("/write", params={"csrf": wrong}).status_code == 403
    assert client.post("/write").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_what_another_site_sends_is_refused_with_and_without_a_session(client, staff, headers):
    csrf = enter(client, staff, Role.ADMIN).text
    assert client.post("/write", params={"csrf": csrf}, headers=headers).status_code == 403
    assert client.post("/in", headers=headers).status_code == 403
    same = {"Origin": HOME, "Sec-Fetch-Site": "same-origin"}
    assert client.post("/write", params={"csrf": csrf}, headers=same).status_code == 201


def test_a_session_ends_by_itself_and_by_signing_out(client, staff, clock):
    enter(client, staff, Role.ADMIN)
    clock.at = MONDAY + IDLE
    assert client.get("/look").status_code == 401
    enter(client, staff, Role.ADMIN, name="lee", now=clock.at)
    assert client.get("/look").text == "lee"
    client.post("/out")
    assert COOKIE not in client.cookies
    assert client.get("/look").status_code == 401


def test_a_wrong_code_is_401_and_too_many_are_429(client, staff):
    issued = staff.add_account("kim", roles=[Role.ADMIN], now=MONDAY)
    words = {"name": "kim", "password": issued.password, "code": "1"}
    found = [client.post("/in", params=words).status_code for _ in range(11)]
    assert found == [401] * 10 + [429]
    assert code_of(issued, MONDAY + STEP) != "1"


def test_without_accounts_nobody_is_signed_in():
    web = Litestar(
        [look],
        state=State({PEOPLE: None}),
        exception_handlers={Exception: tell_error},
        openapi_config=None,
    )
    with TestClient(web) as client:
        assert client.get("/look", headers={"Cookie": f"{COOKIE}=x"}).status_code == 401


def test_a_database_that_does_not_answer_is_not_a_wrong_cookie(postgres, clock, monkeypatch):
    monkeypatch.setattr(passwords, "_LOG_N", 5)
    staff = People(open_database(postgres.make_database()))
    web = Litestar(
        [sign_in, look],
        state=State({PEOPLE: staff, REAL_CLOCK: clock}),
        exception_handlers={Exception: tell_error},
        openapi_config=None,
    )
    with TestClient(web) as client:
        enter(client, staff, Role.ADMIN)
        postgres.kill()
        try:
            answer = client.get("/look")
            assert answer.status_code == 503
            assert answer.json()["type"] == "/api/docs#could_not_look"
            assert client.post("/in?name=kim&password=x&code=1").status_code == 503
        finally:
            postgres.start()
        assert client.get("/look").text == "kim"
    staff.engine.dispose()
