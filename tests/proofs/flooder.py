"""A sender gone mad: a thousand messages a second that nobody can read, again and again.

    python flooder.py PORT CREDENTIAL SECONDS PER_S

CREDENTIAL is JSON (username, vehicle, secret); with {} it is a stranger, who sends each message by
a connection of its own. Prints what it could send, and what was answered.
"""

import asyncio
import contextlib
import json
import sys
import time

from modugil.live.doors.mqtt.packets import Answer, Connect, build_connect, build_publish

STEP_S = 0.01
PAUSE_S = 0.02
BODIES = (b"", b"{", b'{"f":[]}', b"\xff\xfe" * 40, b'{"f":[["now",33.4,126.5]]}', b"[" * 300)


class Flooder:
    """The terminal with that credential."""

    def __init__(self, port: int, credential: dict[str, str], per_s: float) -> None:
        self.port, self.credential, self.per_s = port, credential, per_s
        self.began_s = time.monotonic()
        self.counts = {"sent": 0, "connections": 0, "refused": 0, "cut": 0}

    async def flood(self, seconds: float) -> None:
        """For so long: connect, send until cut off, connect again."""
        while time.monotonic() - self.began_s < seconds:
            with contextlib.suppress(OSError, EOFError):
                await self._connect(self.began_s + seconds)
            await asyncio.sleep(PAUSE_S)

    async def _connect(self, until_s: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        name, secret = self.credential["username"], self.credential["secret"]
        writer.write(build_connect(Connect(name, True, 60, name, secret)))
        self.counts["connections"] += 1
        answer = (await reader.readexactly(4))[3]
        self.counts["refused"] += answer != Answer.ACCEPTED
        reading = asyncio.create_task(reader.read())
        try:
            if answer == Answer.ACCEPTED:
                await self._send(writer, reading, until_s)
        finally:
            reading.cancel()
            writer.close()

    async def _send(self, writer: asyncio.StreamWriter, reading: asyncio.Task, until_s: float):
        topic = f"/m/1/{self.credential['vehicle']}"
        while not reading.done() and time.monotonic() < until_s:
            due = (time.monotonic() - self.began_s) * self.per_s - self.counts["sent"]
            for _ in range(min(int(due), int(self.per_s))):
                number = self.counts["sent"]
                body = BODIES[number % len(BODIES)]
                writer.write(build_publish(topic, body, packet_id=1 + number % 60_000))
                self.counts["sent"] += 1
            await writer.drain()
            await asyncio.sleep(STEP_S)
        self.counts["cut"] += reading.done()

    async def flood_as_stranger(self, seconds: float) -> None:
        """For so long: connections that begin with no CONNECT, whether or not others are open."""
        async with asyncio.TaskGroup() as group:
            while time.monotonic() < self.began_s + seconds:
                due = (time.monotonic() - self.began_s) * self.per_s - self.counts["sent"]
                for _ in range(int(due)):
                    self.counts["sent"] += 1
                    group.create_task(self._knock())
                await asyncio.sleep(STEP_S)

    async def _knock(self) -> None:
        with contextlib.suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            self.counts["connections"] += 1
            writer.write(build_publish("/m/1/0055/00001", BODIES[3]))
            with contextlib.suppress(OSError):
                await reader.read()
            self.counts["cut"] += 1
            writer.close()


if __name__ == "__main__":
    flooder = Flooder(int(sys.argv[1]), json.loads(sys.argv[2]), float(sys.argv[4]))
    is_known = bool(flooder.credential)
    asyncio.run((flooder.flood if is_known else flooder.flood_as_stranger)(float(sys.argv[3])))
    sys.stdout.write(json.dumps(flooder.counts))
