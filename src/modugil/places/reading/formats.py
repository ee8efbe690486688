"""Every form in which places are published, by the word that `format` of a source takes."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from modugil.places.reading.courses import (
    read_jeju_course_points,
    read_jeju_course_track,
    read_jeju_courses,
)
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.modugil_csv import read_modugil_csv
from modugil.places.reading.road_nodes import read_road_nodes
from modugil.places.record import PlaceSource, Record


class ReadsRecords(Protocol):
    """Reads one source; odd rows go into the ledger."""

    def __call__(self, source: PlaceSource, *, ledger: Ledger) -> Iterable[Record]:
        """The records of the file, in its order.

        Errors:  RegionUnreadable if the file cannot be read or is of another form.
        """
        ...


FORMATS: Mapping[str, ReadsRecords] = {
    "modugil": read_modugil_csv,
    "jeju_courses": read_jeju_courses,
    "jeju_course_points": read_jeju_course_points,
    "jeju_course_track": read_jeju_course_track,
    "road_nodes": read_road_nodes,
}
