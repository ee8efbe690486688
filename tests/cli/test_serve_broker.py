"""`modugil serve` behind a real broker: buses report there, and anybody reads the fleet there."""

import json
import subprocess
import time
from datetime import date

import pytest
from paho.mqtt.client import topic_matches_sub
from tests.answers.world import DAY
from tests.app.live_server import LiveServer
from tests.app.rides import Ride
from tests.live.doors.brokers import READER, Mosquitto, Nats, require
from tests.live.doors.terminals import Fleet

from modugil.region.open_region import open_region

BUS = "0055/00001"
COMES_S = 90.0
ENOUGH = 5
EVERYTHING = "/hfp/v2/#"
OF_LINE = "/hfp/v2/journey/ongoing/vp/bus/+/+/R1/#"
OF_OTHER_LINE = "/hfp/v2/journey/ongoing/vp/bus/+/+/R2/#"
OF_BUS = "/hfp/v2/+/+/+/+/0055/00001/#"
IN_DEGREE = "/hfp/v2/journey/ongoing/vp/bus/+/+/+/+/+/+/+/+/33;126/#"
FILTERS = (EVERYTHING, OF_LINE, OF_OTHER_LINE, OF_BUS, IN_DEGREE)


@pytest.mark.parametrize("kind", [Mosquitto, Nats], ids=["mosquitto", "nats"])
def test_a_bus_that_reports_to_a_broker_is_seen_here_and_by_every_subscriber(
    kind, towns, tmp_path, foreign_node
):
    require(kind)
    broker = kind(tmp_path, Fleet(tmp_path, BUS))
    broker.start()
    heard: list[tuple[str, str]] = []
    reader = broker.reader()
    reader.on_message = lambda *message: heard.append(
        (message[-1].topic, message[-1].payload.decode())
    )
    reader.subscribe(EVERYTHING)
    others = subscribe_by_node(broker, foreign_node)
    server = LiveServer(towns / "built", tmp_path, broker=broker.url)
    try:
        server.start("--no-simulate", "--start", f"{DAY}T09:01:00")
        drive(server, broker, Ride(open_region(towns / "built"), "R1-W1-540", NINE), heard)
        assert server.live()["acknowledged"] >= 1
        time.sleep(1.0)  # what is on its way to either of them comes within it
        kept = json.loads(others.communicate(timeout=30)[0])
    finally:
        others.kill()
        others.wait()
        if server.process.poll() is None:
            server.stop()
        reader.disconnect()
        reader.loop_stop()
        broker.kill()
    assert {filter: sorted(map(tuple, rows)) for filter, rows in kept.items()} == {
        filter: sorted(one for one in heard if topic_matches_sub(filter, one[0]))
        for filter in FILTERS
    }
    assert len(kept[OF_LINE]) >= ENOUGH
    assert kept[OF_LINE] == kept[IN_DEGREE]
    assert kept[OF_OTHER_LINE] == []
    payload = json.loads(kept[OF_LINE][0][1])["VP"]
    assert (payload["veh"], payload["desi"], payload["start"]) == (1, "365", "09:00")


NINE = date.fromisoformat(DAY)


def subscribe_by_node(broker, folder):
    """Clients of npm's mqtt that have subscribed by the time this comes back."""
    name = READER if isinstance(broker, Nats) else ""
    call = ["node", "hfp.mjs", f"mqtt://127.0.0.1:{broker.port}", name, name, *FILTERS]
    process = subprocess.Popen(
        call, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def drive(server, broker, ride, heard):
    """A terminal tells where its bus is until enough was heard of it."""
    bus = broker.terminal(BUS)
    ends_s = time.monotonic() + COMES_S
    while sum(topic_matches_sub(OF_LINE, topic) for topic, _ in list(heard)) < ENOUGH:
        assert time.monotonic() < ends_s, f"{server.live()} {''.join(server.said)}"
        now_ms = server.ask("clock")["nowMs"]
        bus.publish(f"/terminals/m/1/{BUS}", ride.message(now_ms - 1000, now_ms), qos=1)
        time.sleep(0.5)
    bus.disconnect()
    bus.loop_stop()
