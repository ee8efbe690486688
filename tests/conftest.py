"""What every test may use: no network, real data, a real browser, reviewed expected results."""

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from tests.foreign.clients import find_missing, install_clients
from tests.store.postgres import address, postgres

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["address", "postgres"]
ROOT = Path(__file__).resolve().parent.parent
REQUIRE_ALL = os.environ.get("MODUGIL_REQUIRE_ALL") == "1"
PROOFS = ROOT / "docs" / "proofs.md"
WRITE_GOLDEN = os.environ.get("MODUGIL_GOLDEN") == "write"
LOOPBACK = ("127.", "::1", "localhost")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
LOOKED_FOR_MS, OPENED_MS = 30_000, 120_000
"""So long `expect` waits, and a page to open or to be pressed on, where a test does not say
otherwise: the processors may be busy, and what plans ways be compiled at the first question."""
# The browser talks to the page under test and to nobody else.
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

# A server of the sample would add its pictures beside every test; those that want them say so.
os.environ.setdefault("MODUGIL_ROADVIEW_REGION_PHOTOS", "no")

# The same examples at every run, and no limit on their time: two cores may be busy.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


class OutsideWorldError(RuntimeError):
    """A test tried to reach something that is not on this machine."""


@pytest.fixture(scope="session", autouse=True)
def no_outside_world() -> Iterator[None]:
    """Sockets reach this machine only; anything else is a fault of the test."""
    with pytest.MonkeyPatch.context() as patch:
        for verb in ("connect", "connect_ex"):
            patch.setattr(socket.socket, verb, on_loopback_only(getattr(socket.socket, verb)))
        patch.setattr(socket, "getaddrinfo", names_of_loopback_only(socket.getaddrinfo))
        yield


def on_loopback_only(connect: Callable) -> Callable:
    """The same verb of a socket, for addresses of this machine only."""

    def guarded(self: socket.socket, address: object) -> object:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise OutsideWorldError(f"a test tried to connect to {address}")
        return connect(self, address)

    return guarded


def names_of_loopback_only(getaddrinfo: Callable) -> Callable:
    """The same look-up, for names of this machine only."""

    def guarded(host: object, *args: object, **kwargs: object) -> object:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in (None, "", "0.0.0.0", "::") and not str(name).startswith(LOOPBACK):
            raise OutsideWorldError(f"a test tried to look up {name!r}")
        return getaddrinfo(host, *args, **kwargs)

    return guarded


def shared_folder(path: Path) -> Path:
    """A folder of real data, or the test is skipped and says which folder was missing."""
    if not path.is_dir():
        pytest.skip(f"real data is not here: no folder {path}")
    return path


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real feeds, streets and elevation: `MODUGIL_DATA`, else `../shared/data`."""
    return shared_folder(Path(os.environ.get("MODUGIL_DATA") or ROOT.parent / "shared" / "data"))


@pytest.fixture(scope="session")
def shared_oracles() -> Path:
    """Answers of an independent planner: `../shared/oracles`."""
    return shared_folder(ROOT.parent / "shared" / "oracles")


@pytest.fixture(scope="session")
def foreign_node() -> Path:
    """The folder of the clients for Node that others wrote (tests/foreign), installed.

    A script there is run with `run_script(foreign_node, "name.mjs", ...)` of tests.foreign.clients.
    """
    missing = find_missing()
    if missing is not None:
        pytest.fail(missing) if REQUIRE_ALL else pytest.skip(missing)
    return install_clients()


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """Debian's Chromium, driven by Playwright; where it must be there, missing it is a failure.

    One for each file: as long as Playwright is open, no test of this process can run a loop.
    """
    path = os.environ.get("MODUGIL_CHROMIUM") or next(
        filter(None, map(shutil.which, CHROMIUM_NAMES)), None
    )
    if path is None:
        missing = "no Chromium on this machine: install the package chromium"
        pytest.fail(missing) if REQUIRE_ALL else pytest.skip(missing)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=LOOKED_FOR_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        browser.on("context", lambda context: context.set_default_timeout(OPENED_MS))
        yield browser
        browser.close()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden("name.txt", text)`: the text is the reviewed one in `golden/` beside the test."""

    def compare(name: str, text: str) -> None:
        file = request.path.parent / "golden" / name
        if WRITE_GOLDEN:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.exists(), f"no expected result {file}: write it with `make golden` and read it"
        assert text == file.read_text(encoding="utf-8"), f"differs from {file.relative_to(ROOT)}"

    return compare


@pytest.fixture
def proof_sheet() -> Callable[[str, dict[str, str]], None]:
    """`proof_sheet("title", {"what": "number"})`: one section of `docs/proofs.md`, written anew."""

    def write(title: str, numbers: dict[str, str]) -> None:
        rows = "".join(f"| {what} | {number} |\n" for what, number in numbers.items())
        section = f"## {title}\n\n| What | Measured |\n|---|---|\n{rows}"
        text = PROOFS.read_text(encoding="utf-8") if PROOFS.exists() else "# Proofs\n"
        first, *others = re.split(r"(?m)^(?=## )", text)
        kept = [other.strip() + "\n" for other in others if not other.startswith(f"## {title}\n")]
        PROOFS.parent.mkdir(exist_ok=True)
        PROOFS.write_text("\n".join([first.strip() + "\n", *sorted([*kept, section])]), "utf-8")

    return write
