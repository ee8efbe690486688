"""Photos become sequences: in order of time, cut where the way breaks off, without repetitions.

Source:  the rules that Mapillary's and Panoramax's tools share: 100 m, 60 s; 0.1 m and 5 degrees.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from modugil.core.geo import bearing_deg, distance_m
from modugil.places.roadview.photo import Photo

CUT_M = 100.0
CUT_S = 60.0
SAME_M = 0.1
SAME_DEG = 5.0
MOST_PHOTOS = 1000
MOVED_M = 1.0
"""A track shows which way it goes once it has moved so far."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """What became of some photos."""

    sequences: tuple[tuple[Photo, ...], ...]
    repeated: tuple[Photo, ...]
    """Those that show the same as the one before."""


def order_photos(photos: Iterable[Photo]) -> Ordered:
    """The photos as sequences of one camera each, headings filled in from the track."""
    cameras: dict[tuple[str, str, str], list[Photo]] = {}
    for photo in photos:
        key = (photo.camera.make, photo.camera.model, photo.shape.projection)
        cameras.setdefault(key, []).append(photo)
    sequences: list[tuple[Photo, ...]] = []
    repeated: list[Photo] = []
    for taken in cameras.values():
        taken.sort(key=lambda one: (one.taken, one.name))
        kept = _drop_repeated(taken, repeated)
        sequences.extend(_fill_headings(one) for one in _cut(kept))
    sequences.sort(key=lambda one: one[0].taken)
    return Ordered(tuple(sequences), tuple(repeated))


def turn_deg(one: float, other: float) -> float:
    """The angle between two directions, 0 to 180."""
    return abs((one - other + 180.0) % 360.0 - 180.0)


def _drop_repeated(photos: Sequence[Photo], repeated: list[Photo]) -> list[Photo]:
    kept: list[Photo] = []
    for photo in photos:
        if kept and _show_the_same(kept[-1], photo):
            repeated.append(photo)
        else:
            kept.append(photo)
    return kept


def _show_the_same(one: Photo, other: Photo) -> bool:
    if one.digest == other.digest:
        return True
    if (other.taken - one.taken).total_seconds() > CUT_S:
        return False
    if distance_m(one.point, other.point) >= SAME_M:
        return False
    if one.heading_deg is None or other.heading_deg is None:
        return True
    return turn_deg(one.heading_deg, other.heading_deg) < SAME_DEG


def _cut(photos: Sequence[Photo]) -> list[list[Photo]]:
    cut: list[list[Photo]] = []
    for photo in photos:
        last = cut[-1][-1] if cut else None
        if last is None or len(cut[-1]) >= MOST_PHOTOS or _breaks_off(last, photo):
            cut.append([])
        cut[-1].append(photo)
    return cut


def _breaks_off(one: Photo, other: Photo) -> bool:
    later_s = (other.taken - one.taken).total_seconds()
    return later_s > CUT_S or distance_m(one.point, other.point) > CUT_M


def _fill_headings(photos: Sequence[Photo]) -> tuple[Photo, ...]:
    return tuple(
        photo if photo.heading_deg is not None else _head_along(photos, row)
        for row, photo in enumerate(photos)
    )


def _head_along(photos: Sequence[Photo], row: int) -> Photo:
    """The photo headed as the track passes it; as it was where that stands still."""
    before, after = photos[max(0, row - 1)], photos[min(len(photos) - 1, row + 1)]
    if distance_m(before.point, after.point) < MOVED_M:
        return photos[row]
    heading = bearing_deg(before.point, after.point)
    return replace(photos[row], heading_deg=heading, heading_from="track")
