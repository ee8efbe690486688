"""A photo as its file tells of it, before anything is changed."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from modugil.core.geo import LatLon

FLAT, SPHERE = "flat", "equirectangular"


class PhotoRefused(Exception):
    """A file that is no picture for the road view: a fault of the file, told and counted."""

    def __init__(self, code: str, message: str) -> None:
        """Keep a word to count by, and one clear sentence."""
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Crop:
    """Which part of a whole sphere a picture shows, in pixels of the whole one."""

    full_width: int
    full_height: int
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shape:
    """What kind of picture it is."""

    projection: str = FLAT
    crop: Crop | None = None
    """None of a flat picture or a whole sphere."""
    heading_deg: float | None = None
    pitch_deg: float | None = None
    roll_deg: float | None = None

    @property
    def is_whole_sphere(self) -> bool:
        """Whether one can look all around and up and down."""
        return self.projection == SPHERE and self.crop is None


@dataclass(frozen=True, slots=True)
class Camera:
    """What took it; "" and None where not known."""

    make: str = ""
    model: str = ""
    focal_mm: float | None = None
    view_deg: float | None = None
    """Horizontal field of view."""


@dataclass(frozen=True, slots=True)
class Photo:
    """One file that can be used."""

    file: Path
    name: str
    digest: str
    point: LatLon
    taken: datetime
    """With the offset of the place, where the file or the region tells it."""
    heading_deg: float | None
    heading_from: str
    """exif, gpano, track; "" where none is known."""
    accuracy_m: float | None
    width: int
    height: int
    shape: Shape
    camera: Camera
    notes: tuple[str, ...] = ()
    """What was odd about the file, and what was made of it."""
