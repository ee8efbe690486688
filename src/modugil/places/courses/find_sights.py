"""Which sight a course lies in: the stated rule, in one place.

1. The sight whose name has the same core as the course's (see `matching.names`) and that lies at
   most SAME_NAME_M from one of its points; of several the nearest.
2. Else the sight whose name is alike by ALIKE_RATIO and at most ALIKE_M from one of its points.
3. Else none: being near alone makes no sight the course's.
"""

from collections.abc import Sequence

import numpy as np

from modugil.core.geo import LatLon
from modugil.places.catalogue import PlacesNow
from modugil.places.courses.build_courses import find_nearest_m
from modugil.places.courses.course import Course
from modugil.places.matching.names import compare_cores, fold_name, take_core
from modugil.places.matching.rules import ALIKE_M, ALIKE_RATIO, SAME_NAME_M
from modugil.places.vocabulary import KINDS

_FAR_DEG = 0.05
_SIGHTS = KINDS.index("sights")


def find_sights(now: PlacesNow, courses: Sequence[Course]) -> dict[str, int]:
    """The row of the sight of every course that lies in one, by the course's id."""
    found = {course.id: _find_sight(now, course) for course in courses}
    return {id: row for id, row in found.items() if row is not None}


def _find_sight(now: PlacesNow, course: Course) -> int | None:
    places, middle = now.places, course.middle
    near = (np.abs(places.lat - middle.lat) < _FAR_DEG) & (
        np.abs(places.lon - middle.lon) < _FAR_DEG
    )
    core = take_core(fold_name(course.name))
    best: tuple[float, float, int] | None = None
    for row in np.flatnonzero(near & (places.kind == _SIGHTS)).tolist():
        if row in now.closed:
            continue
        names = {places.names.get(row), *places.names.all_of(row).values()}
        alike = max(compare_cores(core, take_core(fold_name(name))) for name in names if name)
        if alike < ALIKE_RATIO:
            continue
        apart_m = find_nearest_m(course, LatLon(float(places.lat[row]), float(places.lon[row])))
        if apart_m > (SAME_NAME_M if alike == 1.0 else ALIKE_M):
            continue
        best = min(best or (np.inf, 0.0, -1), (-alike, apart_m, row))
    return best[2] if best is not None else None
