"""A file becomes a photo, or is refused with one clear sentence."""

import hashlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from modugil.core.errors import CouldNotLook
from modugil.places.roadview.photo import Photo, PhotoRefused, Shape
from modugil.places.roadview.read_exif import (
    Tags,
    read_accuracy,
    read_camera,
    read_heading,
    read_point,
    read_taken,
)
from modugil.places.roadview.read_gpano import read_gpano

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG",)
MOST_BYTES = 80 * 1024 * 1024
MOST_PIXELS = 88_000_000
"""12,288 by 6,144 of the largest cameras, and a little more; 3 bytes each once unpacked."""
LEAST_SIDE = 16
_ORIENTATION, _LYING = 274, (5, 6, 7, 8)
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_ANY_FAULT = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError)
"""What a library may meet in a file that somebody made to be met."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known where a file says nothing."""

    zone: tzinfo
    now: datetime


def read_photo(file: Path, reading: Reading, *, name: str = "") -> Photo:
    """The photo in that file, which is whole; where several things are wrong the first is told.

    Errors:  PhotoRefused.
    """
    digest = _digest(file)
    with opened(file) as image:
        width, height = image.size
        main, exif, gps = _read_tags(image)
        if main.get(_ORIENTATION) in _LYING:
            width, height = height, width
        xmp = image.info.get("xmp")
        told = xmp if isinstance(xmp, bytes) else b""
        shape, odd = read_gpano(told, width=width, height=height)
        point = read_point(gps)
        # an eighth of each side: all of the file is read, and little of it unpacked
        image.draft("RGB", (image.width // 8, image.height // 8))
        image.load()
    taken, assumed = read_taken(gps, exif, zone=reading.zone, now=reading.now)
    heading, heading_from = _choose_heading(read_heading(gps), shape)
    return Photo(
        file,
        name or file.name,
        digest,
        point,
        taken,
        heading,
        heading_from,
        read_accuracy(gps),
        width,
        height,
        shape,
        read_camera(main, exif),
        tuple(filter(None, (odd, assumed))),
    )


@contextmanager
def opened(file: Path) -> Iterator["Image"]:
    """The picture, of which only the head is read. Errors: PhotoRefused."""
    import_pillow()
    from PIL import Image, UnidentifiedImageError

    try:
        if file.stat().st_size > MOST_BYTES:
            raise PhotoRefused("too_large", f"The file is larger than {MOST_BYTES >> 20} MiB.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Pillow, about tags that are odd: we tell our own
            with Image.open(file, formats=FORMATS) as image:
                _check_size(*image.size)
                yield image
    except (UnidentifiedImageError, Image.DecompressionBombError) as cause:
        raise PhotoRefused("not_a_picture", "The file is no JPEG picture.") from cause
    except _ANY_FAULT as cause:
        raise PhotoRefused(
            "broken", "The picture is broken: it ends early, or is damaged."
        ) from cause


def unpack(file: Path) -> "Image":
    """All pixels, the right way up, in red, green and blue. Errors: PhotoRefused."""
    from PIL import ImageOps

    with opened(file) as image:
        return ImageOps.exif_transpose(image).convert("RGB")


def import_pillow() -> None:
    """Errors: CouldNotLook where the extra `roadview` is not installed."""
    try:
        import PIL  # noqa: F401 - only whether it is there
    except ModuleNotFoundError as cause:
        raise CouldNotLook(
            "Pictures cannot be read: a library is not installed.",
            allowed="Install modugil with its extra `roadview`.",
        ) from cause


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise PhotoRefused(
            "too_many_pixels",
            f"The picture would have {width} by {height} pixels, which is more than is unpacked.",
        )
    if min(width, height) < LEAST_SIDE:
        raise PhotoRefused("too_small", f"The picture has only {width} by {height} pixels.")


def _read_tags(image: "Image") -> tuple[Tags, Tags, Tags]:
    """Tags of the file, of the picture and of its place; none where they cannot be read."""
    try:
        main = image.getexif()
        return dict(main), dict(main.get_ifd(_EXIF_IFD)), dict(main.get_ifd(_GPS_IFD))
    except (*_ANY_FAULT, EOFError):
        return {}, {}, {}


def _choose_heading(told: float | None, shape: Shape) -> tuple[float | None, str]:
    if told is not None:
        return told, "exif"
    if shape.heading_deg is not None:
        return shape.heading_deg % 360.0, "gpano"
    return None, ""


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as cause:
        raise PhotoRefused("unreadable", "The file cannot be read.") from cause
