"""The first start after an installation compiles on two cores: live buses in a process beside us.

Machine code is kept on disk, so what the other process compiled is only loaded here. Should it fail
nothing is lost: whatever is missing is compiled where it is needed.
"""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

from modugil.app.simulated_fleet import build_fleet
from modugil.core.clock import FixedClock
from modugil.live.matching import follow
from modugil.live.operations.watch_fixes import warm_up_watching
from modugil.live.tracking.warm_up import warm_up
from modugil.region.open_region import open_region

CALL = "import sys; from modugil.app.compile_ahead import compile_live; compile_live(*sys.argv[1:])"
LONGEST_S = 300.0


class CompilingAhead:
    """A process that compiles what live buses need, where that was not done before."""

    def __init__(self, folder: Path, *, now: datetime) -> None:
        """Begin, for the region in that folder."""
        self._process: subprocess.Popen[bytes] | None = None
        if not is_compiled():
            command = [sys.executable, "-c", CALL, str(folder), now.isoformat()]
            silent = subprocess.DEVNULL
            self._process = subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent)

    def wait(self) -> None:
        """Come back when it is done, or took far too long."""
        if self._process is not None:
            try:
                self._process.wait(LONGEST_S)
            except subprocess.TimeoutExpired:
                self.stop()

    def stop(self) -> None:
        """End it, whatever it has done."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def is_compiled() -> bool:
    """Whether the largest kernel was compiled before, as far as its usual place tells."""
    file = Path(follow.__file__)
    return any((file.parent / "__pycache__").glob(f"{file.stem}.*.nbi"))


def compile_live(folder: str, now: str) -> None:
    """Follow a made-up bus and put a simulated fleet on its way, so that all kernels are needed."""
    region = open_region(Path(folder))
    warm_up(region)
    warm_up_watching()
    build_fleet(region, FixedClock(datetime.fromisoformat(now))).prepare()
