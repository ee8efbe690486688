"""modugil validate-rt, on files and on an address of this machine."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.answers.world import build_region_of
from tests.live.validation.feeds import GTFS, build_feeds

from modugil.cli.main import main


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    return build_region_of(tmp_path_factory.mktemp("small"), GTFS, time_zone="Asia/Seoul")


@pytest.fixture
def files(tmp_path):
    """`files(feeds)`: the three feeds as files written when they were read."""
    import os

    def write(feeds):
        paths = []
        for name, message in zip(("positions", "updates", "alerts"), feeds.all, strict=True):
            path = tmp_path / f"{name}.pb"
            path.write_bytes(message.SerializeToString())
            os.utime(path, (feeds.read_s, feeds.read_s))
            paths.append(str(path))
        return paths

    return write


def test_feeds_without_a_fault_are_said_to_be_so(region, files, capsys):
    assert main(["validate-rt", *files(build_feeds()), "--region", str(region)]) == 0
    said = capsys.readouterr().out
    assert "No rule is broken." in said
    assert "1 vehicle; made 2026-11-22 23:00:00Z" in said


def test_faults_are_counted_and_shown_with_examples(region, files, capsys):
    feeds = build_feeds()
    feeds.position.position.latitude = 34.0
    feeds.position.position.speed = 30.0
    told = main(["validate-rt", *files(feeds), "--region", str(region), "--language", "ko"])
    assert told == 1
    said = capsys.readouterr().out
    assert "E028" in said
    assert "W004" in said
    assert "30.0 m/s" in said
    assert "운행 지역" in said


def test_warnings_alone_are_no_failure(region, files):
    feeds = build_feeds()
    feeds.position.position.speed = 30.0
    assert main(["validate-rt", *files(feeds), "--region", str(region)]) == 0


def test_an_address_is_read_twice_and_compared(region, capsys):
    class Serves(BaseHTTPRequestHandler):
        """A feed that changes without saying so, and is far too old."""

        asked = 0

        def do_GET(self):  # noqa: N802 (the name is given)
            feeds = build_feeds()
            feeds.position.position.speed = float(Serves.asked)
            Serves.asked += 1
            self.send_response(200)
            self.end_headers()
            self.wfile.write(feeds.positions.SerializeToString())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Serves)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/"
        told = main(["validate-rt", address, "--region", str(region), "--again", "0"])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert told == 1
    assert "E017" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"), [(b"<html>", "is no GTFS-Realtime feed."), (None, "cannot be read")]
)
def test_what_cannot_be_read_is_said_in_one_sentence(region, tmp_path, capsys, content, said):
    path = tmp_path / "feed.pb"
    if content is not None:
        path.write_bytes(content)
    assert main(["validate-rt", str(path), "--region", str(region)]) == 2
    assert said in capsys.readouterr().err
