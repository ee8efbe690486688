"""docs/terminals.md: every example is sent to a server; its numbers are those of the program."""

import asyncio
import re
from pathlib import Path

import pytest
from tests.live.doors.terminals import Fleet, generous, open_intake, open_listener, sign_in

from modugil.api.fixes import MOST_BYTES
from modugil.live.doors.mqtt.settings import MqttSettings
from modugil.live.formats.bounds import LONGEST_TEXT, MOST_FIXES
from modugil.live.formats.compact import build_compact, parse_compact
from modugil.live.formats.hfp_topic import parse_hfp_topic
from modugil.live.formats.json_fix import read_json_fixes
from modugil.live.settings import LiveSettings

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "terminals.md").read_text(encoding="utf-8")
VEHICLE = "0055/01216"


def examples(kind):
    found = re.findall(rf"(?ms)^```\w+ {kind}\n(.*?)\n```$", PAGE)
    assert found, f"the page has no example of {kind}"
    return found


def messages():
    (hfp_topic,), (hfp,) = examples("hfp-topic"), examples("hfp")
    compact = [(f"/m/1/{VEHICLE}", one.encode()) for one in examples("compact")]
    (nmea,) = examples("nmea")
    return [*compact, (hfp_topic, hfp.encode()), (f"/m/1/{VEHICLE}/nmea", nmea.encode())]


def test_every_message_of_the_page_is_taken_by_the_listener(tmp_path):
    fleet = Fleet(tmp_path, VEHICLE)

    async def play():
        async with (
            open_intake(tmp_path, fleet, generous()) as intake,
            open_listener(intake) as door,
        ):
            client = await sign_in(door, fleet[VEHICLE])
            for packet_id, (topic, payload) in enumerate(messages(), start=1):
                client.publish(topic, payload, packet_id=packet_id)
                assert await client.read() == bytes((0x40, 2, 0, packet_id))
            assert intake.counters.refused == {}
            return intake.drain()

    fixes = asyncio.run(play())
    assert len(fixes) == 1 + 3 + 1 + 1
    assert {one.vehicle for one in fixes} == {VEHICLE}
    assert all(abs(one.lat - 33.4996) < 0.001 for one in fixes)


def test_the_example_of_http_is_read():
    (fix,) = read_json_fixes(examples("http")[0].encode(), vehicle=VEHICLE, received_ms=0)
    assert (fix.quality, fix.wheelchair_bays_free, fix.occupancy_ratio) == (4, 1, 0.35)


def test_the_subscription_fits_the_topics_of_the_feed():
    (asked,) = examples("feed")
    topic = examples("hfp-topic")[0].replace("/4/33;126", "/3/33;126")
    levels = zip(asked.removesuffix("/#").split("/"), topic.split("/"), strict=False)
    assert all(one in ("+", other) for one, other in levels)
    assert parse_hfp_topic(topic).geohash_level == 3


def test_the_sizes_are_as_the_page_says():
    message = parse_compact(examples("compact")[0].encode())
    assert abs(len(build_compact(message)) - 95) <= 5
    assert abs(len(build_compact(message, binary=True)) - 75) <= 5


@pytest.mark.parametrize(
    "said, number",
    [
        ("{} a second | `live.fixes_per_s`", LiveSettings().fixes_per_s),
        ("{:,} | `live.burst_fixes`", LiveSettings().burst_fixes),
        ("Port {} by default", LiveSettings().mqtt_port),
        ("one message | {:,}", MOST_FIXES),
        ("one MQTT packet | {} KiB", MqttSettings().most_packet_bytes // 1024),
        ("({} KiB)", MOST_BYTES // 1024),
        ("one terminal | {},", MqttSettings().most_per_terminal),
        ("send CONNECT | {:.0f} s", MqttSettings().connect_timeout_s),
        ("or for {:.0f} minutes", MqttSettings().longest_silence_s / 60),
        ("more than {} faults", MqttSettings().faults_allowed),
        ("after {:.0f} seconds", MqttSettings().refuse_after_s),
        ("{} characters", LONGEST_TEXT),
        ("begin with `{}`", LiveSettings().broker_prefix),
    ],
)
def test_the_limits_are_those_of_the_program(said, number):
    assert said.format(number) in " ".join(PAGE.split())
