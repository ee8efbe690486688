"""Photos that staff send: written where nobody is served from, then looked at one by one."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from litestar.datastructures import UploadFile

from modugil.core.errors import TooMany
from modugil.places.roadview.report import AddReport
from modugil.places.roadview.road_view import RoadView

MOST_FILES = 50
MOST_WAITING = 4
_COME_AGAIN_S = 60
_AT_ONCE = 1 << 20


class Uploads:
    """One thread of its own looks for faces, so that nobody who searches waits for it."""

    def __init__(self) -> None:
        """Nothing waits; the thread begins with the first upload."""
        self._executor = ThreadPoolExecutor(1, "roadview")
        self._waiting = 0

    async def take(
        self,
        road: RoadView,
        files: Sequence[UploadFile],
        *,
        author: str,
        now: datetime,
        told: dict[str, str],
    ) -> AddReport:
        """What became of the files; `told` may name producer and licence.

        Errors:  TooMany where too much waits already; CouldNotKeep, CouldNotLook.
        """
        if self._waiting >= MOST_WAITING:
            raise TooMany(
                "Other uploads are being looked at.",
                retry_after_s=_COME_AGAIN_S,
                allowed="Send these again in a minute.",
            )
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._executor, _add, road, files, author, now, told)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """What waits is left; what is being looked at is finished."""
        self._executor.shutdown(wait=False, cancel_futures=True)


def _add(
    road: RoadView,
    files: Sequence[UploadFile],
    author: str,
    now: datetime,
    told: dict[str, str],
) -> AddReport:
    with ExitStack() as stack:
        staged = stack.enter_context(road.stage())
        written = [
            (_write(one, staged / f"{row}.jpg"), one.filename[-200:])
            for row, one in enumerate(files)
        ]
        return road.add(
            written,
            now=now,
            author=author,
            producer=told.get("producer", ""),
            licence=told.get("licence", ""),
        )


def _write(upload: UploadFile, file: Path) -> Path:
    upload.file.seek(0)
    with file.open("xb") as stream:
        while part := upload.file.read(_AT_ONCE):
            stream.write(part)
    return file
