"""A real `modugil track` in a process of its own."""

import os
import re
import signal
import subprocess
import threading
import time
from pathlib import Path

from tests.app.live_server import COMMAND, _collect

STARTS_S = 120.0


class Worker:
    """A worker of the region, with the history in `state`."""

    def __init__(self, region: Path, state: Path, stream: str, **settings: object) -> None:
        self.region, self.state = region, state
        names = {name.upper(): str(at) for name, at in settings.items()}
        self.names = {f"MODUGIL_{name}": at for name, at in names.items()}
        self.names |= {"MODUGIL_LIVE_STATE": str(state), "MODUGIL_STORE_STREAM": stream}
        self.process: subprocess.Popen[str]
        self.said: list[str] = []

    def __enter__(self) -> "Worker":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Begin; `wait` says when it follows."""
        self.state.mkdir(parents=True, exist_ok=True)
        told = {name: at for name, at in os.environ.items() if not name.startswith("MODUGIL_L")}
        self.process = subprocess.Popen(
            [*COMMAND, "track", str(self.region)],
            env=told | self.names,
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

    def wait(self, parts: int, *, within_s: float = STARTS_S) -> float:
        """Seconds until it follows so many parts of the fleet, and all where they are now."""
        began_s = time.monotonic()
        wanted = re.compile(rf"Following {parts} of 16 .* 0 being taken over")
        while not wanted.search(self.last_said()):
            assert self.process.poll() is None, "it ended: " + "".join(self.said)
            assert time.monotonic() - began_s < within_s, "".join(self.said)
            time.sleep(0.05)
        return time.monotonic() - began_s

    def last_said(self) -> str:
        """Its last line on what it follows, put on one line."""
        text = " ".join("".join(self.said).split())
        return text[text.rfind("Following") :] if "Following" in text else ""

    def stop(self) -> str:
        """Ctrl-C; all that it said."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)
        self._listener.join(timeout=60)
        return "".join(self.said)

    def kill(self) -> None:
        """Gone without a word, as when the power fails."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(timeout=60)

    def cpu_s(self) -> float:
        """Processor time it has used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2]
        return sum(map(int, fields.split()[11:13])) / os.sysconf("SC_CLK_TCK")
