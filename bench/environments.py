"""A virtual environment of its own for each peer, installed from its lock file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

USABLE = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"


class NotAvailable(Exception):
    """A peer cannot run here; the message says why in one line."""


def ensure_environment(lock: Path, *, versions: tuple[str, ...], home: Path) -> Path:
    """The interpreter of the peer's environment, which is created or renewed if need be."""
    stamp = sha256(lock.read_bytes()).hexdigest()
    folder = home / lock.stem
    python = folder / "bin" / "python"
    stamp_file = folder / "lock.sha256"
    if python.exists() and stamp_file.exists() and stamp_file.read_text("ascii") == stamp:
        return python
    base = find_python(versions)
    shutil.rmtree(folder, ignore_errors=True)
    _call([base, "-m", "venv", str(folder)], told=f"cannot create an environment for {lock.stem}")
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    choice = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    _call([str(python), *install, *choice], told=f"cannot install {lock.stem}")
    stamp_file.write_text(stamp, "ascii")
    return python


def find_python(versions: tuple[str, ...]) -> str:
    """The first interpreter found of one of `versions` that can create environments."""
    for version in versions:
        for candidate in _candidates(version):
            if _asked(candidate) == version:
                return candidate
    raise NotAvailable(f"needs Python {' or '.join(versions)}, and none was found")


def _candidates(version: str) -> Iterator[str]:
    yield sys.executable
    on_path = shutil.which(f"python{version}")
    if on_path:
        yield on_path
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for folder in sorted(pyenv.glob(f"{version}.*"), reverse=True):
        yield str(folder / "bin" / "python3")


def _asked(candidate: str) -> str | None:
    try:
        answer = subprocess.run([candidate, "-c", USABLE], capture_output=True, text=True)
    except OSError:
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None


def _call(command: list[str], *, told: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no message"]
        raise NotAvailable(f"{told}: {lines[-1]}")
