"""Records of one subject, each kept once, whoever else may still believe that it may write them.

Every message says which one it follows. Where another has come meanwhile the server refuses it: so
a worker that lost its partition without noticing cannot tell anything twice.
"""

import itertools
import secrets
import threading
from collections import deque
from collections.abc import Sequence

from modugil.core.errors import CouldNotKeep, ModugilError
from modugil.store.stream.link import ANSWER_S, StreamLink
from modugil.store.stream.message_pack import pack_array

MOST_RECORDS = 2000
MOST_WAITING = 200_000
WRONG_SEQUENCE = (10071, 10164)
"""Source: nats-server, JSStreamWrongLastSequenceErrF and JSStreamWrongLastSequenceConstantErr."""


class Overtaken(ModugilError):  # noqa: N818 (what happened)
    """Somebody else writes what we took for ours."""

    code = "overtaken"


class FencedOutlet:
    """`append_all` is called by one thread, `flush` by the loop of the link."""

    def __init__(self, link: StreamLink, *, stream: str, subject: str, last: int) -> None:
        """`last` is the position of the subject's newest message, 0 without one."""
        self._link = link
        self._stream = stream
        self._subject = subject
        self._last = last
        self._lock = threading.Lock()
        self._waiting: list[bytes] = []
        self._messages: deque[tuple[str, bytes]] = deque()
        self._writer = secrets.token_hex(6)
        self._numbers = itertools.count()

    @property
    def is_safe(self) -> bool:
        """Whether everything appended is at the server."""
        return not self._waiting and not self._messages

    def append_all(self, records: Sequence[bytes], *, keys: Sequence[str] = ()) -> int:
        """All these records wait for the next flush; `keys` say nothing here.

        Errors:  CouldNotKeep if too many wait already.
        """
        with self._lock:
            if len(self._waiting) + len(records) > MOST_WAITING:
                raise CouldNotKeep(f"The stream {self._link.address} takes nothing for too long.")
            self._waiting.extend(records)
            return len(self._waiting)

    def commit(self) -> int:
        """Nothing is made safe here, but by `flush`."""
        return 0

    async def flush(self) -> None:
        """Everything appended so far is at the server.

        Errors:  CouldNotKeep if it is not there; what waits is kept for the next time. Overtaken
                 if another has written since.
        """
        self._cut()
        while self._messages:
            name, body = self._messages[0]
            self._last = await self._publish(name, body)
            self._messages.popleft()

    def _cut(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for at in range(0, len(waiting), MOST_RECORDS):
            name = f"{self._writer}-{next(self._numbers)}"
            self._messages.append((name, pack_array(waiting[at : at + MOST_RECORDS])))

    async def _publish(self, name: str, body: bytes) -> int:
        from nats.errors import Error
        from nats.js.errors import APIError

        try:
            return await self._try(name, body)
        except APIError as fault:
            if fault.err_code not in WRONG_SEQUENCE:
                raise CouldNotKeep(f"The stream {self._link.address}: {fault}.") from fault
        except (Error, TimeoutError, OSError) as fault:
            cause = str(fault) or type(fault).__name__
            raise CouldNotKeep(f"The stream {self._link.address}: {cause}.") from fault
        if await find_last(self._link, stream=self._stream, subject=self._subject):
            raise Overtaken("Another worker has written stop events of this partition.")
        self._last = 0  # what was there has become too old to be kept
        return await self._try(name, body)

    async def _try(self, name: str, body: bytes) -> int:
        headers = {
            "Nats-Msg-Id": name,
            "Nats-Expected-Last-Subject-Sequence": str(self._last),
        }
        told = await self._link.js.publish(
            self._subject, body, timeout=ANSWER_S, stream=self._stream, headers=headers
        )
        return int(told.seq)


async def find_last(link: StreamLink, *, stream: str, subject: str) -> int:
    """The position of the newest message of that subject; 0 where there is none."""
    from nats.js.errors import NotFoundError

    try:
        return int((await link.js.get_last_msg(stream, subject)).seq or 0)
    except NotFoundError:
        return 0
