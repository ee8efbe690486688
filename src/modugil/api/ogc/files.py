"""The files of all collections: each is written once and kept until something in it is another."""

import gzip
import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from modugil.api.ogc.collections import CollectionInfo
from modugil.api.ogc.downloads import WRITERS
from modugil.api.ogc.shelf import Shelf
from modugil.api.ogc.sources import list_sources, tell_attribution
from modugil.region.manifest import Manifest

PLAIN = ("parquet",)
"""Files that are compressed in themselves; all others are kept compressed."""
_LEVEL = 5
_AT_ONCE = 1 << 18


@dataclass(slots=True, eq=False)
class _Kept:
    lock: threading.Lock = field(default_factory=threading.Lock)
    digest: str = ""
    body: bytes = b""


class Files:
    """Holds the last file of each collection and form; any thread may ask.

    One thread at a time writes a file, and whoever else wants it waits for that one.
    """

    def __init__(self, manifest: Manifest) -> None:
        """A file is written when it is first asked for."""
        self._manifest = manifest
        self._kept: dict[tuple[str, str], _Kept] = {}
        self._lock = threading.Lock()

    def get_file(self, info: CollectionInfo, shelf: Shelf, *, ending: str) -> bytes:
        """The bytes of the file, compressed by gzip unless it is one of PLAIN."""
        with self._lock:
            kept = self._kept.setdefault((info.id, ending), _Kept())
        with kept.lock:
            if kept.digest != shelf.digest:
                kept.body, kept.digest = self._write(info, shelf, ending), shelf.digest
            return kept.body

    def tell_about(self, info: CollectionInfo) -> bytes:
        """What every file tells of itself, as JSON."""
        told = {
            "name": info.id,
            "attribution": tell_attribution(self._manifest, "en", info),
            "sources": list_sources(self._manifest, info),
        }
        return msgspec.json.encode(told)

    def _write(self, info: CollectionInfo, shelf: Shelf, ending: str) -> bytes:
        about = self.tell_about(info)
        pieces = WRITERS[ending](about, shelf)
        if ending in PLAIN:
            return b"".join(pieces)
        written = io.BytesIO()
        with gzip.GzipFile("", "wb", _LEVEL, written, mtime=0) as file:
            for piece in pieces:
                file.write(piece)
        return written.getvalue()


def unpack(body: bytes) -> Iterator[bytes]:
    """A file that is kept compressed, piece by piece as it is without."""
    with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
        while piece := file.read(_AT_ONCE):
            yield piece
