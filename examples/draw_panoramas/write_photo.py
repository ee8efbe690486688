"""A picture as a 360 degree camera writes it: position, time, heading; and that it is drawn."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from examples.draw_jeju_sample.plane import to_degrees

from .notice import WORDS
from .walks import Shot

QUALITY = 60
DESCRIPTION, MAKE, MODEL, SOFTWARE, COPYRIGHT = 270, 271, 272, 305, 33432
EXIF, GPS = 0x8769, 0x8825
TAKEN, OFFSET = 36867, 36881
PACKET = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" GPano:ProjectionType="equirectangular" \
GPano:UsePanoramaViewer="True" GPano:PoseHeadingDegrees="{heading}" \
GPano:PosePitchDegrees="0" GPano:PoseRollDegrees="0" \
GPano:FullPanoWidthPixels="{width}" GPano:FullPanoHeightPixels="{height}" \
GPano:CroppedAreaImageWidthPixels="{width}" GPano:CroppedAreaImageHeightPixels="{height}" \
GPano:CroppedAreaLeftPixels="0" GPano:CroppedAreaTopPixels="0"/></rdf:RDF></x:xmpmeta>"""


def write_photo(file: Path, image: Image.Image, shot: Shot) -> Path:
    """The picture in that file, with all that is told of it."""
    lat, lon = to_degrees(shot.at)
    exif = Image.Exif()
    exif[DESCRIPTION] = "Drawn by Modugil, not a photo"
    exif[MAKE], exif[MODEL] = "Modugil", "drawn"
    exif[SOFTWARE], exif[COPYRIGHT] = "examples.draw_panoramas", "Apache-2.0"
    exif.get_ifd(GPS).update(
        {
            1: "N",
            2: _degrees(lat),
            3: "E",
            4: _degrees(lon),
            16: "T",
            17: shot.heading_deg,
        }
    )
    exif.get_ifd(EXIF).update({TAKEN: f"{shot.taken:%Y:%m:%d %H:%M:%S}", OFFSET: "+09:00"})
    width, height = image.size
    packet = PACKET.format(heading=shot.heading_deg, width=width, height=height)
    image.save(
        file,
        "JPEG",
        quality=QUALITY,
        optimize=True,
        progressive=True,
        exif=exif,
        xmp=packet.encode(),
        comment=WORDS.encode(),
    )
    return file


def _degrees(value: float) -> tuple[float, float, float]:
    whole, rest = divmod(value, 1)
    minutes, rest = divmod(rest * 60, 1)
    return (float(whole), float(minutes), round(rest * 60, 4))
