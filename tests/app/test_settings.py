import logging

import pytest

from modugil.app.settings import Settings, read_settings
from modugil.core.errors import SettingsInvalid


def write(tmp_path, text):
    file = tmp_path / "modugil.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_and_variables_the_defaults_hold():
    assert read_settings(None, environment={}) == Settings()


def test_the_environment_wins_over_the_file(tmp_path):
    file = write(tmp_path, 'threads = 3\nlog_level = "INFO"\nkeep_alive_s = 9\n')
    found = read_settings(file, environment={"MODUGIL_THREADS": "7"})
    assert found == Settings(threads=7, log_level="info", keep_alive_s=9)


def test_a_variable_may_name_the_file(tmp_path):
    file = write(tmp_path, "threads = 3\n")
    assert read_settings(None, environment={"MODUGIL_SETTINGS": str(file)}).threads == 3


def test_live_buses_have_a_table_of_their_own(tmp_path):
    file = write(tmp_path, "threads = 3\n[live]\ntick_ms = 250\nhold_s = 60\n")
    found = read_settings(file, environment={"MODUGIL_LIVE_HOLD_S": "90"})
    assert (found.threads, found.live.tick_ms, found.live.hold_s) == (3, 250, 90)


def test_the_password_of_a_broker_is_not_printed(tmp_path):
    file = write(tmp_path, '[live]\nbroker = "mqtt://me:secret@127.0.0.1:1883"\n')
    found = read_settings(file, environment={})
    assert found.live.broker.endswith(":1883")
    assert "secret" not in str(found)


def test_the_password_of_a_database_is_not_printed(tmp_path):
    file = write(tmp_path, '[store]\ndatabase = "postgresql://me:secret@127.0.0.1/modugil"\n')
    found = read_settings(file, environment={})
    assert found.store.database.endswith("/modugil")
    assert "secret" not in str(found)


@pytest.mark.parametrize(
    "value", ["mysql://me:secret@127.0.0.1/a", "postgresql://me:secret@127.0.0.1", "secret", ":"]
)
def test_an_address_of_a_database_that_cannot_be_meant_stops_the_start(value):
    with pytest.raises(SettingsInvalid, match="store.database") as told:
        read_settings(None, environment={"MODUGIL_STORE_DATABASE": value})
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    "text",
    [
        "live = 3",
        "[live]\ntick_ms = 1",
        "[live]\nmqtt_port = 70000",
        '[live]\nhold_s = "long"',
        "[live]\nbroker = 7",
        '[live]\nmqtt_key = "key.pem"',
    ],
)
def test_a_value_of_live_buses_that_cannot_be_meant_stops_the_start(tmp_path, text):
    with pytest.raises(SettingsInvalid, match="live"):
        read_settings(write(tmp_path, text), environment={})


def test_an_unknown_name_is_warned_of(tmp_path, caplog):
    with caplog.at_level(logging.WARNING):
        read_settings(write(tmp_path, "treads = 3\n"), environment={})
    assert "treads" in caplog.text
    assert "threads" in caplog.text


@pytest.mark.parametrize(
    "text", ["threads = 0", "threads = true", 'threads = "many"', 'log_level = "loud"', "threads ="]
)
def test_a_value_that_cannot_be_meant_stops_the_start(tmp_path, text):
    with pytest.raises(SettingsInvalid):
        read_settings(write(tmp_path, text), environment={})


def test_a_file_that_is_not_there_stops_the_start(tmp_path):
    with pytest.raises(SettingsInvalid, match="cannot be read"):
        read_settings(tmp_path / "none.toml", environment={})
