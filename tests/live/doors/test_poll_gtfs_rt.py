import asyncio
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from google.transit import gtfs_realtime_pb2 as pb
from tests.live.doors.terminals import Fleet, open_intake

from modugil.core.errors import SettingsInvalid
from modugil.live.doors.feed import Feed, parse_feeds
from modugil.live.doors.poll_gtfs_rt import LONGEST_WAIT_S, FeedPoller
from modugil.store.segments import read_records

AT_S = 1_795_327_950


def message(*vehicles):
    told = pb.FeedMessage()
    told.header.gtfs_realtime_version = "2.0"
    for name, at_s in vehicles:
        vehicle = told.entity.add(id=name).vehicle
        vehicle.vehicle.id = name
        vehicle.position.latitude, vehicle.position.longitude = 33.5, 126.5
        vehicle.timestamp = at_s
    return told.SerializeToString()


class Site:
    """A foreign server on this machine: what it answers is set by the test."""

    def __init__(self):
        self.body = message(("7", AT_S))
        self.tag = '"one"'
        self.status = 200
        self.how = "well"
        self.asked: list[dict[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802 (the name http.server calls)
                site.asked.append(dict(self.headers))
                site.answer(self)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/vehicles.pb"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, handler):
        status = 304 if handler.headers.get("If-None-Match") == self.tag else self.status
        handler.send_response(status)
        if self.how == "elsewhere":
            handler.send_header("Location", "file:///etc/passwd")
        handler.send_header("ETag", self.tag)
        handler.send_header("Last-Modified", "Sun, 22 Nov 2026 06:12:30 GMT")
        if status != 304:
            length = len(self.body) * (2 if self.how == "breaks off" else 1)
            handler.send_header("Content-Length", str(length))
        handler.end_headers()
        if status == 304:
            return
        for at in range(0, len(self.body), 4 if self.how == "slow" else 1 << 20):
            try:
                handler.wfile.write(self.body[at:][: 4 if self.how == "slow" else 1 << 20])
            except OSError:
                return
            time.sleep(0.1 if self.how == "slow" else 0.0)

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def site():
    one = Site()
    yield one
    one.close()


def scene(tmp_path, play, feed):
    async def run():
        async with open_intake(tmp_path, Fleet(tmp_path)) as intake:
            poller = FeedPoller(intake, feeds=[feed])
            await play(poller, intake, poller.counters[feed.name])

    asyncio.run(run())


def test_a_feed_is_taken_in_under_its_name_and_what_is_not_new_is_not_told_again(tmp_path, site):
    async def play(poller, intake, counters):
        assert await poller.ask("tokyo") == 15.0
        site.body, site.tag = message(("7", AT_S), ("8", AT_S + 9)), '"two"'
        await poller.ask("tokyo")
        assert [one.vehicle for one in intake.drain()] == ["tokyo/7", "tokyo/8"]
        assert (counters.asked, counters.fixes) == (2, 2)
        assert len(list(read_records(tmp_path / "journal"))) == 2

    scene(tmp_path, play, Feed("tokyo", site.url))


def test_a_feed_that_did_not_change_is_not_sent_again(tmp_path, site):
    async def play(poller, intake, counters):
        await poller.ask("tokyo")
        await poller.ask("tokyo")
        assert (counters.unchanged, counters.fixes, counters.failed) == (1, 1, 0)
        assert site.asked[1]["If-None-Match"] == '"one"'
        assert site.asked[1]["If-Modified-Since"] == "Sun, 22 Nov 2026 06:12:30 GMT"

    scene(tmp_path, play, Feed("tokyo", site.url))


def test_a_fault_that_nobody_thought_of_does_not_end_the_asking(tmp_path, site, monkeypatch):
    def read(*_, **__):
        raise ZeroDivisionError

    async def scene():
        async with open_intake(tmp_path, Fleet(tmp_path)) as intake:
            poller = FeedPoller(intake, feeds=[Feed("far", site.url)])
            with monkeypatch.context() as broken:
                broken.setattr("modugil.live.doors.poll_gtfs_rt.read_vehicle_positions", read)
                assert await poller.ask("far") == 30.0
            assert "ZeroDivisionError" in poller.counters["far"].fault
            await poller.ask("far")
            counters = poller.counters["far"]
            assert (counters.failed, counters.fault, counters.fixes) == (1, "", 1)

    asyncio.run(scene())


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"body": b"<html>not a feed</html>"}, "no GTFS-Realtime"),
        ({"body": message(("7", AT_S))[:-3]}, "no GTFS-Realtime"),
        ({"status": 500}, "status 500"),
        ({"status": 404}, "status 404"),
        ({"body": b"x" * 2_000_000}, "too large"),
        ({"body": b"x" * 400, "how": "slow"}, "cannot be read"),
        ({"how": "breaks off"}, "broke off"),
        ({"status": 302, "how": "elsewhere"}, "status 302"),
    ],
    ids=["a page", "half", "500", "404", "huge", "slow", "broken off", "led to a file"],
)
def test_a_feed_that_fails_is_asked_later_and_hurts_nothing(tmp_path, site, changed, said):
    for name, value in changed.items():
        setattr(site, name, value)

    async def play(poller, intake, counters):
        began = time.monotonic()
        assert await poller.ask("tokyo") == 30.0
        assert time.monotonic() - began < 4.0
        assert said in counters.fault
        assert await poller.ask("tokyo") == 60.0
        assert intake.drain() == []
        site.body, site.status, site.how = message(("7", AT_S)), 200, "well"
        assert await poller.ask("tokyo") == 15.0
        assert (counters.failed, counters.fault, counters.fixes) == (2, "", 1)

    scene(tmp_path, play, Feed("tokyo", site.url, timeout_s=1.0, most_bytes=1_000_000))


def test_a_server_that_is_not_there_is_asked_less_and_less_often(tmp_path, site):
    site.close()

    async def play(poller, intake, counters):
        waits = [await poller.ask("tokyo") for _ in range(8)]
        assert waits == [30.0, 60.0, 120.0, 240.0, 480.0, *[LONGEST_WAIT_S] * 3]

    scene(tmp_path, play, Feed("tokyo", site.url))


def test_a_file_is_read_when_it_was_written_again(tmp_path):
    file = tmp_path / "positions feed.pb"
    file.write_bytes(message(("7", AT_S)))

    async def play(poller, intake, counters):
        await poller.ask("here")
        await poller.ask("here")
        assert (counters.fixes, counters.unchanged) == (1, 1)
        file.write_bytes(message(("7", AT_S), ("8", AT_S)))
        await poller.ask("here")
        assert counters.fixes == 2
        file.unlink()
        await poller.ask("here")
        assert "cannot be read" in counters.fault

    scene(tmp_path, play, Feed("here", file.as_uri()))


def test_feeds_are_followed_until_the_end(tmp_path, site):
    async def play(poller, intake, counters):
        stop = asyncio.Event()
        running = asyncio.create_task(poller.run(stop))
        while counters.asked < 3:
            await asyncio.sleep(0.02)
        stop.set()
        await running
        assert counters.unchanged >= 1

    scene(tmp_path, play, Feed("tokyo", site.url, every_s=0.05))


def test_feeds_are_named_in_the_setting_or_by_their_host():
    text = "tokyo=https://example.org/vp?key=a=b http://10.0.0.1:8080/vp file:///tmp/mine.pb"
    assert [(one.name, one.url) for one in parse_feeds(text, every_s=15)] == [
        ("tokyo", "https://example.org/vp?key=a=b"),
        ("10.0.0.1", "http://10.0.0.1:8080/vp"),
        ("mine", "file:///tmp/mine.pb"),
    ]
    assert parse_feeds("", every_s=15) == []


@pytest.mark.parametrize("text", ["nowhere", "ftp://a/b", "a=http://x/ a=http://y/", "x=ftp://y"])
def test_what_is_no_feed_stops_the_start(text):
    with pytest.raises(SettingsInvalid):
        parse_feeds(text, every_s=15)
