"""Fifty people ask two servers at once for the last receiver: one gets it, by either database."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine, func, select
from tests.answers.world import build_world
from tests.api.ogc.test_two_servers import Server

from modugil.core.clock import SystemClock
from modugil.people.rental.records import RentalDesk
from modugil.people.rental.steps import Kind
from modugil.people.rental.stock import add_items, open_desk
from modugil.store.database import open_database
from modugil.store.tables import rental_days, rental_requests

ASKING = 50
AIRPORT = RentalDesk("airport", {"ko": "공항 대여소"}, "", "", "09:00", "18:00")
ROOT = "/api/v1/rental"


@pytest.fixture
def engine(address: Path | str) -> Iterator[Engine]:
    opened = open_database(address)
    now = SystemClock().now()
    open_desk(opened, AIRPORT, by="", now=now)
    add_items(opened, "airport", Kind.RECEIVER, serials=["R1"], by="", now=now)
    yield opened
    opened.dispose()


@pytest.mark.proof
def test_of_fifty_who_ask_two_servers_one_gets_the_last_receiver(
    engine: Engine,
    address: Path | str,
    tmp_path: Path,
    proof_sheet: Callable[[str, dict[str, str]], None],
) -> None:
    with ExitStack() as stack:
        sites = start_two(stack, build_world(tmp_path / "towns").folder, tmp_path, address)
        today = get(sites[0], f"{ROOT}/desks")["from"]
        told, seconds = ask_all(sites, today)
        (code,) = [answer["code"] for status, answer in told if status == 201]
        seen = [get(site, f"{ROOT}/requests/mine", code=code)["state"] for site in sites]
    statuses = Counter(status for status, _ in told)
    refusals = Counter(answer["type"] for status, answer in told if status != 201)
    with engine.connect() as connection:
        kept = [
            connection.scalar(select(func.count()).select_from(one))
            for one in (rental_requests, rental_days)
        ]
    kind = "PostgreSQL" if isinstance(address, str) else "SQLite"
    proof_sheet(
        f"The last receiver: fifty ask two servers at once, {kind}",
        {
            "asked, half of them each server": f"{ASKING}",
            "reserved": f"{statuses[201]}",
            "told that nothing is left (409)": f"{statuses[409]}",
            "any other answer": f"{ASKING - statuses[201] - statuses[409]}",
            "requests and days in the database": f"{kept[0]} and {kept[1]}",
            "from the first question to the last answer": f"{max(seconds):.2f} s",
            "answered, p50": f"{sorted(seconds)[ASKING // 2]:.2f} s",
        },
    )
    assert statuses == {201: 1, 409: ASKING - 1}
    assert refusals == {"/api/docs#not_free": ASKING - 1}
    assert kept == [1, 1]
    assert seen == ["reserved", "reserved"]


def start_two(stack: ExitStack, region: Path, folder: Path, address: Path | str) -> list[str]:
    """Two real servers of one database."""
    settings = folder / "settings.toml"
    where = f'[store]\ndatabase = "{address}"\n' if isinstance(address, str) else ""
    state = folder / "state"
    state.mkdir(exist_ok=True)
    settings.write_text(f'[live]\nenabled = 0\nstate = "{state}"\n{where}', encoding="utf-8")
    servers = [Server(region, folder, settings) for _ in range(2)]
    for one in servers:
        stack.callback(one.stop)
    return [one.wait() for one in servers]


def ask_all(sites: list[str], today: str) -> tuple[list[tuple[int, Any]], list[float]]:
    """What each was told who asked at the same moment, and after how many seconds."""
    told: list[tuple[int, Any]] = [(0, None)] * ASKING
    seconds = [0.0] * ASKING
    begin = threading.Barrier(ASKING)
    wish = {"desk": "airport", "kind": "receiver", "from": today, "to": today}

    def ask(number: int) -> None:
        connection = connect(sites[number % 2])
        connection.connect()
        body = msgspec.json.encode(wish | {"called": f"나그네 {number}"})
        begin.wait()
        began_s = time.monotonic()
        headers = {"content-type": "application/json"}
        connection.request("POST", f"{ROOT}/requests", body=body, headers=headers)
        answer = connection.getresponse()
        told[number] = (answer.status, msgspec.json.decode(answer.read()))
        seconds[number] = time.monotonic() - began_s
        connection.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(ASKING)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return told, seconds


def get(site: str, path: str, *, code: str = "") -> Any:  # noqa: ANN401 - whatever was answered
    connection = connect(site)
    connection.request("GET", path, headers={"Rental-Code": code} if code else {})
    answer = connection.getresponse()
    assert answer.status == 200
    told = msgspec.json.decode(answer.read())
    connection.close()
    return told


def connect(site: str) -> HTTPConnection:
    host, _, port = site.removeprefix("http://").partition(":")
    return HTTPConnection(host, int(port), timeout=60)
