"""Who is let in: one vehicle each, two credentials at most, and not a moment after revocation."""

import asyncio
import subprocess
import sys
import threading
import timeit
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from modugil.core.clock import RunningClock
from modugil.core.errors import BadInput, CouldNotLook
from modugil.live.terminals import ledger
from modugil.live.terminals.credentials import Terminal
from modugil.live.terminals.registry import TerminalRegistry
from modugil.live.terminals.watch import watch_terminals
from modugil.store.database import open_database

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
BUS, OTHER = "0055/01216", "0055/00007"
HOUR = timedelta(hours=1)


def test_a_terminal_is_known_by_its_secret_and_speaks_for_its_own_vehicle_only(registry):
    credential = registry.issue(BUS, now=MONDAY)
    for _ in range(2):  # the second time from memory
        terminal = registry.check(credential.username, credential.secret)
        assert terminal == Terminal(credential.username, BUS)
    assert terminal.may_speak_for(BUS)
    assert not terminal.may_speak_for(OTHER)


@pytest.mark.parametrize("secret", ["", "wrong", "\x00", "\udcff", "비밀", "x" * 10_000])
def test_a_wrong_secret_is_nobody_before_and_after_the_right_one(registry, secret):
    credential = registry.issue(BUS, now=MONDAY)
    assert registry.check(credential.username, secret) is None
    assert registry.check(credential.username, credential.secret) is not None
    assert registry.check(credential.username, secret) is None
    assert registry.check(credential.secret, credential.secret) is None


def test_a_secret_opens_one_name_only(registry):
    mine, other = registry.issue(BUS, now=MONDAY), registry.issue(OTHER, now=MONDAY)
    assert registry.check(mine.username, mine.secret)
    assert registry.check(other.username, mine.secret) is None


@pytest.mark.parametrize(
    "vehicle", ["*", "0055/*", "0055/+", "#", "0055", "0055/", "/1", "a/b/c", "a/b c", "a/b\n", ""]
)
def test_a_credential_is_for_one_vehicle_and_never_for_several(registry, vehicle):
    with pytest.raises(BadInput, match="is not a vehicle"):
        registry.issue(vehicle, now=MONDAY)


def test_the_secret_is_in_no_file_and_in_no_log_of_the_credential(tmp_path):
    registry = TerminalRegistry(open_database(tmp_path / "state.sqlite"), now=MONDAY)
    credential = registry.issue(BUS, now=MONDAY)
    registry.check(credential.username, credential.secret)
    registry.refresh(MONDAY)
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert credential.username.encode() in kept
    assert credential.secret.encode() not in kept
    assert credential.secret not in f"{credential} {credential!r}"


def test_two_are_alive_at_once_and_never_three(registry):
    first = registry.issue(BUS, now=MONDAY)
    second = registry.rotate(BUS, now=MONDAY)
    assert all(registry.check(one.username, one.secret) for one in (first, second))
    with pytest.raises(BadInput, match="has 2 credentials alive"):
        registry.rotate(BUS, now=MONDAY)
    registry.revoke(first.username, now=MONDAY)
    third = registry.rotate(BUS, now=MONDAY)
    alive = [registry.is_alive(one.username) for one in (first, second, third)]
    assert alive == [False, True, True]


def test_the_older_one_dies_at_the_told_time(registry):
    first = registry.issue(BUS, now=MONDAY)
    second = registry.rotate(BUS, now=MONDAY, old_dies=MONDAY + HOUR)
    died: list[str] = []
    registry.add_listener(died.extend)
    assert not registry.refresh(MONDAY + HOUR - timedelta(milliseconds=1))
    assert registry.is_alive(first.username)
    assert registry.refresh(MONDAY + HOUR)
    assert registry.check(first.username, first.secret) is None
    assert (died, registry.is_alive(second.username)) == ([first.username], True)


def test_a_second_first_credential_is_refused_and_so_is_rotating_none(registry):
    with pytest.raises(BadInput, match="has no credential"):
        registry.rotate(BUS, now=MONDAY)
    registry.issue(BUS, now=MONDAY)
    with pytest.raises(BadInput, match="has a credential already"):
        registry.issue(BUS, now=MONDAY)


def test_a_vehicle_or_a_name_is_revoked_at_once_and_only_while_alive(registry):
    first, second = registry.issue(BUS, now=MONDAY), registry.rotate(BUS, now=MONDAY)
    other = registry.issue(OTHER, now=MONDAY)
    died: list[str] = []
    registry.add_listener(died.extend)
    told = registry.revoke(BUS, now=MONDAY + HOUR)
    assert set(told) == set(died) == {first.username, second.username}
    assert registry.check(second.username, second.secret) is None
    assert registry.list_vehicles() == [OTHER]
    for who in (BUS, first.username, "nobody"):
        with pytest.raises(BadInput, match="is alive"):
            registry.revoke(who, now=MONDAY + HOUR)
    registry.revoke(other.username, now=MONDAY + HOUR)
    assert registry.list_vehicles() == []


def test_two_who_rotate_at_the_same_moment_do_not_make_three(engine, registry, address):
    registry.issue(BUS, now=MONDAY)
    outcomes: list[object] = []

    def rotate():
        own = open_database(address)
        try:
            outcomes.append(ledger.rotate(own, BUS, now=MONDAY))
        except BadInput as fault:
            outcomes.append(fault)
        finally:
            own.dispose()

    threads = [threading.Thread(target=rotate) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(one, BadInput) for one in outcomes) == [False, True, True, True]
    assert sum(row.is_alive(0) for row in ledger.list_credentials(engine)) == 2


REVOKE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from modugil.live.terminals import ledger
from modugil.store.database import open_database
where = sys.argv[1] if "://" in sys.argv[1] else Path(sys.argv[1])
ledger.revoke(open_database(where), sys.argv[2], now=datetime(2026, 11, 23, tzinfo=UTC))
"""


def test_what_another_process_revokes_is_dead_here_within_a_second(registry, address):
    credential = registry.issue(BUS, now=MONDAY)
    died = asyncio.run(_watch_while_another_revokes(registry, credential, address))
    assert died == {credential.username}
    assert registry.check(credential.username, credential.secret) is None


async def _watch_while_another_revokes(registry, credential, address):
    told = asyncio.Event()
    died: set[str] = set()
    loop = asyncio.get_running_loop()

    def listen(names: frozenset[str]) -> None:
        died.update(names)
        loop.call_soon_threadsafe(told.set)

    registry.add_listener(listen)
    watching = asyncio.create_task(watch_terminals(registry, RunningClock(MONDAY)))
    await asyncio.sleep(0.1)
    assert registry.check(credential.username, credential.secret)
    call = [sys.executable, "-c", REVOKE, str(address), credential.username]
    await asyncio.to_thread(subprocess.run, call, check=True)
    await asyncio.wait_for(told.wait(), 1.0)
    watching.cancel()
    return died


def test_watching_goes_on_after_any_fault(registry, monkeypatch, caplog):
    asyncio.run(_watch_through_a_fault(registry, monkeypatch))
    assert caplog.text.count("could not be looked at") == 1


async def _watch_through_a_fault(registry, monkeypatch):
    seen = asyncio.Event()
    loop = asyncio.get_running_loop()
    calls = []

    def refresh(_now):
        calls.append(1)
        if len(calls) < 3:
            raise ZeroDivisionError
        loop.call_soon_threadsafe(seen.set)

    monkeypatch.setattr(registry, "refresh", refresh)
    watching = asyncio.create_task(watch_terminals(registry, RunningClock(MONDAY), every_s=0.01))
    await asyncio.wait_for(seen.wait(), 5.0)
    watching.cancel()


def test_a_database_that_cannot_be_read_kills_nobody_but_those_whose_time_is_over(registry, engine):
    first = registry.issue(BUS, now=MONDAY)
    second = registry.rotate(BUS, now=MONDAY, old_dies=MONDAY + HOUR)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE change_counters"))
    with pytest.raises(CouldNotLook):
        registry.refresh(MONDAY + HOUR)
    assert (registry.is_alive(first.username), registry.is_alive(second.username)) == (False, True)


def test_the_day_of_last_use_is_kept_and_nothing_finer(registry, engine):
    credential = registry.issue(BUS, now=MONDAY)

    def day():
        return ledger.list_credentials(engine)[0].last_used_day

    registry.refresh(MONDAY)
    assert day() is None
    for hours, expected in ((1, "2026-11-23"), (2, "2026-11-23"), (20, "2026-11-24")):
        registry.check(credential.username, credential.secret)
        registry.refresh(MONDAY + hours * HOUR)
        assert day() == expected


def test_a_new_process_knows_who_is_alive(registry, engine):
    credential = registry.issue(BUS, now=MONDAY)
    registry.rotate(BUS, now=MONDAY, old_dies=MONDAY + HOUR)
    again = TerminalRegistry(engine, now=MONDAY + 2 * HOUR)
    assert again.list_vehicles() == [BUS]
    assert again.check(credential.username, credential.secret) is None


def test_asking_again_costs_less_than_twenty_microseconds(registry):
    credential = registry.issue(BUS, now=MONDAY)
    registry.check(credential.username, credential.secret)
    took_s = timeit.repeat(
        lambda: registry.check(credential.username, credential.secret), number=1000, repeat=5
    )
    assert min(took_s) / 1000 < 20e-6
