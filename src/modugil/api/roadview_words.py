"""What is sent to the doors of the road view, and what they answer."""

import msgspec

from modugil.places.roadview.detectors import Box, Kind
from modugil.places.roadview.picture import Picture
from modugil.places.roadview.report import AddReport, Told


class PhotosTaken(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What became of every file of an upload."""

    files: int
    pictures: list[str]
    """Ids of what is public now."""
    sequences: list[str]
    repeated: int
    """Files that show the same as the one before."""
    known: int
    """Files that came already."""
    refused: list[Told]
    noted: list[Told]
    boxes: dict[str, int]
    """How much was blurred, by kind."""


class PictureState(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A picture as staff see it."""

    id: str
    collection: str
    status: str
    """ready: everybody sees it; hidden: it was reported, and waits for staff."""
    revision: int
    file: str
    """The name of the file as it came; not published."""
    width: int
    height: int
    boxes: list[Box]
    notes: list[str]


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody saw."""

    kind: Kind


class Rectangle(msgspec.Struct, frozen=True, kw_only=True):
    """A part to be blurred, in pixels of hd.jpg."""

    left: int
    top: int
    width: int
    height: int
    kind: Kind = "other"


class Rectangles(msgspec.Struct, frozen=True, kw_only=True):
    """What staff blur; none says that nothing was missed."""

    rectangles: list[Rectangle]


def tell_picture(picture: Picture) -> PictureState:
    """The picture as staff see it."""
    facts = picture.facts
    return PictureState(
        id=picture.id,
        collection=picture.sequence.id,
        status=picture.status,
        revision=picture.revision,
        file=facts.name,
        width=facts.width,
        height=facts.height,
        boxes=facts.boxes,
        notes=facts.notes,
    )


def tell_report(report: AddReport) -> PhotosTaken:
    """What became of every file."""
    return PhotosTaken(
        files=report.files,
        pictures=report.pictures,
        sequences=report.sequences,
        repeated=report.repeated,
        known=report.known,
        refused=report.refused,
        noted=report.noted,
        boxes=dict(report.boxes),
    )
