"""Signing in: the right person with the right phone, once a code, and not too often."""

import contextlib
import threading
from datetime import timedelta

import pytest
from tests.people.conftest import MONDAY, STEP, code_of, sign_in

from modugil.core.errors import SignInRefused, TooMany
from modugil.people import accounts as ledger
from modugil.people.attempts import MOST_CODES, MOST_FOR_ACCOUNT, MOST_FROM_ADDRESS, WINDOW
from modugil.people.audit import list_audit
from modugil.people.passwords import draw_password, hash_password, verify_password
from modugil.people.people import REFUSED_KEPT, People
from modugil.people.roles import Role
from modugil.people.sessions import IDLE, LONGEST
from modugil.store.database import open_database

MINUTE = timedelta(minutes=1)


def test_who_knows_the_password_and_has_the_phone_is_signed_in(people, kim):
    done = sign_in(people, kim)
    assert done.account.name == "kim"
    assert done.account.display_name == "김지우"
    assert done.account.roles == {Role.DISPATCHER}
    found = people.find_signed_in(done.token, now=MONDAY + MINUTE)
    assert found == done
    assert found.csrf == done.csrf and len(done.csrf) == 64


def test_a_name_is_the_same_in_capitals_and_a_password_with_spaces_around_it(people, kim):
    assert sign_in(people, kim, name=" Kim ", password=f" {kim.password}\n").account.name == "kim"


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "wrong"},
        {"password": ""},
        {"password": "\x00\udcff" * 200},
        {"code": "000000"},
        {"code": ""},
        {"code": "١٢٣٤٥٦"},
        {"code": "\udcff" * 500},
        {"name": "lee"},
        {"name": ""},
        {"name": "\x00\udcff" * 100},
    ],
)
def test_anything_wrong_is_refused_in_the_same_words(people, kim, wrong):
    with pytest.raises(SignInRefused) as told:
        sign_in(people, kim, **wrong)
    assert str(told.value) == (
        "The name, the password or the code is wrong. Each code of the app can be used once."
    )


def test_a_code_counts_once_and_the_next_one_again(people, kim):
    sign_in(people, kim)
    with pytest.raises(SignInRefused):
        sign_in(people, kim)
    with pytest.raises(SignInRefused):  # nor one from before
        sign_in(people, kim, code=code_of(kim, MONDAY - STEP))
    sign_in(people, kim, now=MONDAY + STEP)


@pytest.mark.parametrize(
    "steps, works", [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_phone_may_be_half_a_minute_wrong(people, kim, steps, works):
    code = code_of(kim, MONDAY + steps * STEP)
    if works:
        assert sign_in(people, kim, code=code).account.name == "kim"
    else:
        with pytest.raises(SignInRefused):
            sign_in(people, kim, code=code)


def test_a_code_is_not_used_up_by_a_wrong_password(people, kim):
    for wrong in ({"password": "wrong"}, {"name": "lee"}):
        with pytest.raises(SignInRefused):
            sign_in(people, kim, **wrong)
    assert sign_in(people, kim)


def test_of_several_who_use_one_code_at_once_one_is_let_in(people, kim, address):
    outcomes: list[object] = []

    def enter():
        own = open_database(address)
        try:
            outcomes.append(sign_in(People(own), kim))
        except SignInRefused as fault:
            outcomes.append(fault)
        finally:
            own.dispose()

    threads = [threading.Thread(target=enter) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(one, SignInRefused) for one in outcomes) == [False] + [True] * 4


def test_each_spare_code_stands_in_once_for_a_lost_phone(people, kim):
    assert len(set(kim.recovery_codes)) == 8
    first, second = kim.recovery_codes[:2]
    with pytest.raises(SignInRefused):  # it is no second password
        sign_in(people, kim, password="wrong", code=first)
    assert sign_in(people, kim, code=f" {first.upper()} ")
    with pytest.raises(SignInRefused):
        sign_in(people, kim, code=first)
    assert sign_in(people, kim, code=second)


def test_the_spare_code_of_another_is_worth_nothing(people, kim):
    lee = people.add_account("lee", roles=[Role.ADMIN], now=MONDAY)
    with pytest.raises(SignInRefused):
        sign_in(people, kim, code=lee.recovery_codes[0])


def test_guessing_ends_for_a_quarter_of_an_hour_and_others_may_go_on(people, kim):
    lee = people.add_account("lee", roles=[Role.ADMIN], now=MONDAY)
    for _ in range(MOST_FOR_ACCOUNT):
        with pytest.raises(SignInRefused):
            sign_in(people, kim, password="guess", address="127.0.0.9")
    with pytest.raises(TooMany) as told:
        sign_in(people, kim, address="127.0.0.9")
    assert 0 < told.value.retry_after_s <= WINDOW.total_seconds() + 1
    assert sign_in(people, lee, address="127.0.0.9")
    assert sign_in(people, kim, now=MONDAY + WINDOW)


def test_a_stranger_who_guesses_locks_nobody_out(people, kim):
    for n in range(3 * MOST_FOR_ACCOUNT):
        with pytest.raises(SignInRefused):
            sign_in(people, kim, password="guess", address=f"192.0.2.{n % 3}")
    with pytest.raises(TooMany):
        sign_in(people, kim, address="192.0.2.1")
    assert sign_in(people, kim, address="198.51.100.1")


def test_who_has_the_password_but_not_the_phone_is_stopped_wherever_they_are(people, kim):
    for n in range(MOST_CODES):
        with pytest.raises(SignInRefused):
            sign_in(people, kim, code="000000", address=f"192.0.2.{n}")
    with pytest.raises(TooMany) as told:
        sign_in(people, kim, address="198.51.100.1")
    assert 0 < told.value.retry_after_s <= WINDOW.total_seconds() + 1
    assert sign_in(people, kim, now=MONDAY + WINDOW, address="198.51.100.1")


def test_wrong_codes_are_forgotten_with_a_right_one(people, kim):
    for day in range(3):
        now = MONDAY + day * STEP
        for n in range(MOST_CODES - 1):
            with pytest.raises(SignInRefused):
                sign_in(people, kim, code="000000", now=now, address=f"192.0.2.{n}")
        assert sign_in(people, kim, now=now)


def test_an_address_is_the_same_written_as_ipv6(people, kim):
    for n in range(MOST_FOR_ACCOUNT):
        with pytest.raises(SignInRefused):
            sign_in(people, kim, password="guess", address="::ffff:192.0.2.1"[7 * (n % 2) :])
    with pytest.raises(TooMany):
        sign_in(people, kim, address="192.0.2.1")


def test_guessing_at_many_accounts_ends_for_the_address_and_not_for_others(people, kim):
    for n in range(MOST_FROM_ADDRESS):
        with pytest.raises(SignInRefused):
            people.sign_in(f"nobody{n}", "guess", "0", now=MONDAY, address="2001:db8::1")
    for same in ("2001:db8::1", "2001:db8::ffff:2"):
        with pytest.raises(TooMany):
            sign_in(people, kim, address=same)
    assert sign_in(people, kim, address="2001:db8:0:1::1")


def test_who_signs_in_often_is_not_taken_for_one_who_guesses(people, kim):
    for n in range(MOST_FROM_ADDRESS + 5):
        assert sign_in(people, kim, now=MONDAY + n * STEP, address="127.0.0.9")


def test_guesses_at_once_do_not_get_past_the_limit(people, kim, address):
    engines = [open_database(address) for _ in range(4)]
    tried = []

    def guess(engine):
        for _ in range(MOST_FOR_ACCOUNT):
            try:
                sign_in(People(engine), kim, password="guess")
            except (SignInRefused, TooMany) as fault:
                tried.append(type(fault))

    threads = [threading.Thread(target=guess, args=(engine,)) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for engine in engines:
        engine.dispose()
    assert tried.count(SignInRefused) == MOST_FOR_ACCOUNT
    assert tried.count(TooMany) == 3 * MOST_FOR_ACCOUNT


def test_a_session_ends_when_nobody_uses_it_and_after_a_shift(people, kim):
    token = sign_in(people, kim).token
    now = MONDAY
    while now < MONDAY + LONGEST - IDLE:
        now += IDLE - MINUTE
        assert people.find_signed_in(token, now=now) is not None
    assert people.find_signed_in(token, now=MONDAY + LONGEST) is None
    token = sign_in(people, kim, now=MONDAY + LONGEST).token
    assert people.find_signed_in(token, now=MONDAY + LONGEST + IDLE) is None


def test_a_clock_that_was_a_year_ahead_keeps_nobody_out_and_nobody_in(people, kim):
    ahead = MONDAY + timedelta(days=365)
    token = sign_in(people, kim, now=ahead).token
    with pytest.raises(TooMany):
        for _ in range(MOST_FOR_ACCOUNT + 1):
            with contextlib.suppress(SignInRefused):
                sign_in(people, kim, now=ahead)
    assert people.find_signed_in(token, now=MONDAY) is None
    assert sign_in(people, kim)
    with pytest.raises(SignInRefused):
        sign_in(people, kim)


def test_servers_whose_clocks_are_some_seconds_apart_know_the_same_session(people, kim):
    token = sign_in(people, kim, now=MONDAY + STEP).token
    assert people.find_signed_in(token, now=MONDAY) is not None


def test_who_signs_out_is_out_in_that_browser_alone(people, kim):
    first, second = sign_in(people, kim), sign_in(people, kim, now=MONDAY + STEP)
    people.sign_out(first.token)
    people.sign_out(first.token)
    found = [people.find_signed_in(one.token, now=MONDAY + MINUTE) for one in (first, second)]
    assert [one is not None for one in found] == [False, True]


@pytest.mark.parametrize("token", ["", "x", "\udcff", "x" * 10_000])
def test_a_token_that_nobody_was_given_is_nobody(people, token):
    assert people.find_signed_in(token, now=MONDAY) is None


def test_what_is_changed_of_an_account_holds_at_once_where_it_is_signed_in(people, kim, engine):
    token = sign_in(people, kim).token
    ledger.set_roles(engine, "kim", roles=frozenset({Role.ADMIN}), now=MONDAY)
    found = people.find_signed_in(token, now=MONDAY)
    assert found is not None and found.account.roles == {Role.ADMIN}
    issued = ledger.reset_account(engine, "kim", now=MONDAY)
    assert people.find_signed_in(token, now=MONDAY) is None
    for old in ({"password": kim.password}, {"code": kim.recovery_codes[0]}):
        with pytest.raises(SignInRefused):
            sign_in(people, issued, **old)
    token = sign_in(people, issued, now=MONDAY).token
    ledger.remove_account(engine, "kim", now=MONDAY)
    assert people.find_signed_in(token, now=MONDAY) is None
    with pytest.raises(SignInRefused):
        sign_in(people, issued, now=MONDAY + STEP)


def test_what_was_done_is_recorded_and_a_password_in_the_field_of_the_name_is_not(
    people, kim, engine
):
    for wrong in ({"code": "0"}, {"name": kim.password}, {"name": "nobody"}):
        with pytest.raises(SignInRefused):
            sign_in(people, kim, **wrong)
    sign_in(people, kim)
    told = [(one.account, one.action, one.subject) for one in list_audit(engine)]
    assert told == [
        ("kim", "signed_in", ""),
        ("", "sign_in_refused", ""),
        ("", "sign_in_refused", ""),
        ("", "sign_in_refused", "kim"),
        ("", "account_added", "kim"),
    ]


def test_refusals_do_not_fill_the_record_for_ever_and_all_else_stays(people, kim, engine):
    with pytest.raises(SignInRefused):
        sign_in(people, kim, code="0")
    later = MONDAY + REFUSED_KEPT
    with pytest.raises(SignInRefused):
        sign_in(people, kim, code="0", now=later)
    sign_in(people, kim, now=later + STEP)
    assert [one.action for one in list_audit(engine)] == [
        "signed_in",
        "sign_in_refused",
        "account_added",
    ]
    assert [one.action for one in list_audit(engine, subject="kim", limit=1)] == ["sign_in_refused"]


def test_nothing_to_sign_in_with_is_in_the_file_but_the_secret_of_the_app(tmp_path, caplog):
    people = People(open_database(tmp_path / "state.sqlite"))
    kim = people.add_account("kim", roles=[Role.ADMIN], now=MONDAY)
    with caplog.at_level("DEBUG"):
        done = sign_in(people, kim, code=kim.recovery_codes[0], address="127.1.2.3")
    people.engine.dispose()
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    hidden = [kim.password, done.token, done.csrf, "127.1.2.3", *kim.recovery_codes]
    assert [one for one in hidden if one.encode() in kept or one in caplog.text] == []
    assert kim.totp_secret.encode() in kept
    assert kim.totp_secret not in caplog.text
    shown = f"{kim!r} {done!r}"
    assert not any(one in shown for one in (*hidden, kim.totp_secret))
    assert all(file.stat().st_mode & 0o077 == 0 for file in tmp_path.iterdir())


def test_the_cost_of_a_password_is_that_of_scrypt(monkeypatch):
    monkeypatch.undo()
    password = draw_password()
    kept = hash_password(password)
    assert kept.startswith("scrypt$15$8$1$")
    assert verify_password(password, kept)
    assert not verify_password(draw_password(), kept)


@pytest.mark.parametrize(
    "broken", ["", "x", "scrypt$1$1$1$a", "md5$5$8$1$AAAA$AAAA", "scrypt$99$8$1$AAAA$AA=="]
)
def test_a_broken_hash_is_of_no_password(broken):
    assert not verify_password("", broken)
