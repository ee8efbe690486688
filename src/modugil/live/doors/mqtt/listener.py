"""The listener: who is connected, who is owed a receipt, who was silent for too long."""

import asyncio
import logging
import ssl
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from modugil.core.errors import SettingsInvalid
from modugil.live.doors.counters import Refused
from modugil.live.doors.intake import Intake, Receipt
from modugil.live.doors.mqtt.connection import Connection
from modugil.live.doors.mqtt.penalties import Penalties
from modugil.live.doors.mqtt.settings import MqttSettings

log = logging.getLogger(__name__)
LOOK_EVERY_S = 0.25
CLOSES_S = 2.0
_BACKLOG = 4096
_BUFFER_BYTES = 65_536


class MqttListener:
    """Listens for terminals; everything happens in the loop in which it was started."""

    def __init__(self, intake: Intake, *, settings: MqttSettings | None = None) -> None:
        """Stand ready; nothing is opened yet."""
        self.intake = intake
        self.settings = settings or MqttSettings()
        self.penalties = Penalties(
            allowed=self.settings.faults_allowed,
            window_s=self.settings.fault_window_s,
            ban_s=self.settings.ban_s,
        )
        self.buffer = memoryview(bytearray(_BUFFER_BYTES))
        self.port = 0
        """Where it listens, once started."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: asyncio.Server | None = None
        self._watch: asyncio.Task[None] | None = None
        self._connections: set[Connection] = set()
        self._strangers: dict[Connection, None] = {}
        """Those that did not say yet who they are, the oldest first."""
        self._of_terminal: dict[str, list[Connection]] = {}
        self._receipt: Receipt | None = None
        self._owed: dict[Connection, bytes] = {}

    async def start(self) -> int:
        """Listen; the result is the port.

        Errors:  SettingsInvalid if the address is taken or the certificate cannot be read.
        """
        self._loop = asyncio.get_running_loop()
        settings = self.settings
        context = _open_tls(settings)
        try:
            self._server = await self._loop.create_server(
                partial(Connection, self),
                settings.host,
                settings.port,
                ssl=context,
                ssl_handshake_timeout=settings.connect_timeout_s if context else None,
                backlog=_BACKLOG,
            )
        except OSError as cause:
            raise SettingsInvalid(
                f"Terminals cannot be listened to on {settings.host}:{settings.port} ({cause})."
            ) from cause
        self.port = self._server.sockets[0].getsockname()[1]
        self._watch = asyncio.create_task(self._look_after())
        return self.port

    async def stop(self) -> None:
        """Listen no more and end all connections; what is not acknowledged is sent again later."""
        if self._watch is not None:
            self._watch.cancel()
        if self._server is not None:
            self._server.close()
        for connection in list(self._connections):
            connection.abort()
        if self._server is not None:
            # since Python 3.12 this waits for connections too, also for those amid a TLS handshake
            with suppress(TimeoutError):
                await asyncio.wait_for(self._server.wait_closed(), CLOSES_S)
        self._server = None

    @property
    def connected(self) -> int:
        """How many connections there are."""
        return len(self._connections)

    def now_s(self) -> float:
        """Seconds that only grow; never the time of day."""
        assert self._loop is not None
        return self._loop.time()

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> None:
        """Call it after so many real seconds."""
        assert self._loop is not None
        self._loop.call_later(delay_s, callback)

    def admit(self, connection: Connection) -> bool:
        """Whether one more may come.

        Where there are too many, the oldest that did not say who it is gives way: whoever opens
        connections and says nothing keeps no terminal out.
        """
        if len(self._connections) >= self.settings.most_connections:
            if not self._strangers:
                return False
            oldest = next(iter(self._strangers))
            self.intake.count_refusal(Refused.TOO_MANY_CONNECTIONS)
            self._forget(oldest)
            oldest.abort()
        self._connections.add(connection)
        self._strangers[connection] = None
        return True

    def _forget(self, connection: Connection) -> None:
        self._connections.discard(connection)
        self._strangers.pop(connection, None)

    def welcome(self, connection: Connection) -> None:
        """It said who it is: an older one of the same client ends, and the oldest of too many."""
        assert connection.terminal is not None
        self._strangers.pop(connection, None)
        others = self._of_terminal.setdefault(connection.terminal.username, [])
        for other in [
            one for one in others if connection.client and one.client == connection.client
        ]:
            others.remove(other)
            other.cut()
        others.append(connection)
        while len(others) > self.settings.most_per_terminal:
            others.pop(0).cut(Refused.TOO_MANY_CONNECTIONS)

    def leave(self, connection: Connection) -> None:
        """It is gone."""
        self._forget(connection)
        if connection.terminal is None:
            return
        others = self._of_terminal.get(connection.terminal.username, [])
        if connection in others:
            others.remove(connection)
        if not others:
            self._of_terminal.pop(connection.terminal.username, None)

    def owe(self, connection: Connection, ack: bytes, receipt: Receipt) -> None:
        """Send that acknowledgement once the receipt is there; all of one receipt go together."""
        if receipt is not self._receipt:
            self._receipt, self._owed = receipt, {}
            receipt.add_done_callback(partial(_settle, self._owed))
        self._owed[connection] = self._owed.get(connection, b"") + ack

    async def _look_after(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            self.look_once()

    def look_once(self) -> None:
        """Cut off who was revoked and who was silent for too long.

        One that was cut off and still takes nothing of what it was sent ends without it.
        """
        is_alive = self.intake.terminals.is_alive
        for username in [name for name in self._of_terminal if not is_alive(name)]:
            for connection in list(self._of_terminal[username]):
                connection.cut(Refused.CREDENTIAL)
        now_s = self.now_s()
        for connection in list(self._connections):
            if now_s - connection.heard_s > connection.silence_s:
                if connection.closed:
                    connection.abort()
                connection.cut(Refused.SILENT)


def _settle(owed: dict[Connection, bytes], receipt: Receipt) -> None:
    """Acknowledge what is safe; where it is not, the connection ends and all is sent again."""
    safe = not receipt.cancelled() and receipt.exception() is None
    for connection, acks in owed.items():
        if safe:
            connection.send(acks)
        else:
            connection.cut()


def _open_tls(settings: MqttSettings) -> ssl.SSLContext | None:
    if settings.certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(settings.certificate, settings.key)
    except (OSError, ssl.SSLError) as cause:
        raise SettingsInvalid(
            f"The certificate {settings.certificate} or its key cannot be read ({cause})."
        ) from cause
    return context
