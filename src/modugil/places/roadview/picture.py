"""Pictures and sequences as they are kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec

from modugil.core.geo import LatLon
from modugil.places.roadview.detectors import Box
from modugil.places.roadview.photo import FLAT, Camera, Crop, Shape

Status = Literal["ready", "hidden"]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """All that is kept of a picture and not searched by."""

    name: str
    """Of its file as it came; not published, as people write names into names."""
    offset_min: int
    """Of the clock where it was taken, from UTC."""
    width: int
    height: int
    projection: str = FLAT
    crop: Crop | None = None
    heading_deg: float | None = None
    heading_from: str = ""
    """exif, gpano, track; "" where none is known."""
    pitch_deg: float | None = None
    roll_deg: float | None = None
    accuracy_m: float | None = None
    camera: Camera = Camera()
    boxes: list[Box] = []
    """What was made unrecognisable."""
    detector: str = ""
    notes: list[str] = []

    @property
    def shape(self) -> Shape:
        """What kind of picture it is."""
        return Shape(self.projection, self.crop, None, self.pitch_deg, self.roll_deg)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Pictures taken one after the other."""

    id: str
    title: str
    producer: str
    licence: str
    created: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class SequenceNow:
    """A sequence with what its public pictures span."""

    sequence: Sequence
    count: int
    west: float
    south: float
    east: float
    north: float
    first: datetime
    last: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture that was made unrecognisable where people are."""

    id: str
    sequence: Sequence
    rank: int
    """From 1."""
    point: LatLon
    taken: datetime
    """In the time of the place."""
    status: Status
    revision: int
    facts: Facts
    created: datetime
    updated: datetime

    @property
    def looks_all_around(self) -> bool:
        """Whether it shows every direction."""
        return self.facts.shape.is_whole_sphere
