"""One database for each server, and nothing made up in the one that is real."""

from datetime import UTC, datetime

import pytest

from modugil.app.kept_database import open_kept_database
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.store.database import open_database

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


def names_in(engine):
    found = [one.name for one in People(engine).list_accounts()]
    engine.dispose()
    return found


@pytest.fixture
def told(address, tmp_path):
    """Where the real fleet has its database, as settings tell it: the folder, and an address."""
    engine = open_database(address)
    People(engine).add_account("kim", roles=[Role.ADMIN], now=MONDAY)
    engine.dispose()
    if isinstance(address, str):
        return tmp_path / "state", address
    return address.parent, ""


def test_real_buses_use_the_regions_own(told):
    folder, address = told
    assert names_in(open_kept_database(folder, address=address, real=None)) == ["kim"]


def test_simulated_buses_have_one_of_their_own_with_the_same_accounts(told, tmp_path):
    folder, address = told
    engine = open_kept_database(tmp_path / "simulated", address=address, real=folder)
    People(engine).add_account("lee", roles=[Role.ADMIN], now=MONDAY)
    assert names_in(engine) == ["kim", "lee"]
    assert (tmp_path / "simulated" / "state.sqlite").exists()
    assert names_in(open_kept_database(folder, address=address, real=None)) == ["kim"]


def test_without_a_real_one_simulated_buses_begin_with_nobody(tmp_path):
    real = tmp_path / "real"
    assert names_in(open_kept_database(tmp_path / "simulated", address="", real=real)) == []
    assert not real.exists()


def test_a_real_one_that_does_not_answer_keeps_no_simulated_bus_from_driving(
    postgres, tmp_path, caplog
):
    address = postgres.address("nowhere")
    assert names_in(open_kept_database(tmp_path, address=address, real=tmp_path / "real")) == []
    assert "Staff cannot sign in" in caplog.text
