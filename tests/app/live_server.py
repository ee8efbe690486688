"""A real `modugil serve` in a process of its own, for terminals that are real too."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.live.doors.terminals import NOW

from modugil.core.clock import SystemClock
from modugil.live.fix import Fix
from modugil.live.history.reader import HistoryReader
from modugil.live.history.records import StopEventRecord
from modugil.live.terminals.credentials import Credential
from modugil.live.terminals.ledger import issue_all, revoke, rotate
from modugil.store.database import open_database

COMMAND = [sys.executable, "-c", "import sys; from modugil.cli import main; sys.exit(main())"]
STARTS_S = 180
ANSWER_S = 30


class LiveServer:
    """The server of a built region; credentials and journal in `state`.

    Its settings are given as `LiveSettings` names them: `hold_s=5`.
    """

    def __init__(self, region: Path, state: Path, **settings: object) -> None:
        self.region, self.state = region, state
        self.settings = settings
        self.credentials: dict[str, Credential] = {}
        """Of the terminals that a test has issued, by vehicle."""
        self.port = 0
        """Of the MQTT listener; kept across restarts, as terminals know no other."""
        self.address = ""
        self.process: subprocess.Popen[str]
        self.said: list[str] = []
        """Every line of this start, also those that came after it was ready."""
        self.started_s = 0.0

    def __enter__(self) -> "LiveServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()

    def start(self, *words: object) -> None:
        """Come back when terminals can connect; `started_s` is when the command was given."""
        names = {f"MODUGIL_LIVE_{name.upper()}": str(at) for name, at in self.settings.items()}
        told = {name: at for name, at in os.environ.items() if not name.startswith("MODUGIL_LIVE")}
        call = ["serve", self.region, "--mqtt-port", self.port, *(words or ["--no-simulate"])]
        self.state.mkdir(parents=True, exist_ok=True)
        self.started_s = time.monotonic()
        self.process = subprocess.Popen(
            [*COMMAND, *map(str, call)],
            env=told | {"MODUGIL_LIVE_STATE": str(self.state)} | names,
            cwd=self.state,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = []
        self._listener = threading.Thread(
            target=_collect, args=(self.process.stdout or (), self.said), daemon=True
        )
        self._listener.start()
        self.address = self._wait_for(r"(http://127\.0\.0\.1:\d+)")
        self.port = int(self._wait_for(r"mqtt://127\.0\.0\.1:(\d+)"))

    def _wait_for(self, pattern: str) -> str:
        while True:
            alive = self._listener.is_alive()
            if found := re.search(pattern, "".join(self.said)):
                return found[1]
            assert alive, "the server ended: " + "".join(self.said)
            time.sleep(0.02)

    def stop(self) -> str:
        """Ctrl-C; all that it said since it was started."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)
        self._listener.join(timeout=60)
        return "".join(self.said)

    def kill(self) -> None:
        """Gone without a word, as when the power fails."""
        self.process.kill()
        self.process.wait(timeout=60)
        self._listener.join(timeout=60)

    def cpu_s(self) -> float:
        """Processor time it has used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2]
        return sum(map(int, fields.split()[11:13])) / os.sysconf("SC_CLK_TCK")

    def ask(self, path: str) -> Any:
        with urlopen(f"{self.address}/api/v1/{path}", timeout=ANSWER_S) as answer:
            return json.load(answer)

    def live(self) -> dict[str, Any]:
        """How the intake is doing."""
        return dict(self.ask("live"))

    def find_vehicle(self, vehicle: str) -> dict[str, Any] | None:
        """The bus as it is shown to everybody, None if it is not."""
        shown = {one["vehicle"]: one for one in self.ask("vehicles?limit=5000")["vehicles"]}
        return shown.get(vehicle)

    def list_measured(self) -> dict[str, datetime]:
        """When the shown position of each vehicle was measured."""
        shown = self.ask("vehicles?limit=5000")["vehicles"]
        return {one["vehicle"]: datetime.fromisoformat(one["asOf"]) for one in shown}

    def read_fixes(self) -> list[Fix]:
        """Every fix in history and journal; nobody writes them meanwhile."""
        return [fix for batch in self._reader().read_fixes() for fix in batch]

    def read_stop_events(self) -> list[StopEventRecord]:
        """Every final stop event that was kept; nobody writes them meanwhile."""
        return [event for batch in self._reader().read_stop_events() for event in batch]

    def _reader(self) -> HistoryReader:
        return HistoryReader(self.state / "history", journal=self.state / "journal")


def _collect(lines: Iterable[str], said: list[str]) -> None:
    said.extend(lines)


def issue(state: Path, vehicles: Iterable[str]) -> dict[str, Credential]:
    """Credentials of these vehicles' terminals, issued as by `modugil terminals issue`."""
    state.mkdir(parents=True, exist_ok=True)
    engine = open_database(state / "state.sqlite")
    issued = issue_all(engine, list(vehicles), now=NOW)
    engine.dispose()
    return {one.vehicle: one for one in issued}


def take_back(state: Path, vehicle: str) -> None:
    """Every credential of that vehicle is dead, as by `modugil terminals revoke`."""
    engine = open_database(state / "state.sqlite")
    revoke(engine, vehicle, now=SystemClock().now())
    engine.dispose()


def renew(state: Path, vehicle: str) -> Credential:
    """Another credential for a vehicle that has one, as by `modugil terminals rotate`."""
    engine = open_database(state / "state.sqlite")
    credential = rotate(engine, vehicle, now=SystemClock().now())
    engine.dispose()
    return credential
