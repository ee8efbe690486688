"""Which credentials are alive, known to every process within a second of a change."""

import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from modugil.core.errors import CouldNotLook
from modugil.live.terminals import ledger
from modugil.live.terminals.credentials import Credential, Terminal, hash_secret, verify_secret

_NEVER = 1 << 62
Listener = Callable[[frozenset[str]], None]


@dataclass(frozen=True, slots=True)
class _Alive:
    """One credential that may be used, as it stood at the last look."""

    terminal: Terminal
    secret_hash: str
    retires_ms: int


class TerminalRegistry:
    """The credentials that are alive, in memory.

    `check` and `is_alive` are for doors: they look nothing up in the database. `refresh` is called
    twice a second (see `watch.py`) and takes over what any process changed; what this one changes
    holds at once. How credentials are kept is in `ledger.py`.
    """

    def __init__(self, engine: Engine, *, now: datetime) -> None:
        """Know the credentials that are alive now.

        Errors:  CouldNotLook if the database cannot be read.
        """
        self._engine = engine
        self._alive: dict[str, _Alive] = {}
        self._seen: dict[str, bytes] = {}
        self._key = secrets.token_bytes(32)
        self._used: set[str] = set()
        self._noted: dict[str, str] = {}
        self._listeners: list[Listener] = []
        self._lock = threading.Lock()
        self._next_death_ms = _NEVER
        self._dummy_hash = hash_secret(secrets.token_urlsafe(32))
        self.generation = -1
        """Another number after every change."""
        self.refresh(now)

    def check(self, username: str, secret: str) -> Terminal | None:
        """The terminal that this is; None if the credential is wrong, revoked or unknown.

        Takes as long for an unknown name as for a wrong secret. Once a secret was right it is known
        by a keyed digest, in memory only, and asking again costs some microseconds.
        """
        alive = self._alive.get(username)
        digest = hashlib.blake2b(
            secret.encode("utf-8", "surrogatepass"), key=self._key, digest_size=32
        ).digest()
        if alive is not None and hmac.compare_digest(self._seen.get(username, b""), digest):
            self._used.add(username)
            return alive.terminal
        right = verify_secret(secret, alive.secret_hash if alive else self._dummy_hash)
        if alive is None or not right:
            return None
        self._seen[username] = digest
        self._used.add(username)
        return alive.terminal

    def is_alive(self, username: str) -> bool:
        """Whether that credential may still be used, also by a connection that is open already."""
        return username in self._alive

    def list_vehicles(self) -> list[str]:
        """Every vehicle that has a credential alive, in order."""
        return sorted({one.terminal.vehicle for one in self._alive.values()})

    def issue(self, vehicle: str, *, now: datetime) -> Credential:
        """The first credential of a vehicle's terminal. Errors: see `ledger.issue`."""
        credential = ledger.issue(self._engine, vehicle, now=now)
        self.refresh(now)
        return credential

    def rotate(
        self, vehicle: str, *, now: datetime, old_dies: datetime | None = None
    ) -> Credential:
        """The next one, beside the old one until it dies. Errors: see `ledger.rotate`."""
        credential = ledger.rotate(self._engine, vehicle, now=now, old_dies=old_dies)
        self.refresh(now)
        return credential

    def revoke(self, who: str, *, now: datetime) -> list[str]:
        """That credential, or all of that vehicle, are dead. Errors: see `ledger.revoke`."""
        names = ledger.revoke(self._engine, who, now=now)
        self.refresh(now)
        return names

    def add_listener(self, listener: Listener) -> None:
        """Call it with the names that died, in the thread that refreshes, as soon as they are."""
        self._listeners.append(listener)

    def refresh(self, now: datetime) -> bool:
        """Take over what any process has changed; True if a credential came or died.

        Errors:  CouldNotLook if the database cannot be read; what was known still holds, but for
                 credentials whose time is over.
        """
        now_ms = int(now.timestamp() * 1000)
        fault: SQLAlchemyError | None = None
        with self._lock:
            before = self._alive
            try:
                self._look(now, now_ms)
            except SQLAlchemyError as cause:
                fault = cause
            died = self._bury(before, now_ms)
            came = self._alive.keys() - before.keys()
        if died:
            for listener in self._listeners:
                listener(died)
        if fault is not None:
            raise CouldNotLook("The terminals' credentials cannot be read.") from fault
        return bool(died or came)

    def _look(self, now: datetime, now_ms: int) -> None:
        with self._engine.connect() as connection:
            generation = ledger.read_generation(connection)
            if generation != self.generation:
                rows = ledger.read_rows(connection)
                self._alive = {row.username: _as_alive(row) for row in rows if row.is_alive(now_ms)}
                self._next_death_ms = min(
                    (one.retires_ms for one in self._alive.values()), default=_NEVER
                )
                self.generation = generation
        self._note_use(now)

    def _bury(self, before: dict[str, _Alive], now_ms: int) -> frozenset[str]:
        """Leave out those whose time is over; the result is everyone who died since `before`."""
        if now_ms >= self._next_death_ms:
            left = {name: one for name, one in self._alive.items() if now_ms < one.retires_ms}
            self._next_death_ms = min((one.retires_ms for one in left.values()), default=_NEVER)
            self._alive = left
        died = frozenset(before.keys() - self._alive.keys())
        for name in died:
            self._seen.pop(name, None)
        return died

    def _note_use(self, now: datetime) -> None:
        day = now.date().isoformat()
        used, self._used = self._used, set()
        names = [name for name in list(used) if self._noted.get(name) != day]
        if names:
            ledger.write_last_used(self._engine, names, day)
            self._noted.update(dict.fromkeys(names, day))


def _as_alive(row: ledger.CredentialRow) -> _Alive:
    return _Alive(
        Terminal(row.username, row.vehicle),
        row.secret_hash,
        _NEVER if row.retires_ms is None else row.retires_ms,
    )
