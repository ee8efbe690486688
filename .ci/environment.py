"""A virtual environment with pip in it, made by whatever this machine has to make one.

`python -m venv` is enough on most machines. Debian ships a Python without `ensurepip`, and small
images have no pip either; each of the ways below was tried on such a machine.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

IN_RANGE = "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))"
WHEEL_FOLDERS = ("/usr/share/python-wheels", "/usr/share/python3-wheels")

Command = Sequence[str | Path]


class SetupError(Exception):
    """Setting up cannot go on; the message says in one sentence what would help."""


def make_environment(root: Path) -> bool:
    """A working `.venv` with pip stands in `root`; True if it had to be made."""
    folder = root / ".venv"
    if works([environment_python(root), "-c", IN_RANGE]) and has_pip(root):
        return False
    ways: tuple[Callable[[Path], object], ...] = (
        by_venv,
        by_venv_and_other_pip,
        by_uv,
        by_virtualenv,
        by_debian_package,
    )
    for way in ways:
        shutil.rmtree(folder, ignore_errors=True)
        way(folder)
        if has_pip(root):
            return True
    shutil.rmtree(folder, ignore_errors=True)
    raise SetupError(
        f"{sys.executable} cannot make a virtual environment, and no pip, uv or virtualenv is here "
        "to help; on Debian or Ubuntu run `sudo apt-get install python3-venv`, then try again."
    )


def by_venv(folder: Path) -> None:
    """The standard way; needs the modules venv and ensurepip."""
    works([sys.executable, "-m", "venv", folder])


def by_venv_and_other_pip(folder: Path) -> None:
    """Without ensurepip: any pip outside puts a pip inside."""
    if not works([sys.executable, "-m", "venv", "--without-pip", folder]):
        return
    inside = folder / "bin" / "python"
    wheels = [wheel for place in WHEEL_FOLDERS for wheel in Path(place).glob("pip-*.whl")]
    pips: list[Command] = [[inside, wheel / "pip"] for wheel in wheels]
    pips += [[sys.executable, "-m", "pip"], ["pip3"], ["pip"]]
    for pip in pips:
        if works([*pip, "--python", inside, "install", "--quiet", "pip"]):
            return


def by_uv(folder: Path) -> None:
    """With uv, if it is installed."""
    works(["uv", "venv", "--quiet", "--seed", "--python", sys.executable, folder])


def by_virtualenv(folder: Path) -> None:
    """With virtualenv, if it is installed as a command or a module."""
    if not works(["virtualenv", "--python", sys.executable, folder]):
        works([sys.executable, "-m", "virtualenv", folder])


def by_debian_package(folder: Path) -> None:
    """As root on Debian or Ubuntu, in a container for example: install what is missing."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    print(f"Installing {package}, which this Python lacks ...", flush=True)
    works(["apt-get", "update", "-q"])
    if works(["apt-get", "install", "-q", "-y", "--no-install-recommends", package]):
        by_venv(folder)


def environment_python(root: Path) -> Path:
    """The Python of the virtual environment."""
    return root / ".venv" / "bin" / "python"


def has_pip(root: Path) -> bool:
    """The virtual environment can install packages."""
    return any((root / ".venv").glob("lib/python3*/site-packages/pip/__main__.py"))


def works(command: Command) -> bool:
    """The command can be run here and ends well; what it prints is not of interest."""
    try:
        subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def run(command: Command, *, folder: Path | None = None) -> None:
    """Run a command silently; if it fails, show what it said and stop."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=folder,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        raise SetupError(f"this command failed:\n  {' '.join(words)}\n{done.stdout[-6000:]}")
