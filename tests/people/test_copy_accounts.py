"""Accounts in a second database: the same to sign in with, and apart from then on."""

import pytest
from tests.people.conftest import MONDAY, STEP, sign_in

from modugil.core.errors import SignInRefused
from modugil.people import accounts as ledger
from modugil.people.copy_accounts import copy_accounts
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.store.database import open_database


@pytest.fixture
def other(tmp_path):
    opened = open_database(tmp_path / "other.sqlite")
    yield opened
    opened.dispose()


def test_who_has_an_account_signs_in_to_the_copy_with_the_same(people, kim, engine, other):
    people.add_account("lee", roles=[Role.ADMIN], now=MONDAY)
    assert copy_accounts(engine, other) == 2
    copied = People(other)
    assert copied.list_accounts() == people.list_accounts()
    assert sign_in(copied, kim, code=kim.recovery_codes[3])
    with pytest.raises(SignInRefused):
        sign_in(copied, kim, code=kim.recovery_codes[3])
    assert sign_in(people, kim, code=kim.recovery_codes[3])


def test_what_is_done_in_the_copy_stays_there(people, kim, engine, other):
    copy_accounts(engine, other)
    token = sign_in(People(other), kim).token
    assert people.find_signed_in(token, now=MONDAY) is None
    ledger.remove_account(other, "kim", now=MONDAY)
    assert sign_in(people, kim, now=MONDAY + STEP)


def test_nobody_is_copied_where_there_is_nobody(engine, other):
    assert copy_accounts(engine, other) == 0


def test_an_account_that_comes_later_signs_in_to_the_copy_too(people, kim, engine, other):
    copied = People(other, look_elsewhere=lambda: copy_accounts(engine, other))
    assert sign_in(copied, kim)
    lee = people.add_account("lee", roles=[Role.VIEWER], now=MONDAY)
    with pytest.raises(SignInRefused):
        sign_in(People(other), lee)
    assert sign_in(copied, lee).account.name == "lee"
    assert copy_accounts(engine, other) == 0


def test_an_account_of_the_same_name_or_number_stays_as_it_is_there(people, kim, engine, other):
    theirs = People(other).add_account("lee", roles=[Role.VIEWER], now=MONDAY)
    people.add_account("lee", roles=[Role.ADMIN], now=MONDAY)
    assert copy_accounts(engine, other) == 0
    assert sign_in(People(other), theirs).account.roles == {Role.VIEWER}
