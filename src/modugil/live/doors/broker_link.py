"""A connection to a real MQTT broker that comes back by itself."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from modugil.core.errors import SettingsInvalid

if TYPE_CHECKING:
    from gmqtt import Client

log = logging.getLogger(__name__)
Take = Callable[[str, bytes], Awaitable[None]]
_PORTS = {"mqtt": 1883, "mqtts": 8883}
_SUCCESS = 0
_NEVER = -2
"""-1 would be for ever."""


_ENDS_WITHIN_S = 5.0
"""After so long a connection that does not end is left to itself, and the next is tried."""


@dataclass(frozen=True, slots=True)
class BrokerSettings:
    """Where the broker is and how it is used."""

    host: str
    port: int
    tls: bool = False
    username: str = ""
    password: str = field(default="", repr=False)
    client: str = "modugil"
    """By this name the broker keeps what came while we were away; one server one name."""
    prefix: str = "/terminals"
    """What stands before the topics of terminals."""
    keep_alive_s: int = 10
    connect_timeout_s: float = 10.0
    least_wait_s: float = 0.5
    longest_wait_s: float = 30.0
    session_s: int = 86_400
    """How long the broker should keep what comes while we are away (MQTT 5)."""
    most_unacknowledged: int = 20_000
    """How many messages may be on their way into the journal (MQTT 5)."""


def parse_broker(url: str, **others: Any) -> BrokerSettings:  # noqa: ANN401 (other settings)
    """The settings of `mqtt://user:password@host:port`, or mqtts for TLS.

    Errors:  SettingsInvalid if it is none; a password is not repeated.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in _PORTS or not parts.hostname or parts.path not in ("", "/"):
        raise SettingsInvalid(
            "The setting live.broker is no address of a broker.",
            allowed="Write mqtt://user:password@host:port, or mqtts:// for TLS.",
        )
    return BrokerSettings(
        parts.hostname,
        _PORTS[parts.scheme] if port is None else port,
        tls=parts.scheme == "mqtts",
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        **others,
    )


def require_gmqtt() -> Any:  # noqa: ANN401 (a module that may not be there)
    """The library that speaks to brokers.

    Errors:  SettingsInvalid if it is not installed.
    """
    try:
        import gmqtt
    except ImportError as cause:
        raise SettingsInvalid(
            "A broker is set, but the library gmqtt is not installed.",
            allowed="Install modugil[broker], or take live.broker out of the settings.",
        ) from cause
    return gmqtt


class BrokerLink:
    """Stays connected until it is stopped; what is subscribed to goes to `take`."""

    def __init__(
        self, settings: BrokerSettings, *, topics: Sequence[str] = (), take: Take | None = None
    ) -> None:
        """Stand ready; nothing is connected yet.

        Errors:  SettingsInvalid without gmqtt.
        """
        self._gmqtt = require_gmqtt()
        self.settings = settings
        self.loop: asyncio.AbstractEventLoop | None = None
        self.connections = 0
        """How often it was connected so far."""
        self._topics = topics
        self._take = take
        self._version = int(self._gmqtt.mqtt.constants.MQTTv50)
        self._client: Client | None = None
        self._lost: asyncio.Event | None = None

    @property
    def connected(self) -> bool:
        """Whether the broker is there now."""
        return self._lost is not None and not self._lost.is_set()

    @property
    def speaks_mqtt_5(self) -> bool:
        """Whether the broker knows more than MQTT 3.1.1."""
        return bool(self._version == self._gmqtt.mqtt.constants.MQTTv50)

    async def run(self, stop: asyncio.Event) -> None:
        """Connect, and again whenever it broke, until the event is set."""
        self.loop = asyncio.get_running_loop()
        wait_s = self.settings.least_wait_s
        stopped = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                lost = await self._connect()
                if lost is not None:
                    wait_s = self.settings.least_wait_s
                    losing = asyncio.create_task(lost.wait())
                    await asyncio.wait([stopped, losing], return_when=asyncio.FIRST_COMPLETED)
                    losing.cancel()
                await asyncio.wait([asyncio.create_task(self._hang_up())], timeout=_ENDS_WITHIN_S)
                await asyncio.wait([stopped], timeout=wait_s)
                wait_s = min(2.0 * wait_s, self.settings.longest_wait_s)
        finally:
            stopped.cancel()
            self.loop = None

    async def _connect(self) -> asyncio.Event | None:
        """Connect once; an event that is set when it broke, or None if it did not come about."""
        settings, lost = self.settings, asyncio.Event()
        client = self._build_client(lost)
        connecting = asyncio.create_task(
            client.connect(
                settings.host,
                settings.port,
                ssl=settings.tls,
                keepalive=settings.keep_alive_s,
                version=self._version,
            )
        )
        losing = asyncio.create_task(lost.wait())
        either = (connecting, losing)
        timeout_s = settings.connect_timeout_s
        await asyncio.wait(either, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
        fault = self._find_fault(client, connecting)
        for task in either:
            task.cancel()
        # the library may swallow a cancellation while it reconnects by itself
        await asyncio.wait(either, timeout=_ENDS_WITHIN_S)
        if fault:
            log.warning("the broker %s:%d: %s", settings.host, settings.port, fault)
            return None
        self.connections += 1
        self._lost = lost
        log.warning("connected to the broker %s:%d", settings.host, settings.port)
        return lost

    def _find_fault(self, client: "Client", connecting: "asyncio.Task[None]") -> str:
        """Why it did not come about; empty if it did. Without MQTT 5 the next is for 3.1.1."""
        constants = self._gmqtt.mqtt.constants
        if self._version != client._connection_state.protocol_version:
            self._version = constants.MQTTv311
            return "it speaks MQTT 3.1.1 only; so do we from now on"
        if not connecting.done():
            return "no answer"
        fault = connecting.exception()
        return "" if fault is None else str(fault) or type(fault).__name__

    def _build_client(self, lost: asyncio.Event) -> "Client":
        settings = self.settings
        client = self._gmqtt.Client(
            settings.client,
            clean_session=not self._topics,
            # acknowledged when `take` has come back, not when the message came
            optimistic_acknowledgement=False,
            session_expiry_interval=settings.session_s if self._topics else 0,
            receive_maximum=settings.most_unacknowledged,
        )
        if settings.username:
            client.set_auth_credentials(settings.username, settings.password)
        # this link comes back with a new client; two would fight for one name
        client.set_config({"reconnect_retries": _NEVER})
        client.on_connect = self._subscribe
        client.on_message = self._take_message
        client.on_disconnect = lambda *_: lost.set()
        self._client = client
        return client

    def _subscribe(self, client: "Client", *_: object) -> None:
        for topic in self._topics:
            client.subscribe(topic, qos=1)

    async def _take_message(
        self, client: "Client", topic: str, payload: bytes, qos: int, properties: object
    ) -> int:
        if self._take is not None:
            await self._take(topic, payload)
        return _SUCCESS

    def publish(self, topic: str, payload: bytes) -> bool:
        """Publish with QoS 0, not retained; False where the broker is not there."""
        return self._publish(topic, payload, retain=False)

    def publish_retained(self, topic: str, payload: bytes) -> bool:
        """The same, and the broker keeps the newest for whoever subscribes later."""
        return self._publish(topic, payload, retain=True)

    def _publish(self, topic: str, payload: bytes, *, retain: bool) -> bool:
        if not self.connected or self._client is None:
            return False
        self._client.publish(topic, payload, qos=0, retain=retain)
        return True

    async def _hang_up(self) -> None:
        """End the connection for good: this client does not come back, the next one is new."""
        client, self._client, self._lost = self._client, None, None
        if client is None:
            return
        try:
            async with asyncio.timeout(2.0):
                await client.disconnect()
        except (OSError, TimeoutError, AttributeError):
            log.debug("the broker did not take leave")
