"""What a region is compiled from, by content: a region is built again only if this changes."""

import hashlib
import lzma
import struct
import zipfile
import zlib
from pathlib import Path

import modugil
from modugil.core.errors import RegionUnreadable

COMPILING_ROOMS = ("core", "region", "places")
BROKEN_FILE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError,
    NotImplementedError, UnicodeDecodeError,
)  # fmt: skip
"""What reading a damaged, encrypted or oddly packed file, or one of a zip, raises."""


def hash_input(path: Path) -> str:
    """SHA-256 of a file; of a folder, that of the names and contents of all files in it.

    Errors:  RegionUnreadable if there is nothing at this path, or it cannot be read.
    """
    try:
        if path.is_file():
            return _hash_file(path)
        if path.is_dir():
            return _hash_folder(path)
    except OSError as cause:
        raise RegionUnreadable(f"The source {path} cannot be read ({cause.strerror}).") from cause
    raise RegionUnreadable(f"The source {path} does not exist.")


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hash_folder(folder: Path, pattern: str = "*") -> str:
    total = hashlib.sha256()
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob(pattern)}
    for name in sorted(files):
        if files[name].is_file():
            total.update(f"{name}\0{_hash_file(files[name])}\n".encode())
    return total.hexdigest()


def hash_program() -> str:
    """SHA-256 of the rooms that compile a region, so that a new program builds it anew."""
    package = Path(modugil.__file__).parent
    total = hashlib.sha256()
    for room in COMPILING_ROOMS:
        total.update(_hash_folder(package / room, "*.py").encode())
    return total.hexdigest()
