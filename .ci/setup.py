"""What Modugil needs stands in `.venv` and `pages/static/built`; done again only if it changed.

Run by `make setup` (what runs the product) and, with `--dev`, by `make test` and `make check`
(what proves it too). Uses the standard library only, for nothing else is there yet.
"""

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from environment import SetupError, environment_python, make_environment, run

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
SOURCE = ROOT / "src" / "modugil"
WEB = SOURCE / "pages" / "web"
BUILT = SOURCE / "pages" / "static" / "built"
STAMP = ROOT / ".venv" / "modugil-setup.json"
DEV_LINE = "# --- development"
PIP = (environment_python(ROOT), "-m", "pip", "--disable-pip-version-check")


def main() -> int:
    """Set up what changed since the last time, and say each step in one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    wanted = parser.parse_args()
    try:
        with only_one_setup():
            stamps = read_stamps()
            set_up_python(stamps, dev=wanted.dev)
            set_up_pages(stamps)
            forget_stale_kernels(stamps)
    except SetupError as error:
        print(f"\nmodugil setup: {error}", file=sys.stderr)
        return 1
    return 0


@contextmanager
def only_one_setup() -> Iterator[None]:
    """Two `make` at once wait for each other here."""
    folder = os.open(Path(__file__).parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def set_up_python(stamps: dict[str, str], *, dev: bool) -> None:
    """The virtual environment holds exactly the versions of the lock, checked by hash."""
    runtime, development = split_lock(LOCK.read_text(encoding="utf-8"))
    place = str(ROOT)
    if stamps.get("place", place) != place:
        shutil.rmtree(ROOT / ".venv")  # a moved checkout: its commands name the old place
    if make_environment(ROOT):
        stamps.clear()
        write_stamp(stamps, "place", place)
    sections = [("runtime", runtime, "what runs Modugil")]
    sections += [("development", development, "what tests it")] if dev else []
    for name, section, meaning in sections:
        stamp = digest([section])
        if stamps.get(name) == stamp:
            continue
        with step(f"Installing {meaning} ({section.count('==')} packages)"):
            install(section)
        write_stamp(stamps, name, stamp)
    stamp = digest([(ROOT / "pyproject.toml").read_text(encoding="utf-8")])
    if stamps.get("package") != stamp:
        with step("Installing the command modugil"):
            run([*PIP, "install", "--no-deps", "--no-build-isolation", "-e", ROOT])
        write_stamp(stamps, "package", stamp)


def split_lock(text: str) -> tuple[str, str]:
    """The lock's two sections: what runs, and what only development needs."""
    runtime, line, development = text.partition(DEV_LINE)
    if not line:
        raise SetupError("requirements.lock has no line that begins its development section.")
    return runtime, line + development


def install(section: str) -> None:
    """Install one section of the lock; every file is checked against its hash."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.txt"
        wanted.write_text(section, encoding="utf-8")
        options = ["--require-hashes", "--no-deps", "--compile", "-r", str(wanted)]
        run([*PIP, "install", *options])


def set_up_pages(stamps: dict[str, str]) -> None:
    """The browser's scripts and styles are built from `pages/web` with the versions of its lock."""
    if not (WEB / "package.json").exists():
        return
    if shutil.which("npm") is None:
        raise SetupError(
            "the pages are built with Node.js 20 or newer, and npm is not on the PATH."
        )
    lock = digest(
        [(WEB / name).read_text(encoding="utf-8") for name in ("package.json", "package-lock.json")]
    )
    if stamps.get("node") != lock or not (WEB / "node_modules").exists():
        with step("Installing what builds the pages"):
            run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], folder=WEB)
        write_stamp(stamps, "node", lock)
    sources = digest(path.read_bytes() for path in web_sources())
    if stamps.get("pages") != sources or not BUILT.exists():
        with step("Building the pages"):
            run(["npm", "run", "--silent", "build"], folder=WEB)
        write_stamp(stamps, "pages", sources)


def web_sources() -> list[Path]:
    """Every file of the front end that is written by hand."""
    found = (path for path in WEB.rglob("*") if path.is_file())
    return sorted(path for path in found if "node_modules" not in path.relative_to(WEB).parts)


def forget_stale_kernels(stamps: dict[str, str]) -> None:
    """A compiled kernel may hold code of another file that changed since; it is compiled anew.

    Numba looks only at the file a kernel stands in, not at the files of the kernels it calls.
    """
    files = sorted(path for path in SOURCE.rglob("*.py") if holds_kernel(path.read_bytes()))
    stamp = digest(path.read_bytes() for path in files)
    if stamps.get("kernels") == stamp:
        return
    for compiled in [*SOURCE.rglob("__pycache__/*.nbi"), *SOURCE.rglob("__pycache__/*.nbc")]:
        compiled.unlink(missing_ok=True)
    write_stamp(stamps, "kernels", stamp)


def holds_kernel(source: bytes) -> bool:
    """Whether something in that file is compiled, by whichever of our decorators."""
    return any(word in source for word in (b"njit", b".compiled import", b"@jit"))


def digest(parts: Iterable[str | bytes]) -> str:
    """One short word that changes when any part does."""
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part.encode() if isinstance(part, str) else part).digest())
    return total.hexdigest()[:16]


def read_stamps() -> dict[str, str]:
    """What was done the last time; empty if nothing was, or if the note cannot be read."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def write_stamp(stamps: dict[str, str], name: str, stamp: str) -> None:
    """Note that one step is done; a setup that breaks off later goes on from here."""
    stamps[name] = stamp
    STAMP.write_text(json.dumps(stamps, indent=1), encoding="utf-8")


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    print(f"{words} ...", end=" ", flush=True)
    start_s = time.monotonic()
    yield
    print(f"{time.monotonic() - start_s:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
