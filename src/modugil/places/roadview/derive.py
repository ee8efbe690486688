"""The sizes in which a picture is served: hd, sd, thumb, and tiles of what shows all around.

Every file is drawn from pixels alone: no EXIF, no position, no small preview of the face that was
blurred goes along.
"""

import os
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SD_WIDTH = 2048
THUMB_WIDTH = 500
QUALITY = 90
TILE_ABOUT = 512
MOST_COLUMNS = 64
TILED = "tiled"
VERSIONS = ("hd", "sd", "thumb")


def count_columns(width: int) -> int:
    """How many tiles side by side: a power of two, as viewers want it; half as many rows."""
    columns = 2
    while columns * 2 * TILE_ABOUT <= width and columns < MOST_COLUMNS:
        columns *= 2
    return columns


def write_versions(image: "Image", folder: Path, *, whole_sphere: bool) -> None:
    """All files of a picture, in a folder that is nobody's yet; they are on the disk afterwards.

    Errors:  OSError.
    """
    _write(image, folder / "hd.jpg")
    _write(_narrow(image, SD_WIDTH), folder / "sd.jpg")
    _write(_narrow(image, THUMB_WIDTH), folder / "thumb.jpg")
    if whole_sphere:
        (folder / TILED).mkdir()
        columns = count_columns(image.width)
        rows = columns // 2
        lefts = [image.width * column // columns for column in range(columns + 1)]
        tops = [image.height * row // rows for row in range(rows + 1)]
        for column in range(columns):
            for row in range(rows):
                corners = (lefts[column], tops[row], lefts[column + 1], tops[row + 1])
                _write(image.crop(corners), folder / TILED / f"{column}_{row}.jpg")
        _sync(folder / TILED)
    _sync(folder)


def _narrow(image: "Image", width: int) -> "Image":
    from PIL.Image import Resampling

    if image.width <= width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Resampling.LANCZOS, reducing_gap=2.0)


def _write(image: "Image", file: Path) -> None:
    drawn = BytesIO()  # Pillow itself does not notice that a full disk took only a part of a file
    image.save(drawn, "JPEG", quality=QUALITY, progressive=True, exif=b"")
    with file.open("xb") as stream:
        stream.write(drawn.getbuffer())
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    known = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(known)
    finally:
        os.close(known)
