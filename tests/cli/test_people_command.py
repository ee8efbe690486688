"""`modugil people`: added, listed, changed, removed; whatever the database is."""

import json
import re
from datetime import UTC, datetime

import pyotp
import pytest

from modugil.core.clock import SystemClock
from modugil.people.people import People
from modugil.store.database import open_database


@pytest.fixture
def people(run, tmp_path):
    def command(action, *words):
        return run("people", action, *words, "--state", tmp_path / "state")

    return command


def test_who_was_added_signs_in_with_what_was_shown(people, tmp_path):
    status, out, _ = people("add", "kim", "--roles", "dispatcher", "--json")
    told = json.loads(out)
    assert status == 0
    staff = People(open_database(tmp_path / "state" / "state.sqlite"))
    now = SystemClock().now()
    app = pyotp.parse_uri(told["totp_address"])
    assert isinstance(app, pyotp.TOTP)
    code = app.at(now)
    assert staff.sign_in("kim", told["password"], code, now=now).account.name == "kim"
    spare = told["recovery_codes"][7]
    assert staff.sign_in("kim", told["password"], spare, now=now).account.name == "kim"
    staff.engine.dispose()


@pytest.mark.parametrize("columns", ["40", "200"])
def test_what_is_shown_to_people_is_whole_on_any_screen(people, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    _, out, _ = people("add", "kim", "--roles", "admin", "--display-name", "김지우")
    assert re.search(r"^  ([a-z2-9]{4}-){4}[a-z2-9]{4}$", out, re.MULTILINE)
    assert len(re.findall(r"^  ([a-z2-9]{4}-){3}[a-z2-9]{4}$", out, re.MULTILINE)) == 8
    assert re.search(r"^or, typed in: [A-Z2-7]{32}$", out, re.MULTILINE)
    square = [line for line in out.splitlines() if "█" in line]
    assert len({len(line) for line in square}) == 1
    assert len(square[0]) >= 2 * len(square) - 3  # a letter is one module wide and two high


def test_roles_reset_and_removal(people):
    people("add", "kim", "--roles", "viewer")
    status, out, _ = people("roles", "kim", "admin,technician")
    assert (status, "technician admin" in out) == (0, True)
    status, out, _ = people("reset", "kim")
    assert (status, "Shown this once" in out) == (0, True)
    _, out, _ = people("list", "--json")
    (row,) = json.loads(out)
    assert (row["name"], row["roles"]) == ("kim", "technician admin")
    assert datetime.fromisoformat(row["created"]).tzinfo is UTC
    assert people("remove", "kim")[0] == 0
    _, out, _ = people("list", "--json")
    assert json.loads(out) == []


@pytest.mark.parametrize(
    "words, sentence",
    [
        (("add", "kim", "--roles", "boss"), "boss is no role"),
        (("add", "김지우", "--roles", "viewer"), "cannot be the name"),
        (("add", "an", "--roles", "viewer"), "is an account an already"),
        (("roles", "kim", "admin"), "no account kim"),
        (("reset", "kim"), "no account kim"),
        (("remove", "kim"), "no account kim"),
    ],
)
def test_mistakes_are_told_in_one_sentence(people, words, sentence):
    people("add", "an", "--roles", "viewer")
    status, out, err = people(*words)
    assert (status, out, sentence in err, err.count("\n")) == (2, "", True, 1)


def test_accounts_and_credentials_are_where_the_servers_settings_say(
    run, tmp_path, monkeypatch, postgres
):
    monkeypatch.chdir(tmp_path)
    settings = tmp_path / "server.toml"
    settings.write_text(f'[store]\ndatabase = "{postgres.make_database()}"\n')
    for words in (
        ("people", "add", "kim", "--roles", "viewer"),
        ("terminals", "issue", "0055/1"),
    ):
        assert run(*words, "--settings", settings)[0] == 0
    _, out, _ = run("people", "list", "--json", "--settings", settings)
    assert [row["name"] for row in json.loads(out)] == ["kim"]
    _, out, _ = run("terminals", "list", "--json", "--settings", settings)
    assert [row["vehicle"] for row in json.loads(out)] == ["0055/1"]
    assert [file.name for file in tmp_path.iterdir()] == ["server.toml"]


def test_a_database_that_does_not_answer_is_told_in_one_sentence(run, postgres, monkeypatch):
    monkeypatch.setenv("MODUGIL_STORE_DATABASE", postgres.address("nowhere"))
    status, out, err = run("people", "list")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "cannot be opened" in err and "nowhere" in err


def test_what_a_server_keeps_is_moved_to_another_database(run, people, tmp_path, postgres):
    people("add", "kim", "--roles", "viewer")
    address = postgres.make_database()
    status, out, _ = run("store", "copy", address, "--state", tmp_path / "state")
    assert (status, "rows are copied" in out) == (0, True)
    copied = People(open_database(address))
    assert [one.name for one in copied.list_accounts()] == ["kim"]
    copied.engine.dispose()
    status, out, err = run("store", "copy", address, "--state", tmp_path / "state")
    assert (status, out, "already" in err) == (2, "", True)
    status, out, err = run("store", "copy", address, "--state", tmp_path / "misspelt")
    assert (status, out, "There is no database" in err) == (2, "", True)
    assert not (tmp_path / "misspelt").exists()
