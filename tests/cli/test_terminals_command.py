"""`modugil terminals`: issued, rotated, revoked, listed, exported."""

import json
import re
import sqlite3
import stat
from contextlib import closing

import pytest


@pytest.fixture
def terminals(run, tmp_path):
    def command(action, *words):
        return run("terminals", action, *words, "--state", tmp_path / "state")

    return command


def test_a_credential_from_its_issue_to_its_end(terminals):
    status, out, _ = terminals("issue", "0055/01216", "--json")
    (first,) = json.loads(out)
    assert (status, first["vehicle"], len(first["secret"])) == (0, "0055/01216", 43)
    status, out, _ = terminals("rotate", "0055/01216", "--old-dies-in", "1.5")
    assert status == 0 and re.search(r"0055-01216-[0-9a-f]{8}", out)
    status, out, err = terminals("revoke", "0055/01216")
    assert out.count("is revoked.") == 2
    assert "within a second" in err
    status, out, _ = terminals("list", "--json")
    listed = json.loads(out)
    assert [row["state"] for row in listed] == ["revoked", "revoked"]
    assert first["secret"] not in out


def test_a_secret_is_shown_whole_on_the_smallest_screen(terminals, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    _, out, _ = terminals("issue", "0055/01216")
    assert re.search(r"^0055/01216 0055-01216-[0-9a-f]{8} [\w-]{43}$", out, re.MULTILINE)
    _, out, _ = terminals("list")
    assert "…" not in out


def test_a_database_that_is_locked_is_told_in_one_sentence(terminals, tmp_path, monkeypatch):
    terminals("issue", "0055/1")
    monkeypatch.setattr("modugil.store.database._PRAGMAS", ("PRAGMA busy_timeout=10",))
    with closing(sqlite3.connect(tmp_path / "state" / "state.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        status, out, err = terminals("rotate", "0055/1")
    assert (status, out) == (1, "")
    assert "cannot be kept" in err and "locked" in err
    assert err.count("\n") == 1


def test_credentials_go_where_the_servers_settings_say(run, tmp_path, monkeypatch):
    settings = tmp_path / "server.toml"
    settings.write_text(f'[live]\nstate = "{tmp_path / "here"}"\n')
    assert run("terminals", "issue", "0055/1", "--settings", settings)[0] == 0
    monkeypatch.setenv("MODUGIL_LIVE_STATE", str(tmp_path / "here"))
    _, out, _ = run("terminals", "list", "--json")
    assert [row["vehicle"] for row in json.loads(out)] == ["0055/1"]
    _, out, _ = run("terminals", "list", "--json", "--state", tmp_path / "there")
    assert json.loads(out) == []


def test_the_list_for_people_names_everyone(terminals):
    terminals("issue", "0055/1", "0055/2")
    status, out, _ = terminals("list")
    assert (status, "0055/1" in out, "0055/2" in out, out.count("alive")) == (0, True, True, 2)


@pytest.mark.parametrize(
    "words, sentence",
    [
        (("issue", "0055/*"), "is not a vehicle"),
        (("issue", "0055/2", "0055/1"), "has a credential already"),
        (("rotate", "0055/2"), "has no credential"),
        (("rotate", "0055/1", "--old-dies-in", "-1"), "is not a time"),
        (("revoke", "somebody"), "No credential of somebody is alive"),
        (("export", "--mosquitto", "out", "--prefix", "#"), "cannot stand before topics"),
    ],
)
def test_mistakes_are_told_in_one_sentence(terminals, words, sentence):
    terminals("issue", "0055/1")
    status, out, err = terminals(*words)
    assert (status, out, sentence in err) == (2, "", True)
    assert err.count("\n") == 1
    _, out, _ = terminals("list", "--json")
    assert [row["vehicle"] for row in json.loads(out)] == ["0055/1"]


def test_files_for_brokers(terminals, tmp_path):
    terminals("issue", "0055/1")
    status, out, _ = terminals("export", "--mosquitto", tmp_path / "m", "--prefix", "/bus")
    assert status == 0 and "1 terminals" in out
    assert "topic write /bus/m/1/0055/1/#" in (tmp_path / "m" / "acl_file").read_text()
    assert stat.S_IMODE((tmp_path / "m" / "password_file").stat().st_mode) == 0o600
    status, _, _ = terminals("export", "--nats", tmp_path / "nats.conf")
    assert status == 0 and "authorization {" in (tmp_path / "nats.conf").read_text()


def test_without_a_state_folder_the_only_built_region_is_meant(run, towns, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, _, err = run("terminals", "list")
    assert (status, "it is not clear which is meant" in err) == (2, True)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "towns").symlink_to(towns / "built")
    for words in ((), ("--region", "towns"), ("--region", towns / "built")):
        status, _, err = run("terminals", "list", *words)
        assert (status, err) == (0, "")
    assert [file.name for file in (tmp_path / "build" / "state").iterdir()] == ["towns"]
