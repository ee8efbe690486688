"""A connection to NATS that comes back by itself, with the streams of one region."""

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from modugil.core.errors import CouldNotKeep, CouldNotLook, SettingsInvalid
from modugil.store.stream.address import StreamAddress
from modugil.store.stream.names import Names
from modugil.store.stream.partitions import PARTITIONS

if TYPE_CHECKING:
    from nats.aio.client import Client
    from nats.js import JetStreamContext
    from nats.js.kv import KeyValue

log = logging.getLogger(__name__)
CONNECT_S = 5
AGAIN_S = 0.5
ANSWER_S = 5.0
PENDING_BYTES = 16 * 1024 * 1024
CLAIM_S = 4.0
"""A claim that was not renewed for so long is nobody's."""
EVENTS_DAYS = 3
REGION, BUILT, COUNT = "modugil.region", "modugil.built", "modugil.partitions"


def require_nats() -> Any:  # noqa: ANN401 (a module that may not be there)
    """The library that speaks to NATS.

    Errors:  SettingsInvalid if it is not installed.
    """
    try:
        import nats
    except ImportError as cause:
        raise SettingsInvalid(
            "A stream is set, but the library nats-py is not installed.",
            allowed="Install modugil[scale], or take store.stream out of the settings.",
        ) from cause
    return nats


class StreamLink:
    """One process's connection; all of it lives in the loop in which it was opened."""

    def __init__(self, address: StreamAddress, *, keep_hours: int) -> None:
        """Stand ready; nothing is connected yet.

        Errors:  SettingsInvalid without nats-py.
        """
        self._nats = require_nats()
        self.address = address
        self.names = Names(address.name)
        self.loop: asyncio.AbstractEventLoop | None = None
        self._keep_hours = keep_hours
        self._client: Client | None = None
        self._js: JetStreamContext | None = None
        self._claims: KeyValue | None = None
        self._floors: KeyValue | None = None

    @property
    def connected(self) -> bool:
        """Whether the server is there now."""
        return self._client is not None and self._client.is_connected

    @property
    def client(self) -> "Client":
        """The client of the library."""
        assert self._client is not None
        return self._client

    @property
    def js(self) -> "JetStreamContext":
        """What is kept by the server is spoken of with this."""
        assert self._js is not None
        return self._js

    @property
    def claims(self) -> "KeyValue":
        """Who has which partition."""
        assert self._claims is not None
        return self._claims

    @property
    def floors(self) -> "KeyValue":
        """How far each partition is done."""
        assert self._floors is not None
        return self._floors

    async def open(self, *, region: str, built: str) -> None:
        """Connect, and find or make the streams; `built` tells one build of the region from others.

        Errors:  CouldNotLook if the server is not there or keeps no streams; SettingsInvalid if
                 another region has them.
        """
        self.loop = asyncio.get_running_loop()
        await self._connect()
        try:
            await self._open_streams(region, built)
        except SettingsInvalid:
            await self.close()
            raise
        except (self._nats.errors.Error, TimeoutError) as cause:
            await self.close()
            raise CouldNotLook(
                f"The server {self.address} keeps no streams ({_tell(cause)}).",
                allowed="Begin nats-server with JetStream: --jetstream --store_dir FOLDER.",
            ) from cause

    async def close(self) -> None:
        """Hang up; twice does no harm."""
        if self._client is not None and not self._client.is_closed:
            try:
                await asyncio.wait_for(self._client.close(), ANSWER_S)
            except (self._nats.errors.Error, TimeoutError, OSError) as fault:
                log.info("the stream: %s", _tell(fault))

    async def tell(self, subject: str, body: bytes) -> None:
        """Say this to who listens now; it is not kept, and lost where the server is not there."""
        if self.connected:
            try:
                await self.client.publish(subject, body)
            except (self._nats.errors.Error, OSError) as fault:
                log.info("the stream: %s", _tell(fault))

    async def _connect(self) -> None:
        client = self._nats.NATS()
        connecting = client.connect(
            [self.address.server],
            error_cb=_note,
            disconnected_cb=self._tell_lost,
            reconnected_cb=self._tell_back,
            name="modugil",
            connect_timeout=CONNECT_S,
            reconnect_time_wait=AGAIN_S,
            max_reconnect_attempts=-1,
            pending_size=PENDING_BYTES,
            ping_interval=5,
            max_outstanding_pings=2,
        )
        # the library tries for ever; at the first time a person waits for the answer
        try:
            await asyncio.wait_for(connecting, CONNECT_S)
        except (self._nats.errors.Error, OSError, TimeoutError) as cause:
            raise CouldNotLook(
                f"There is no NATS at {self.address} ({_tell(cause)}).",
                allowed="Begin it, or change store.stream in the settings.",
            ) from cause
        self._client = client
        self._js = client.jetstream(timeout=ANSWER_S)

    async def _open_streams(self, region: str, built: str) -> None:
        from nats.js.api import KeyValueConfig, StorageType, StreamConfig

        names, told = self.names, {REGION: region, BUILT: built, COUNT: str(PARTITIONS)}
        for stream, subject, hours in (
            (names.fixes, names.fixes_of("*"), self._keep_hours),
            (names.events, names.events_of("*"), 24 * EVENTS_DAYS),
        ):
            await self._find_or_add(
                StreamConfig(
                    name=stream,
                    subjects=[subject],
                    storage=StorageType.FILE,
                    max_age=3600.0 * hours,
                    duplicate_window=120.0,
                    metadata=told,
                )
            )
        self._claims = await self.js.create_key_value(
            KeyValueConfig(bucket=names.claims, ttl=CLAIM_S, history=1)
        )
        self._floors = await self.js.create_key_value(
            KeyValueConfig(bucket=names.floors, history=1)
        )

    async def _find_or_add(self, config: Any) -> None:  # noqa: ANN401 (StreamConfig)
        from nats.js.errors import NotFoundError

        try:
            info = await self.js.stream_info(config.name)
        except NotFoundError:
            await self.js.add_stream(config)
            return
        known, wanted = dict(info.config.metadata or {}), config.metadata
        for what, word in ((REGION, "region"), (COUNT, "number of partitions")):
            if known.get(what) != wanted[what]:
                raise SettingsInvalid(
                    f"The stream {self.address} holds another {word}: {known.get(what)!r}, "
                    f"not {wanted[what]!r}.",
                    allowed="Give each region a name of its own: nats://host:port/name.",
                )
        if known.get(BUILT) != wanted[BUILT]:
            log.warning("the stream %s was begun with another build of the region", self.address)

    async def _tell_lost(self) -> None:
        if self._client is not None and not self._client.is_closed:
            log.warning("the stream %s is gone", self.address)

    async def _tell_back(self) -> None:
        log.warning("the stream %s is back", self.address)


async def _note(fault: Exception) -> None:
    log.info("the stream: %s", _tell(fault))


def _tell(fault: BaseException) -> str:
    return str(fault) or type(fault).__name__


def could_not_keep(address: StreamAddress, cause: BaseException) -> CouldNotKeep:
    """The fault that says that this stream does not take what it is given."""
    return CouldNotKeep(f"The stream {address} takes nothing ({_tell(cause)}).")
