"""A real PostgreSQL on this machine: one server for a test run, a new database for each test.

`postgres` is the server, `address` a new database of each kind in turn: a file of SQLite, then one
of PostgreSQL. The server refuses to be root, so it is another user where the tests are.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import psycopg
import pytest

NOBODY = ("postgres", "nobody")
DEBIAN = Path("/usr/lib/postgresql")
STARTS_S = 60
SETTINGS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=60",
    "shared_buffers=16MB",
    "fsync=off",  # no test takes the power away
)


class PostgresServer:
    """One server with an empty cluster of its own; it can be killed and started again."""

    def __init__(self, programs: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="modugil-postgres-"))
        self.port = _free_port()
        self._programs = programs
        self._password = secrets.token_hex(12)
        self._names = (f"test_{number}" for number in count(1))
        self._process: subprocess.Popen[bytes] | None = None
        self._become = _choose_user(self.folder)
        self._make_cluster()

    def start(self) -> None:
        """Come back when it answers; it tries again as long as a killed one is still going."""
        ends_s = time.monotonic() + STARTS_S
        while time.monotonic() < ends_s:
            if self._process is None or self._process.poll() is not None:
                self._process = self._run()
            try:
                psycopg.connect(self.address("postgres"), connect_timeout=5).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise AssertionError(f"PostgreSQL does not answer: {self._log.read_text()}")

    def kill(self) -> None:
        """Gone with all that it does for anybody, as by kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Connections are cut and everything is in order."""
        self._end(signal.SIGINT)

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Meanwhile nothing of it does anything, and no connection is cut."""
        stopped = self._list_processes()
        for one in stopped:
            os.kill(one, signal.SIGSTOP)
        try:
            yield
        finally:
            for one in stopped:
                with suppress(ProcessLookupError):
                    os.kill(one, signal.SIGCONT)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def address(self, database: str) -> str:
        return f"postgresql://modugil:{self._password}@127.0.0.1:{self.port}/{database}"

    def make_database(self) -> str:
        """The address of a new empty database."""
        name = next(self._names)
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.address(name)

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    def _make_cluster(self) -> None:
        password = self.folder / "password"
        password.write_text(self._password)
        if self._become:
            shutil.chown(password, *_owner_of(self.folder))
        told = ["--username=modugil", f"--pwfile={password}", "--auth=scram-sha-256"]
        told += ["--encoding=UTF8", "--no-locale", "--no-sync", f"--pgdata={self.folder / 'data'}"]
        call = [*self._become, str(self._programs / "initdb"), *told]
        subprocess.run(call, check=True, capture_output=True, cwd=self.folder)

    def _run(self) -> subprocess.Popen[bytes]:
        call = [*self._become, str(self._programs / "postgres"), "-D", str(self.folder / "data")]
        call += ["-p", str(self.port), *(word for one in SETTINGS for word in ("-c", one))]
        with self._log.open("ab") as log:
            return subprocess.Popen(call, cwd=self.folder, stdout=log, stderr=log)

    def _list_processes(self) -> list[int]:
        """The server, and then what it does for each connection."""
        assert self._process is not None
        first = self._process.pid
        told = Path(f"/proc/{first}/task/{first}/children").read_text("ascii").split()
        return [first, *map(int, told)]

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(STARTS_S)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The server of this test run; who kills it starts it again."""
    programs = find_programs()
    missing = "no PostgreSQL on this machine: install the package postgresql"
    if programs is None and os.environ.get("MODUGIL_REQUIRE_ALL") == "1":
        pytest.fail(missing)
    if programs is None:
        pytest.skip(missing)
    server = PostgresServer(programs)
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """A database that is not there yet, of each kind in turn, as `open_database` takes it."""
    if request.param == "sqlite":
        return tmp_path / "state" / "state.sqlite"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.make_database()


def find_programs() -> Path | None:
    """The folder of the newest server there is."""
    found = shutil.which("postgres")
    if found is not None and (Path(found).with_name("initdb")).exists():
        return Path(found).resolve().parent
    versions = DEBIAN.glob("*/bin/postgres")
    newest = max(versions, key=lambda one: float(one.parts[-3]), default=None)
    return newest.parent if newest is not None else None


def _choose_user(folder: Path) -> list[str]:
    """What stands before a command so that it is not root's; the folder is that user's."""
    if os.geteuid() != 0:
        return []
    users = {one.pw_name: one for one in pwd.getpwall()}
    user = next(users[name] for name in NOBODY if name in users)
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _owner_of(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return status.st_uid, status.st_gid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
