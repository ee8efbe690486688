"""A sample region has desks to be tried, plainly made up, and only where there are none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from tests.answers.world import NOW, build_world
from tests.people.rental.conftest import SEOUL, days, fill

from modugil.app.sample_rental import STOCKS, add_sample_desks
from modugil.people.rental.book import RentalBook
from modugil.people.tasks import TaskBook
from modugil.places.catalogue import Catalogue
from modugil.store.database import open_database


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The places of the small world of two towns."""
    found = build_world(tmp_path_factory.mktemp("towns")).planner.catalogue
    assert found is not None
    return found


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_database(tmp_path / "state.sqlite")
    yield opened
    opened.dispose()


@pytest.fixture
def book(engine: Engine) -> RentalBook:
    return RentalBook(engine, zone=SEOUL, tasks=TaskBook(engine))


def test_the_desks_stand_at_places_and_say_that_they_are_made_up(
    book: RentalBook, catalogue: Catalogue
) -> None:
    assert add_sample_desks(book, catalogue, now=NOW) == len(STOCKS)
    places = catalogue.get_current()
    for one, stock in zip(book.show_free(days(), now=NOW), STOCKS, strict=True):
        assert one.desk.sample
        assert one.desk.place_id in places.rows
        assert all(
            name.endswith(("(표본)", "(sample)", "（示例）", "（サンプル）"))
            for name in one.desk.names.values()
        )
        assert {kind.kind: kind.free for kind in one.kinds} == stock


def test_a_region_without_places_has_them_too(book: RentalBook) -> None:
    add_sample_desks(book, None, now=NOW)
    assert [one.place_id for one in book.list_desks()] == ["", ""]


def test_where_there_is_a_desk_none_is_made_up(engine: Engine) -> None:
    book = fill(engine)
    assert add_sample_desks(book, None, now=NOW) == 0
    assert [one.id for one in book.list_desks()] == ["airport"]


def test_two_servers_that_begin_at_once_do_no_harm(book: RentalBook) -> None:
    add_sample_desks(book, None, now=NOW)
    assert add_sample_desks(book, None, now=NOW) == 0
    assert len(book.list_desks()) == len(STOCKS)
