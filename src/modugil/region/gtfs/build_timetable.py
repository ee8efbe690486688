"""All feeds of a region as one timetable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from modugil.core.notices import Notice, Notices
from modugil.region.gtfs.faults import GTFS_FAULTS
from modugil.region.gtfs.feed import read_feed
from modugil.region.gtfs.join import join_timetables
from modugil.region.gtfs.measures import Measured
from modugil.region.timetable import Timetable


@dataclass(frozen=True, slots=True)
class FeedSource:
    """Where one feed lies, what it is called, and its row among the manifest's sources."""

    path: Path
    feed_id: str
    row: int


def build_timetable(
    feeds: Sequence[FeedSource],
    *,
    time_zone: str,
    notices: Notices,
    report: Callable[[str, float], None],
    measured: Measured | None = None,
) -> Timetable:
    """One timetable of one feed or more, with what is measured; `time_zone` is the region's own.

    Errors:  RegionUnreadable if any of the feeds cannot be used.
    """
    parts: list[Timetable] = []
    for number, feed in enumerate(feeds):
        report(f"Reading the timetable {feed.feed_id}", number / len(feeds))
        part = read_feed(
            feed.path,
            feed_id=feed.feed_id,
            source=feed.row,
            time_zone=time_zone,
            notices=notices,
            measured=measured,
        )
        expected = parts[0].time_zone if parts else time_zone
        if part.time_zone != expected:
            severity, message = GTFS_FAULTS["time_zone_differs"]
            file = f"{feed.feed_id}/agency.txt"
            notices.add(
                Notice(
                    "time_zone_differs",
                    severity,
                    file,
                    2,
                    "agency_timezone",
                    part.time_zone,
                    message,
                )
            )
        parts.append(part)
    if measured is not None:
        measured.note_unmatched()
    return join_timetables(parts)
