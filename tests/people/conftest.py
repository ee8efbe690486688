"""Accounts in a database of each kind, and a phone that shows codes."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from modugil.people import passwords
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.store.database import open_database

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
STEP = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def quick_scrypt(monkeypatch):
    """The same function at a thousandth of its cost; one test asks for the real one."""
    monkeypatch.setattr(passwords, "_LOG_N", 5)


@pytest.fixture
def engine(address):
    opened = open_database(address)
    yield opened
    opened.dispose()


@pytest.fixture
def people(engine):
    return People(engine)


@pytest.fixture
def kim(people):
    return people.add_account("kim", roles=[Role.DISPATCHER], display_name="김지우", now=MONDAY)


def code_of(issued, now=MONDAY):
    """What the phone shows at that moment."""
    return pyotp.TOTP(issued.totp_secret).at(now)


def sign_in(people, issued, now=MONDAY, **changed):
    told = {"name": issued.name, "password": issued.password, "code": code_of(issued, now)}
    told |= changed
    return people.sign_in(told.pop("name"), told.pop("password"), told.pop("code"), now=now, **told)
