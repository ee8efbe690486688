"""Who finds faces and number plates in a picture; a better one may be set in place of ours."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from modugil.core.errors import CouldNotLook
from modugil.places.roadview.progress import AddingStopped

if TYPE_CHECKING:
    import cv2

Pixels = NDArray[np.uint8]
Kind = Literal["face", "plate", "other"]


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a picture that nobody shall recognise, in pixels of the whole one."""

    kind: Kind
    left: int
    top: int
    width: int
    height: int
    by: str
    """The detector that found it, or staff."""


class FindsPrivate(Protocol):
    """Finds what may not become public."""

    name: str
    """Of what finds it, and in which version: kept with every picture."""

    def find(self, pixels: Pixels, *, whole_sphere: bool) -> list[Box]:
        """Parts to be made unrecognisable.

        Shapes:  uint8[height, width, 3], red, green, blue.
        Errors:  CouldNotLook if it cannot look; then the picture does not become public.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Cascade:
    file: str
    kind: Kind
    least: tuple[int, int]
    mirrored: bool = False


CASCADES = (
    _Cascade("haarcascade_frontalface_default.xml", "face", (24, 24)),
    _Cascade("haarcascade_frontalface_alt2.xml", "face", (20, 20)),
    _Cascade("haarcascade_profileface.xml", "face", (20, 20)),
    _Cascade("haarcascade_profileface.xml", "face", (20, 20), mirrored=True),
    _Cascade("haarcascade_russian_plate_number.xml", "plate", (45, 15)),
    _Cascade("haarcascade_license_plate_rus_16stages.xml", "plate", (48, 12)),
)
"""Found by any of them is found: what is blurred without need costs little."""
WIDEST = 4096
STEP = 1.15
NEIGHBOURS = 3
SKY, GROUND = 0.22, 0.85
"""Of a whole sphere, what lies above and below shows no faces but the photographer's own head."""
WRAP = 16
"""A sphere is looked at beyond its right edge by this part of its width: faces lie on the seam."""


class CascadeDetector:
    """The cascades that come with OpenCV 4; see docs/roadview.md for how much they find."""

    def __init__(self, ending: threading.Event | None = None) -> None:
        """Nothing is loaded before the first picture; once `ending`, none is looked at."""
        self._ending = ending or threading.Event()
        self.name = "opencv-cascades-1"
        self._loaded: list[tuple[_Cascade, cv2.CascadeClassifier]] = []
        self._looking = threading.Lock()

    def find(self, pixels: Pixels, *, whole_sphere: bool) -> list[Box]:
        """Faces from the front and the side, and plates. Errors: CouldNotLook, AddingStopped."""
        cv2 = _import_cv2()
        with self._looking:
            if not self._loaded:
                self._loaded = [(one, _load(one)) for one in CASCADES]
            height, width = pixels.shape[:2]
            grey: Pixels = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
            top = int(height * SKY) if whole_sphere else 0
            grey = grey[top : int(height * GROUND)] if whole_sphere else grey
            if whole_sphere:
                grey = np.hstack([grey, grey[:, : width // WRAP]])
            scale = min(1.0, WIDEST / width)
            if scale < 1.0:
                size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
                grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
            found = [box for one in self._loaded for box in self._look(one, grey)]
        told = [_enlarge(box, scale, top) for box in found]
        return split_at_seam(told, width) if whole_sphere else told

    def _look(self, loaded: tuple[_Cascade, "cv2.CascadeClassifier"], grey: Pixels) -> list[Box]:
        if self._ending.is_set():
            raise AddingStopped
        cascade, classifier = loaded
        looked = np.ascontiguousarray(grey[:, ::-1]) if cascade.mirrored else grey
        found: Sequence[Sequence[int]] = classifier.detectMultiScale(
            looked, scaleFactor=STEP, minNeighbors=NEIGHBOURS, minSize=cascade.least
        )
        boxes = []
        for left, top, width, height in found:
            at = grey.shape[1] - int(left) - int(width) if cascade.mirrored else int(left)
            boxes.append(
                Box(
                    kind=cascade.kind,
                    left=at,
                    top=int(top),
                    width=int(width),
                    height=int(height),
                    by=self.name,
                )
            )
        return boxes


def split_at_seam(boxes: Sequence[Box], width: int) -> list[Box]:
    """Boxes that reach beyond the right edge go on at the left one."""
    told: list[Box] = []
    for box in boxes:
        if box.left >= width:
            told.append(msgspec.structs.replace(box, left=box.left - width))
        elif box.left + box.width > width:
            here = width - box.left
            told.append(msgspec.structs.replace(box, width=here))
            told.append(msgspec.structs.replace(box, left=0, width=box.width - here))
        else:
            told.append(box)
    return told


def _enlarge(box: Box, scale: float, top: int) -> Box:
    """In pixels of the whole picture, with a margin: hair and ears are recognised too."""
    margin_x, margin_y = box.width * 0.15, box.height * 0.2
    left, upper = max(0, round((box.left - margin_x) / scale)), round((box.top - margin_y) / scale)
    return msgspec.structs.replace(
        box,
        left=left,
        top=max(0, upper + top),
        width=round((box.width + 2 * margin_x) / scale),
        height=round((box.height + 2 * margin_y) / scale),
    )


def _load(cascade: _Cascade) -> "cv2.CascadeClassifier":
    library = _import_cv2()
    file = Path(library.data.haarcascades) / cascade.file
    classifier: cv2.CascadeClassifier = library.CascadeClassifier(str(file))
    if classifier.empty():
        raise CouldNotLook(f"The cascade {cascade.file} is not there, so nothing can be blurred.")
    return classifier


def _import_cv2() -> Any:  # noqa: ANN401 - a module has no type of its own
    try:
        import cv2
    except ModuleNotFoundError as cause:
        raise CouldNotLook(
            "Faces cannot be looked for: a library is not installed.",
            allowed="Install modugil with its extra `roadview`.",
        ) from cause
    if not hasattr(cv2, "CascadeClassifier"):
        raise CouldNotLook(
            "Faces cannot be looked for: this OpenCV has no cascades.",
            allowed="Install opencv-python-headless 4.",
        )
    return cv2
