"""The tracks on which courses were recorded, as one part of a built region."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.places.reading.courses import CourseTrack, read_track
from modugil.places.record import PlaceSource
from modugil.region.texts import Texts, build_texts

TRACKS = "course_tracks"
"""The part's name."""
TRACK_FORMAT = "jeju_course_track"


@dataclass(frozen=True, slots=True, eq=False)
class Tracks:
    """Every track, point by point in the order in which it was walked.

    Shapes:  t tracks; those of track k are the rows from `start[k]` to `start[k + 1]`.
    Units:   degrees WGS84.
    """

    course: Texts
    """The name of the course that was walked."""
    source: NDArray[np.uint8]
    """Row of the manifest's sources."""
    start: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]

    def __len__(self) -> int:
        """How many tracks there are."""
        return len(self.source)

    def get_points(self, row: int) -> NDArray[np.float64]:
        """The points of one track: float64[n, 2], latitude and longitude."""
        rows = slice(int(self.start[row]), int(self.start[row + 1]))
        return np.column_stack([self.lat[rows], self.lon[rows]])


def read_tracks(sources: Sequence[PlaceSource]) -> Tracks | None:
    """The tracks that the sources name; None where they name none.

    Errors:  RegionUnreadable if a file is no such track.
    """
    named = [one for one in sources if one.format == TRACK_FORMAT]
    if not named:
        return None
    return _join(named, [read_track(one.path) for one in named])


def _join(sources: Sequence[PlaceSource], walked: Sequence[CourseTrack]) -> Tracks:
    start = np.zeros(len(walked) + 1, np.int64)
    np.cumsum([len(one.lat) for one in walked], out=start[1:])
    return Tracks(
        course=build_texts(str(one.options.get("course", "")) for one in sources),
        source=np.array([one.row for one in sources], np.uint8),
        start=start,
        lat=np.concatenate([one.lat for one in walked]),
        lon=np.concatenate([one.lon for one in walked]),
    )
