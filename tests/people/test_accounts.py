"""Accounts: given with what one signs in with, listed, changed and taken back."""

from urllib.parse import parse_qs, urlsplit

import pytest
from tests.people.conftest import MONDAY

from modugil.core.errors import BadInput
from modugil.people import accounts as ledger
from modugil.people.accounts import LastAdmin, parse_name
from modugil.people.audit import list_audit
from modugil.people.roles import Role, parse_roles, write_roles
from modugil.store.changes import list_changes


def test_an_account_is_listed_by_name_with_its_roles(people, kim):
    people.add_account("an", roles=[Role.ADMIN, Role.TECHNICIAN], now=MONDAY)
    first, second = people.list_accounts()
    assert (first.name, first.display_name) == ("an", "an")
    assert first.roles == {Role.ADMIN, Role.TECHNICIAN}
    assert (second.name, second.display_name, second.created) == ("kim", "김지우", MONDAY)


def test_everybody_with_an_account_may_look_and_do_what_the_roles_say(people, kim):
    (account,) = people.list_accounts()
    assert {role for role in Role if account.may(role)} == {Role.VIEWER, Role.DISPATCHER}


def test_a_name_is_given_once(people, kim):
    with pytest.raises(BadInput, match="already"):
        people.add_account("KIM", roles=[Role.VIEWER], now=MONDAY)
    assert len(people.list_accounts()) == 1


@pytest.mark.parametrize(
    "name", ["", "k", "1a", "kim jiu", "김지우", "a" * 41, "a\n", "a/b", "<b>"]
)
def test_what_cannot_be_a_name_is_refused(people, name):
    with pytest.raises(BadInput, match="cannot be the name"):
        people.add_account(name, roles=[Role.VIEWER], now=MONDAY)


def test_a_name_is_in_small_letters():
    assert parse_name(" Kim.Ji-Woo_2 ") == "kim.ji-woo_2"


@pytest.mark.parametrize("display_name", ["x" * 81, "a\x00b", "a\nb"])
def test_what_cannot_be_shown_is_no_display_name(people, display_name):
    with pytest.raises(BadInput, match="display name"):
        people.add_account("kim", roles=[Role.VIEWER], display_name=display_name, now=MONDAY)


def test_roles_are_read_as_people_write_them():
    assert parse_roles([" Viewer", "admin", ""]) == {Role.VIEWER, Role.ADMIN}
    assert write_roles({Role.ADMIN, Role.VIEWER}) == "viewer admin"
    for wrong in ([], [""], ["boss"], ["admin", "boss"]):
        with pytest.raises(BadInput, match="is no role"):
            parse_roles(wrong)


def test_an_app_reads_the_secret_from_the_address(kim):
    told = urlsplit(kim.totp_address)
    asked = parse_qs(told.query)
    assert (told.scheme, told.netloc, told.path) == ("otpauth", "totp", "/Modugil:kim")
    assert asked == {"secret": [kim.totp_secret], "issuer": ["Modugil"]}


@pytest.mark.parametrize("verb", [ledger.reset_account, ledger.remove_account])
def test_what_is_not_there_cannot_be_changed(people, engine, verb):
    with pytest.raises(BadInput, match="There is no account lee"):
        verb(engine, "lee", now=MONDAY)
    with pytest.raises(BadInput, match="There is no account lee"):
        ledger.set_roles(engine, "lee", roles=frozenset({Role.ADMIN}), now=MONDAY)


def test_the_last_administrator_stays_one_where_that_is_asked_for(people, kim, engine):
    viewer, admin = frozenset({Role.VIEWER}), frozenset({Role.ADMIN, Role.VIEWER})
    for name in ("an", "bo"):
        people.add_account(name, roles=admin, now=MONDAY)
    ledger.set_roles(engine, "an", roles=viewer, now=MONDAY, keep_admin=True)
    for same in ("bo", " BO "):
        with pytest.raises(LastAdmin, match="is the last admin"):
            ledger.set_roles(engine, same, roles=viewer, now=MONDAY, keep_admin=True)
    ledger.set_roles(engine, "bo", roles=admin, now=MONDAY, keep_admin=True)
    ledger.set_roles(engine, "bo", roles=viewer, now=MONDAY)  # by a command on the server itself
    assert not any(Role.ADMIN in one.roles for one in people.list_accounts())


def test_who_changed_an_account_is_recorded_with_the_change(people, kim, engine):
    ledger.set_roles(engine, "kim", roles=frozenset({Role.VIEWER}), now=MONDAY, by="an")
    ledger.reset_account(engine, "kim", now=MONDAY, by="an")
    ledger.remove_account(engine, "kim", now=MONDAY, by="an")
    told = [(one.account, one.action, one.subject) for one in list_audit(engine)]
    assert told == [
        ("an", "account_removed", "kim"),
        ("an", "account_reset", "kim"),
        ("an", "roles_set", "kim"),
        ("", "account_added", "kim"),
    ]


def test_every_change_is_noted_without_what_one_signs_in_with(people, engine):
    token = list_changes(engine, "").next_token
    people.add_account("kim", roles=[Role.ADMIN], now=MONDAY)
    ledger.set_roles(engine, "kim", roles=frozenset({Role.VIEWER}), now=MONDAY)
    ledger.reset_account(engine, "kim", now=MONDAY)
    ledger.remove_account(engine, "kim", now=MONDAY)
    told = [(one.kind, one.key) for one in list_changes(engine, token).changes]
    assert told == [("accounts", "kim")] * 4
