"""Connections to PostgreSQL that wait for nothing for ever: a server that hangs is given up."""

import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import URL, Engine, create_engine, event

ANSWERS_S = 10.0
"""So long a question may take; the server itself gives up a little earlier, and says so."""
BUSY_S = 5.0
"""So long a writer waits for another one, and anybody for a connection."""
_OPTIONS = (
    # what is acknowledged stays, also after a power failure
    "-c synchronous_commit=on",
    f"-c lock_timeout={BUSY_S:.0f}s",
    f"-c statement_timeout={ANSWERS_S - 1:.0f}s",
    "-c idle_in_transaction_session_timeout=60s",
)
_CONNECT: Mapping[str, Any] = MappingProxyType(
    {
        "connect_timeout": 3,
        "tcp_user_timeout": 10_000,
        "keepalives_idle": 10,
        "keepalives_interval": 3,
        "keepalives_count": 3,
        "application_name": "modugil",
        "options": " ".join(_OPTIONS),
    }
)
Result = TypeVar("Result")


class HastyConnection(psycopg.Connection[Any]):
    """A connection that is given up when a question is not answered in time."""

    answers_s = ANSWERS_S

    def wait(self, gen: PQGen[Result], *args: Any, **told: Any) -> Result:  # noqa: ANN401 - passed on
        """Wait as the driver does, but not for ever.

        Errors:  OperationalError when the time is over; the connection is closed then.
        """
        return super().wait(self._limit(gen), *args, **told)

    def _limit(self, steps: PQGen[Result]) -> PQGen[Result]:
        """The same steps until the time is over: the driver looks here ten times a second."""
        ends_s = time.monotonic() + self.answers_s
        try:
            wanted = next(steps)
            while True:
                ready = yield wanted
                if not ready and time.monotonic() >= ends_s:
                    self.pgconn.finish()
                    raise psycopg.OperationalError(f"no answer within {self.answers_s:.0f} seconds")
                wanted = steps.send(ready)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def open_server(url: URL) -> Engine:
    """The database at that address, not asked for anything yet; any thread may use it.

    What the address asks of the connection goes before what is asked here.
    """
    told = dict(url.query)
    # the later of two options holds
    options = " ".join((_CONNECT["options"], *_list(told.pop("options", ()))))
    asked = {name: value for name, value in _CONNECT.items() if name not in told}
    engine = create_engine(
        url.set(query=told),
        connect_args=asked | {"options": options},
        pool_pre_ping=True,  # a connection that died with the server is replaced unseen
        pool_timeout=BUSY_S,
    )
    event.listen(engine, "do_connect", _connect)
    return engine


def _list(told: str | tuple[str, ...]) -> tuple[str, ...]:
    return (told,) if isinstance(told, str) else told


def _connect(
    _dialect: object, _record: object, words: list[Any], told: dict[str, Any]
) -> HastyConnection:
    return HastyConnection.connect(*words, **told)
