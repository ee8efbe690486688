"""docs/rental.md: its numbers, its steps and its example are those of the program."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient
from tests.answers.world import NOW
from tests.api.ogc.conftest import wire_world
from tests.people.rental.conftest import fill

from modugil.core.clock import FixedClock
from modugil.people.rental.days import AHEAD_DAYS, LONGEST_DAYS
from modugil.people.rental.limits import MOST_ASKED, MOST_RESERVED, MOST_WRONG_CODES
from modugil.people.rental.steps import STEPS
from modugil.people.rental.sweeping import LOST_KEPT
from modugil.people.sessions import REAL_CLOCK
from modugil.store.database import open_database

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "rental.md").read_text("utf-8")
WORDS = " ".join(PAGE.split())


@pytest.fixture
def client(towns: Any, tmp_path: Path) -> Iterator[TestClient[Any]]:
    engine = open_database(tmp_path / "state.sqlite")
    fill(engine)
    _desk, web = wire_world(towns.fresh(), database=engine)
    web.state[REAL_CLOCK] = FixedClock(NOW)
    with TestClient(web) as client:
        yield client
    engine.dispose()


def test_its_numbers_are_those_of_the_program() -> None:
    assert f"lent for 1 to {LONGEST_DAYS} days, until {AHEAD_DAYS} days ahead" in WORDS
    assert (
        f"{MOST_ASKED} requests, {MOST_RESERVED} of them granted, and {MOST_WRONG_CODES} wrong "
        "codes" in WORDS
    )
    assert f"{LOST_KEPT.days} days after it was noted as lost" in WORDS


def test_its_table_has_every_step_and_no_other() -> None:
    rows = re.findall(r"^\| (\w+[\w ]*) \| ([^|]+) \| (\w[\w ]*) \| ([^|]+) \|$", PAGE, re.M)
    told = {(first, last, now) for first, _, last, now in rows if first != "From"}
    known = {
        (
            state.value.replace("_", " "),
            became.request.value.replace("_", " "),
            became.item.value if became.item else "as it was",
        )
        for (state, _), became in STEPS.items()
    }
    assert told == known
    assert len(rows) == len(STEPS) + 1


def test_its_example_is_taken_by_a_server(client: TestClient[Any]) -> None:
    found = re.search(r"-d '(\{.*?\})'", PAGE)
    assert found
    made = client.post("/api/v1/rental/requests", json=msgspec.json.decode(found[1]))
    assert made.status_code == 201, made.text
    code = made.json()["code"]
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", code)
    header = re.search(r"-H '([\w-]+): K7QX-3M9P'", PAGE)
    assert header
    told = client.get("/api/v1/rental/requests/mine", headers={header[1]: code})
    assert told.json()["state"] == "reserved"


def test_every_address_it_names_is_described(client: TestClient[Any]) -> None:
    known = client.get("/api/openapi.json").json()["paths"]
    named = re.findall(r"`(GET|POST|DELETE) (/api/v1/[\w/{}]+)", PAGE)
    assert len(named) == 6
    for method, path in named:
        assert method.lower() in known[path.replace("{id}", "{request_id}")]
