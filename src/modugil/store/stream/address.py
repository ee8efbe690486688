"""How a stream of several processes is addressed: nats://user:password@host:port/name."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from modugil.core.errors import SettingsInvalid

_SCHEMES = ("nats", "tls")
_PORT = 4222
_NAME = re.compile(r"[A-Za-z0-9_-]{1,32}", re.ASCII)
_ALLOWED = "Write nats://host:port, or nats://user:password@host:port/name for one of several."


@dataclass(frozen=True, slots=True)
class StreamAddress:
    """Where the server is, and under which name this region's streams stand there."""

    server: str = field(repr=False)
    """For the client library; it may hold a password."""
    host: str
    port: int
    name: str = "modugil"

    def __str__(self) -> str:
        """The address as it may be told."""
        return f"nats://{self.host}:{self.port}/{self.name}"


def parse_stream(text: str) -> StreamAddress:
    """The address that the setting `store.stream` gives.

    Errors:  SettingsInvalid if it is none; the text is not repeated, as it may hold a password.
    """
    try:
        parts = urlsplit(text)
        port = parts.port or _PORT
    except ValueError:
        parts, port = urlsplit(""), 0
    name = parts.path.strip("/") or "modugil"
    if parts.scheme not in _SCHEMES or not parts.hostname or not _NAME.fullmatch(name):
        raise SettingsInvalid(
            "The setting store.stream is no address of a stream.", allowed=_ALLOWED
        )
    server = f"{parts.scheme}://{parts.netloc}"
    return StreamAddress(server, parts.hostname, port, name)
