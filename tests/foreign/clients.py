"""Clients that others wrote for Node, installed once, and how a test runs a script with them."""

import fcntl
import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
MARK = ".installed"
INSTALL_S = 300
RUN_S = 120


def find_missing() -> str | None:
    """What this machine lacks to run them, None if nothing."""
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    return f"not on this machine: {', '.join(missing)}" if missing else None


def install_clients(folder: Path = FOLDER) -> Path:
    """The folder, in which exactly what package-lock.json names is installed.

    Several processes may ask at once: the first installs, the others wait for it.
    """
    modules = folder / "node_modules"
    wanted = sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    with (folder / ".npmrc").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        mark = modules / MARK
        if not mark.exists() or mark.read_text("ascii") != wanted:
            call = ["npm", "ci", "--loglevel=error"]
            done = subprocess.run(
                call, cwd=folder, capture_output=True, text=True, timeout=INSTALL_S
            )
            assert done.returncode == 0, f"npm ci failed:\n{done.stdout}{done.stderr}"
            mark.write_text(wanted, "ascii")
    return folder


def run_script(folder: Path, script: str, *words: object, timeout_s: float = RUN_S) -> Any:
    """What the script of that folder prints as JSON; the test fails with its words if it fails."""
    call = ["node", script, *map(str, words)]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, timeout=timeout_s)
    assert done.returncode == 0, f"{script} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
    return json.loads(done.stdout)
