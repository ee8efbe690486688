"""What the server says of a stream at this moment."""

import json
from datetime import datetime
from typing import NamedTuple

from modugil.core.errors import CouldNotLook
from modugil.store.stream.link import ANSWER_S, StreamLink


class StreamNow(NamedTuple):
    """A stream at one moment."""

    now_ms: int
    """By the server's clock, which stamps all messages."""
    last: int
    """The position of the newest message; 0 without one."""


async def ask_stream(link: StreamLink, stream: str) -> StreamNow:
    """The server's time, and how far the stream goes.

    Errors:  CouldNotLook if the server does not say.
    """
    from nats.errors import Error

    try:
        answer = await link.client.request(f"$JS.API.STREAM.INFO.{stream}", b"", timeout=ANSWER_S)
        told = json.loads(answer.data)
        now = datetime.fromisoformat(told["ts"][:26].rstrip("Z") + "+00:00")
        return StreamNow(round(now.timestamp() * 1000), int(told["state"]["last_seq"]))
    except (Error, TimeoutError, OSError, ValueError, KeyError) as cause:
        raise CouldNotLook(f"The stream {link.address} does not answer ({cause}).") from cause
