"""docs/wifi.md: its example is sent to a server; fields and numbers are those of the program."""

import asyncio
import re
from pathlib import Path

import msgspec
from tests.live.doors.terminals import Fleet, open_intake, open_listener, sign_in
from tests.live.wifi.worlds import FACTS, ZONE, Runs

from modugil.core.clock import FixedClock
from modugil.live.doors.wifi_door import RATE
from modugil.live.formats.wifi_report import MOST_REPORTS, JsonWifiReport, read_wifi_report
from modugil.live.wifi.book import WifiBook
from modugil.live.wifi.settings import DEFAULTS
from modugil.live.wifi.state import WifiStatus

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "wifi.md").read_text(encoding="utf-8")
VEHICLE = "0055/01216"
EXAMPLE = re.findall(r"(?ms)^```json wifi\n(.*?)\n```$", PAGE)[0].encode()


def test_the_example_is_taken_by_the_listener(tmp_path):
    fleet = Fleet(tmp_path, VEHICLE)
    told = read_wifi_report(EXAMPLE, access_point=VEHICLE, received_ms=0)
    now = FixedClock(msgspec.json.decode(EXAMPLE, type=JsonWifiReport).time)

    async def play():
        async with open_intake(tmp_path, fleet) as intake, open_listener(intake) as door:
            intake.clock = now
            intake.wifi.book = WifiBook(Runs(), facts=FACTS, zone=ZONE, now=now.now())
            client = await sign_in(door, fleet[VEHICLE])
            client.publish(f"/w/1/{VEHICLE}", EXAMPLE, packet_id=1)
            assert await client.read() == bytes((0x40, 2, 0, 1))
            assert intake.counters.refused == {}
            assert intake.wifi.taken == 1

    asyncio.run(play())
    assert (told.clients, told.rsrp_dbm, told.interval_s) == (14, -91.0, 60)


def test_the_table_names_every_field_and_no_other():
    rows = set(re.findall(r"(?m)^\| `(\w+)` \|", PAGE))
    assert rows == {one.encode_name for one in msgspec.structs.fields(JsonWifiReport)}


def test_the_numbers_are_those_of_the_program():
    assert f"a list of up to {MOST_REPORTS};" in PAGE
    assert f"One a second in the long run, {RATE.burst_fixes} at once" in PAGE
    assert RATE.fixes_per_s == 1
    assert (DEFAULTS.silent_after_intervals, DEFAULTS.least_silent_s) == (3, 180)
    assert (DEFAULTS.outage_after_s, DEFAULTS.falls, DEFAULTS.calm_s) == (300, 4, 120)
    assert (DEFAULTS.falls_calm_s, DEFAULTS.rest_grace_s) == (900, 1800)
    assert (DEFAULTS.line_settles_s, DEFAULTS.ssid_wrong_after_s) == (30, 60)
    assert DEFAULTS.most_early_s == 300
    assert DEFAULTS.all_silent_ratio == 0.5


def test_the_page_explains_every_status():
    words = {one.value for one in WifiStatus} - {WifiStatus.UNKNOWN.value}
    assert words <= set(re.findall(r"(?m)^\| (\w+) \|", PAGE))
