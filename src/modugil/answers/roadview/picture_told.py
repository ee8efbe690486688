"""What is told of a picture, ready to be shown or sent; plain data in one language."""

import msgspec

from modugil.core.language import Language


class Thing(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Something near the spot where a picture was taken.

    Unknown: `clock`, `yaw_deg` and `pitch_deg` are None where the camera's heading is not known.
    """

    kind: str
    """steps, steep, narrow, surface, cross_slope, kerb, gate, bollard, other; crossing, ramp (a
    kerb that is lowered or flush), stop, sights, toilets, wifi, chargers, centres, courses."""
    name: str
    text: str
    """The name with how far and in which direction."""
    lat: float
    lon: float
    distance_m: float
    bearing_deg: float
    clock: int | None = None
    """12 is the middle of the picture, 3 right of it."""
    yaw_deg: float | None = None
    pitch_deg: float | None = None
    ref: str = ""
    """What a plan takes, of a stop or place."""


class NeighbourPicture(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A picture to go on to."""

    id: str
    role: str
    """next, previous, or "" for one of another walk or farther along."""
    text: str
    distance_m: float
    bearing_deg: float
    yaw_deg: float | None = None
    pitch_deg: float | None = None


class PictureDescription(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What the map knows of the spot of one picture.

    Unknown: what is not known is named in `unknown` and said in `sentences`; nothing is seen in the
             picture itself, so what stands between the camera and a thing is never known.
    """

    id: str
    language: Language
    street: str
    """Its name, or what kind of way it is; "" where no street is near."""
    heading_deg: float | None
    camera_height_m: float
    """Assumed: nobody measures it."""
    sentences: list[str]
    barriers: list[Thing]
    nearby: list[Thing]
    unknown: list[str]
    """width, surface, slope, cross_slope, barriers."""
    text: str
    """All of it in one text, to be read aloud."""
