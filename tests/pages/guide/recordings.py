"""Traces as files of other programs have them."""

from collections.abc import Iterable
from datetime import timedelta

from tests.pages.guide.traces import START, Second


def write_gpx(trace: Iterable[Second]) -> str:
    """The trace as a GPX 1.1 track of places and times, without accuracy or course."""
    points = "".join(
        f'<trkpt lat="{one.at[1]:.7f}" lon="{one.at[0]:.7f}">'
        f"<time>{(START + timedelta(seconds=one.second)).isoformat()}</time></trkpt>"
        for one in trace
    )
    head = '<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">'
    return f"{head}<trk><trkseg>{points}</trkseg></trk></gpx>"
