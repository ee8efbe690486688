"""Borrowing without an account, read as HTML: ask, keep the code, see, cancel."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from litestar.testing import TestClient
from sqlalchemy import Engine
from tests.answers.world import NOW
from tests.api.ogc.conftest import wire_world
from tests.people.rental.conftest import fill

from modugil.answers.desk import SPOKEN
from modugil.core.clock import FixedClock
from modugil.people.rental.book import RentalBook
from modugil.people.rental.records import RentalDesk
from modugil.people.rental.steps import Kind, Step
from modugil.people.rental.stock import add_items, open_desk
from modugil.people.sessions import REAL_CLOCK
from modugil.store.database import open_database

FORM = {"content-type": "application/x-www-form-urlencoded", "accept": "text/html"}
TODAY = "2026-11-23"
ASK = {"do": "ask", "which": "airport receiver", "from": TODAY, "to": TODAY, "called": "바람"}
SIGHT = RentalDesk("light", {"ko": "등대 대여소"}, "light", "064-000-0000", "10:00", "17:00", True)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_database(tmp_path / "state.sqlite")
    yield opened
    opened.dispose()


@pytest.fixture
def book(engine: Engine) -> RentalBook:
    book = fill(engine)
    open_desk(engine, SIGHT, by="kim", now=NOW)
    add_items(engine, "light", Kind.STROLLER, serials=["S1"], by="kim", now=NOW)
    return book


@pytest.fixture
def client(towns: Any, book: RentalBook) -> Iterator[TestClient[Any]]:
    _desk, web = wire_world(towns.fresh(), database=book.engine)
    web.state[REAL_CLOCK] = FixedClock(NOW)
    with TestClient(web) as client:
        yield client


def show(client: TestClient[Any], **words: str) -> str:
    answer = client.get("/rental", params={"language": "en"} | words)
    assert answer.status_code == 200, answer.text
    return words_of(answer.text)


def ask(client: TestClient[Any], status: int = 200, **changed: str) -> str:
    return send(client, status, **(ASK | changed))


def send(client: TestClient[Any], status: int = 200, **told: str) -> str:
    answer = client.post("/rental?language=en", content=urlencode(told), headers=FORM)
    assert answer.status_code == status, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return words_of(answer.text)


def words_of(page: str) -> str:
    """What is read of a page, in one line; the fields of forms stay."""
    text = re.sub(r"</?(?!input)[a-z][^>]*>", " ", page[page.index("<main") :])
    return unescape(re.sub(r"\s+", " ", text))


def code_in(page: str) -> str:
    found = re.search(r"Code of your request: ([0-9A-Z]{4}-[0-9A-Z]{4})", page)
    assert found, page
    return found[1]


def test_the_page_tells_what_is_free_where_and_when(client: TestClient[Any]) -> None:
    page = show(client)
    assert "What is free: Mon 11/23" in page
    assert "Position receiver 2 of 2 free" in page
    assert "Power wheelchair 1 of 1 free" in page
    assert "Every day 10:00 to 17:00 · Phone 064-000-0000 · This desk is made up" in page
    assert 'href="/places/light?language=en"' in client.get("/rental?language=en").text
    assert "What is free: Tue 11/24 to Thu 11/26" in show(
        client, **{"from": "2026-11-24", "to": "2026-11-26"}
    )


def test_who_asks_is_given_a_code_and_sees_by_it_what_became_of_it(
    client: TestClient[Any], book: RentalBook
) -> None:
    page = ask(client)
    code = code_in(page)
    assert "It is reserved for you" in page
    assert "If you do not collect it by 18:00 on Mon 11/23, the request ends." in page
    assert "State Reserved" in send(client, do="see", code=code.lower())
    (one,) = book.list_open("airport", now=NOW)
    book.take(one.id, Step.HAND_OVER, by="kim", now=NOW)
    seen = send(client, do="see", code=code)
    assert "State You have it" in seen and "바람" not in seen
    assert "It cannot be cancelled now." in send(client, 409, do="cancel", code=code)
    book.take(one.id, Step.TAKE_BACK, by="kim", now=NOW)
    assert "State You brought it back" in send(client, do="see", code=code)


def test_who_cancels_is_forgotten(client: TestClient[Any], book: RentalBook) -> None:
    code = code_in(ask(client))
    assert "State Cancelled" in send(client, do="cancel", code=code)
    assert book.list_open("airport", now=NOW) == []


def test_a_form_sent_twice_asks_once_and_a_changed_one_again(
    client: TestClient[Any], book: RentalBook
) -> None:
    first = code_in(ask(client, once="K7QX-3M9P"))
    assert first == "K7QX-3M9P" == code_in(ask(client, once="K7QX-3M9P"))
    assert code_in(ask(client, to="2026-11-24", once="K7QX-3M9P")) != first
    assert len(book.list_open("airport", now=NOW)) == 2


def test_what_is_gone_is_said_and_from_when_on_one_is_free(client: TestClient[Any]) -> None:
    chair = {"which": "airport power_wheelchair", "to": "2026-11-24"}
    ask(client, 200, **chair)
    page = ask(client, 409, **chair)
    assert "It was not reserved. None is left on these days." in page
    assert "Power wheelchair None of 1 free; one from Wed 11/25" in page
    assert 'value="바람"' in page


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"called": " "}, "Please give a name to be called by"),
        ({"phone": "no"}, "Please check the phone number"),
        ({"which": ""}, "Please choose what you would like to borrow."),
        ({"which": "nowhere receiver"}, "That desk lends nothing any more."),
        ({"which": "airport stroller"}, "Please choose what"),
        ({"from": "2026-11-22"}, "The first day has passed."),
        ({"to": "2026-11-22"}, "the last day cannot be before the first"),
        ({"to": "2026-12-20"}, "Things are lent for 14 days at most."),
        ({"from": "2027-02-01", "to": "2027-02-01"}, "You can ask for days until Fri 1/22."),
        ({"from": "soon"}, "Please choose the days again"),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_sentence(
    client: TestClient[Any], book: RentalBook, changed: dict[str, str], said: str
) -> None:
    assert said in ask(client, 422, **changed)
    assert book.list_open("airport", now=NOW) == []


def test_days_in_the_address_that_cannot_be_are_said_and_today_is_shown(
    client: TestClient[Any],
) -> None:
    page = show(client, **{"from": "2020-01-01"})
    assert "The first day has passed." in page
    assert "What is free: Mon 11/23" in page


def test_another_code_is_nobodys(client: TestClient[Any]) -> None:
    assert "No request has this code." in send(client, 404, do="see", code="0000-0000")


def test_a_page_of_somebody_else_cannot_ask(client: TestClient[Any], book: RentalBook) -> None:
    foreign = FORM | {"sec-fetch-site": "cross-site"}
    answer = client.post("/rental", content=urlencode(ASK), headers=foreign)
    assert answer.status_code == 403
    assert book.list_open("airport", now=NOW) == []


@pytest.mark.parametrize("language", SPOKEN)
def test_every_language_says_it_all(client: TestClient[Any], language: str) -> None:
    path = f"/rental?language={language}"
    assert client.get(path).status_code == 200
    made = client.post(path, content=urlencode(ASK), headers=FORM)
    refused = client.post(path, content=urlencode(ASK | {"to": "soon"}), headers=FORM)
    assert (made.status_code, refused.status_code) == (200, 422)


def test_where_nothing_is_kept_nothing_is_lent(towns: Any) -> None:
    _desk, web = wire_world(towns.fresh())
    with TestClient(web) as client:
        assert "Nothing is lent here yet." in show(client)


def test_a_place_says_that_things_are_lent_there_and_others_do_not(client: TestClient[Any]) -> None:
    lending, other = (
        client.get(f"/places/{id}", params={"language": "en"}).text for id in ("light", "wall")
    )
    assert '<a href="/rental?language=en">Wheelchairs or receivers are lent here</a>' in lending
    assert "are lent here" not in other
