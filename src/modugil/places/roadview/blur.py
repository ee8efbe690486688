"""Parts of a picture become unrecognisable, for good: a few squares of one colour each are left."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from modugil.places.roadview.detectors import Box

if TYPE_CHECKING:
    from PIL.Image import Image

SQUARES = 4
"""So many are left along the longer side."""


def blur_boxes(image: "Image", boxes: Iterable[Box]) -> None:
    """The parts of the picture are replaced in place; what reaches beyond its edges is cut off."""
    from PIL.Image import Resampling

    for box in boxes:
        corners = (
            max(0, box.left),
            max(0, box.top),
            min(image.width, box.left + box.width),
            min(image.height, box.top + box.height),
        )
        width, height = corners[2] - corners[0], corners[3] - corners[1]
        if width < 1 or height < 1:
            continue
        side = max(1, round(max(width, height) / SQUARES))
        few = (max(1, width // side), max(1, height // side))
        mean = image.crop(corners).resize(few, Resampling.BOX)
        image.paste(mean.resize((width, height), Resampling.BILINEAR), corners[:2])
