"""`modugil serve` behind a real broker: buses report there, and anybody reads the fleet there."""

import queue
import time

import pytest
from tests.answers.world import POINTS
from tests.app.live_server import LiveServer
from tests.app.terminals import compact, now_ms
from tests.live.doors.brokers import Mosquitto, Nats, require
from tests.live.doors.terminals import Fleet

from modugil.core.geo import LatLon

BUS = "0055/00001"
PLACE = LatLon(*POINTS["k"])
COMES_S = 90.0


@pytest.mark.parametrize("kind", [Mosquitto, Nats], ids=["mosquitto", "nats"])
def test_a_bus_that_reports_to_a_broker_is_seen_here_and_by_every_subscriber(kind, towns, tmp_path):
    require(kind)
    broker = kind(tmp_path, Fleet(tmp_path, BUS))
    broker.start()
    told: queue.Queue[str] = queue.Queue()
    reader = broker.reader()
    reader.on_message = lambda *message: told.put(message[-1].topic)
    reader.subscribe("/hfp/v2/#")
    try:
        with LiveServer(towns / "built", tmp_path, broker=broker.url) as server:
            bus = broker.terminal(BUS)
            ends_s = time.monotonic() + COMES_S
            while server.find_vehicle(BUS) is None:
                assert time.monotonic() < ends_s, f"{server.live()} {''.join(server.said)}"
                bus.publish(f"/terminals/m/1/{BUS}", compact(now_ms(), PLACE), qos=1)
                time.sleep(0.3)
            topic = told.get(timeout=COMES_S)
            assert topic.startswith("/hfp/v2/")
            assert f"/{BUS}" in topic
            assert server.live()["acknowledged"] >= 1
            bus.disconnect()
            bus.loop_stop()
    finally:
        reader.disconnect()
        reader.loop_stop()
        broker.kill()
