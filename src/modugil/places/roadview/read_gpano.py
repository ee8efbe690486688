"""What a picture says of its projection.

Form:    `GPano:ProjectionType="equirectangular"` or `<GPano:ProjectionType>equirectangular<...`
         in the XMP packet, with the namespace http://ns.google.com/photos/1.0/panorama/.
Source:  Photo Sphere XMP Metadata. Read by words and not as XML, so that no entity is expanded.
"""

import re
from collections.abc import Mapping

from modugil.places.roadview.photo import FLAT, SPHERE, Crop, Shape

LONGEST_XMP = 1 << 20
_WORD = re.compile(r'GPano:(\w{1,40})(?:\s*=\s*"([^"]{0,80})"|>([^<]{0,80})</GPano:)', re.ASCII)
_SPHERE_RATIO = 2.0
_SLACK_RATIO = 0.02
"""So far from 2:1, or from the ratio of the part, a picture may be: widths are rounded."""


def read_gpano(xmp: bytes, *, width: int, height: int) -> tuple[Shape, str]:
    """The shape of a picture of that size, and what is odd about what it says ("" for nothing).

    What contradicts the picture itself is not believed: it is flat then.
    """
    words = _read_words(xmp)
    if words.get("ProjectionType", "").lower() != SPHERE:
        return Shape(), ""
    crop, odd = _read_crop(words, width, height)
    if odd:
        return Shape(FLAT), odd
    angles = (
        _number(words, f"Pose{name}Degrees", most)
        for name, most in (("Heading", 360.0), ("Pitch", 90.0), ("Roll", 180.0))
    )
    heading, pitch, roll = angles
    # cameras that know no heading write 0
    return Shape(SPHERE, crop, heading or None, pitch, roll), ""


def _read_words(xmp: bytes) -> dict[str, str]:
    if len(xmp) > LONGEST_XMP:
        return {}
    found = _WORD.findall(xmp.decode("utf-8", "replace"))
    return {name: (quoted or inner).strip() for name, quoted, inner in found}


def _read_crop(words: Mapping[str, str], width: int, height: int) -> tuple[Crop | None, str]:
    full_width, full_height = (_whole(words, f"FullPano{one}Pixels") for one in ("Width", "Height"))
    part_width, part_height = (
        _whole(words, f"CroppedAreaImage{one}Pixels") for one in ("Width", "Height")
    )
    left, top = (_whole(words, f"CroppedArea{one}Pixels") for one in ("Left", "Top"))
    if not (full_width and full_height):
        odd = "" if _near(width / height, _SPHERE_RATIO) else "It says 360 degrees but is not 2:1."
        return None, odd
    if not _near(full_width / full_height, _SPHERE_RATIO):
        return None, "The whole sphere that it tells of is not 2:1."
    part_width, part_height = part_width or full_width, part_height or full_height
    shown = abs(height - part_height * width / part_width)
    if shown > max(1.0, _SLACK_RATIO * height):
        return None, "The part of the sphere that it tells of has another shape than the picture."
    if left + part_width > full_width or top + part_height > full_height:
        return None, "The part of the sphere that it tells of lies outside the sphere."
    if (part_width, part_height) == (full_width, full_height):
        return None, ""
    return Crop(full_width, full_height, left, top, part_width, part_height), ""


def _near(ratio: float, wanted: float) -> bool:
    return abs(ratio - wanted) <= _SLACK_RATIO * wanted


def _whole(words: Mapping[str, str], name: str) -> int:
    text = words.get(name, "")
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text, re.ASCII) else 0


def _number(words: Mapping[str, str], name: str, most: float) -> float | None:
    text = words.get(name, "")
    if re.fullmatch(r"[-+]?[0-9]{1,4}(\.[0-9]{1,12})?", text, re.ASCII) is None:
        return None
    return float(text) if abs(float(text)) <= most else None
