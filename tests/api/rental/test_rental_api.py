"""Asking, looking, cancelling and the steps of staff over HTTP."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from sqlalchemy import Engine
from tests.answers.world import NOW
from tests.api.ogc.conftest import wire_world
from tests.people.conftest import sign_in
from tests.people.rental.conftest import fill

from modugil.core.clock import FixedClock
from modugil.people import passwords
from modugil.people.people import People
from modugil.people.rental.limits import MOST_RESERVED, MOST_WRONG_CODES
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE, REAL_CLOCK
from modugil.store.database import open_database

ROOT = "/api/v1/rental"
MINE = f"{ROOT}/requests/mine"
TODAY = "2026-11-23"
WISH = {"desk": "airport", "kind": "receiver", "from": TODAY, "to": TODAY, "called": "바람"}


@pytest.fixture(autouse=True)
def quick_scrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_LOG_N", 5)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_database(tmp_path / "state.sqlite")
    fill(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def client(towns: Any, engine: Engine) -> Iterator[TestClient[Any]]:
    _desk, web = wire_world(towns.fresh(), database=engine)
    web.state[REAL_CLOCK] = FixedClock(NOW)
    with TestClient(web) as client:
        yield client


@pytest.fixture
def staff(client: TestClient[Any], engine: Engine) -> TestClient[Any]:
    enter(client, engine, Role.LENDER)
    return client


def enter(client: TestClient[Any], engine: Engine, role: Role) -> None:
    people = People(engine)
    made = people.add_account(f"kim-{role}", roles=[role], now=NOW)
    client.cookies.set(COOKIE, sign_in(people, made, now=NOW).token)


def ask(client: TestClient[Any], status: int = 201, **changed: object) -> dict[str, Any]:
    answer = client.post(f"{ROOT}/requests", json=WISH | changed)
    assert answer.status_code == status, answer.text
    told: dict[str, Any] = answer.json()
    return told


def look(client: TestClient[Any], code: str, status: int = 200) -> dict[str, Any]:
    answer = client.get(MINE, headers={"Rental-Code": code})
    assert answer.status_code == status, answer.text
    told: dict[str, Any] = answer.json()
    return told


def step(client: TestClient[Any], id: int, status: int = 200, **told: str) -> dict[str, Any]:
    answer = client.post(f"/api/v1/operations/rental/{id}/steps", json=told)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_desks_tell_what_is_free_and_from_when_on(client: TestClient[Any]) -> None:
    ask(client, kind="power_wheelchair", to="2026-11-24")
    asked = {"from": TODAY, "to": TODAY, "language": "en"}
    told = client.get(f"{ROOT}/desks", params=asked).json()
    (desk,) = told["desks"]
    assert (told["from"], told["to"], desk["name"], desk["sample"]) == (
        TODAY,
        TODAY,
        "Airport desk",
        False,
    )
    assert desk["kinds"] == [
        {"kind": "receiver", "total": 2, "free": 2, "freeFrom": None},
        {"kind": "power_wheelchair", "total": 1, "free": 0, "freeFrom": "2026-11-25"},
    ]


def test_a_request_is_made_looked_at_and_cancelled_by_its_code(client: TestClient[Any]) -> None:
    made = ask(client, phone="010-1234-5678")
    assert (made["state"], made["serial"]) == ("reserved", "R1")
    told = look(client, made["code"].lower())
    assert told == {key: value for key, value in made.items() if key != "code"}
    assert "바람" not in str(told) and "010" not in str(told)
    answer = client.delete(MINE, headers={"Rental-Code": made["code"]})
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    again = client.delete(MINE, headers={"Rental-Code": made["code"]})
    assert (again.status_code, again.json()["type"]) == (409, "/api/docs#wrong_step")


def test_what_is_gone_is_told_with_409_and_another_code_with_404(client: TestClient[Any]) -> None:
    ask(client)
    ask(client)
    told = ask(client, 409)
    assert told["type"] == "/api/docs#not_free"
    assert "Ask for other days or another desk." in told["allowed"]
    assert look(client, "0000-0000", 404)["type"] == "/api/docs#request_not_found"
    assert client.get(MINE).status_code == 400


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "car"},
        {"desk": "nowhere"},
        {"from": "yesterday"},
        {"to": "2026-11-22"},
        {"called": " "},
        {"phone": "none"},
        {"diagnosis": "never asked"},
    ],
)
def test_what_cannot_be_meant_is_refused(
    client: TestClient[Any], changed: dict[str, object]
) -> None:
    assert ask(client, 400, **changed)["title"]


def test_only_json_is_taken_so_that_no_foreign_page_asks_for_its_reader(
    client: TestClient[Any],
) -> None:
    headers = {"content-type": "text/plain"}
    answer = client.post(f"{ROOT}/requests", content="{}", headers=headers)
    assert answer.status_code == 400


def test_one_address_can_empty_no_desk_and_try_no_codes(
    client: TestClient[Any], engine: Engine
) -> None:
    for number in range(MOST_RESERVED):
        day = f"2026-12-{number + 1:02}"
        made = client.post(f"{ROOT}/requests", json=WISH | {"from": day, "to": day})
        assert made.status_code == 201
    told = client.post(f"{ROOT}/requests", json=WISH)
    assert told.status_code == 429
    assert int(told.headers["retry-after"]) > 0
    code = made.json()["code"]
    for _ in range(MOST_WRONG_CODES):
        look(client, "0000-0000", 404)
    for tried in ("0000-0000", code):
        look(client, tried, 429)
    assert client.delete(MINE, headers={"Rental-Code": code}).status_code == 429


def test_staff_hand_over_and_take_back(staff: TestClient[Any]) -> None:
    made = ask(staff)
    (waiting,) = staff.get("/api/v1/operations/rental", params={"desk": "airport"}).json()[
        "requests"
    ]
    assert (waiting["state"], "바람" in str(waiting)) == ("reserved", False)
    assert step(staff, waiting["id"], step="hand_over", serial="R2")["serial"] == "R2"
    assert look(staff, made["code"])["state"] == "handed_over"
    assert step(staff, waiting["id"], 409, step="hand_over")["type"] == "/api/docs#wrong_step"
    assert step(staff, waiting["id"], step="lose")["state"] == "lost"
    assert step(staff, waiting["id"], step="find_damaged")["state"] == "found"
    step(staff, waiting["id"], 400, step="cancel")
    for unknown in (4711, 1 << 70):
        step(staff, unknown, 404, step="lose")
    answer = staff.get("/api/v1/operations/rental", params={"desk": "nowhere"})
    assert (answer.status_code, "no desk" in answer.text) == (400, True)


def test_only_who_lends_may_take_steps(client: TestClient[Any], engine: Engine) -> None:
    ask(client)
    step(client, 1, 401, step="hand_over")
    enter(client, engine, Role.ADMIN)
    step(client, 1, 403, step="hand_over")
    enter(client, engine, Role.LENDER)
    answer = client.post(
        "/api/v1/operations/rental/1/steps",
        json={"step": "hand_over"},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert answer.status_code == 403
    assert step(client, 1, step="hand_over")["state"] == "handed_over"


def test_without_a_database_nothing_is_lent_and_that_is_said(towns: Any) -> None:
    _desk, web = wire_world(towns.fresh())
    with TestClient(web) as client:
        assert client.get(f"{ROOT}/desks").status_code == 503
