"""A server that streams can be stopped: what would never end by itself is ended first."""

import signal
import socket
import subprocess
import sys
import threading
import time

import pytest
import uvicorn
from tests.answers.boards.fleet import drive, follow
from tests.answers.world import build_world
from tests.app.served import web_of

from modugil.app.ending_server import EndingServer
from modugil.app.web import END_STREAMS


def test_a_server_ends_at_once_though_somebody_looks_at_the_stream(tmp_path):
    world = build_world(tmp_path, "gtfs:land")
    follow(world, drive(world, "R1-W1-540", last=0))
    web = web_of(world.planner, world.folder)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(web, access_log=False, log_level="warning")
        server = EndingServer(config, end_streams=web.state[END_STREAMS])
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        with socket.create_connection(listener.getsockname(), timeout=10) as looking:
            looking.sendall(b"GET /api/v1/vehicles/stream HTTP/1.1\r\nHost: x\r\n\r\n")
            seen = b""
            while b"event: frame" not in seen:
                seen += looking.recv(65536)
            server.should_exit = True
            thread.join(timeout=10)
            assert not thread.is_alive()
            assert b"R1-W1-540" in seen


PROGRAM = """
import socket, uvicorn
from modugil.app.ending_server import EndingServer

async def web(scope, receive, send):
    while (await receive())["type"] != "lifespan.shutdown":
        await send({"type": "lifespan.startup.complete"})
        print("ready", flush=True)
    await send({"type": "lifespan.shutdown.complete"})

async def end_streams():
    print("streams", flush=True)

with socket.create_server(("127.0.0.1", 0)) as listener:
    server = EndingServer(uvicorn.Config(web, log_level="critical"), end_streams=end_streams)
    try:
        server.run(sockets=[listener])
    finally:
        print("closed", flush=True)
"""


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_whoever_asks_it_to_end_what_it_opened_is_closed(asked):
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    program.send_signal(asked)
    said, _ = program.communicate(timeout=30)
    assert said == "streams\nclosed\n"
    assert asked is signal.SIGINT or program.returncode == 143
