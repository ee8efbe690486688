"""Pictures as tests need them: taken at a letter of the two towns, never written to a disk."""

from datetime import UTC, datetime

from tests.answers.world import POINTS

from modugil.core.geo import LatLon, metres_per_degree
from modugil.places.roadview.photo import FLAT
from modugil.places.roadview.picture import Facts, Picture, Sequence

TAKEN = datetime(2026, 11, 20, 1, tzinfo=UTC)
WALK = Sequence("walk", "A walk", "Jeju", "CC0-1.0", TAKEN, TAKEN)


def near(mark: str, *, north_m: float = 0.0, east_m: float = 0.0) -> LatLon:
    """A point so far from a letter."""
    lat, lon = POINTS[mark]
    per_lat, per_lon = metres_per_degree(lat)
    return LatLon(lat + north_m / per_lat, lon + east_m / per_lon)


def picture_at(
    point: LatLon,
    heading_deg: float | None = 0.0,
    *,
    id: str = "one",
    sphere: bool = True,
    rank: int = 1,
) -> Picture:
    """A picture taken there."""
    facts = Facts(
        name="one.jpg",
        offset_min=540,
        width=1024,
        height=512,
        projection="equirectangular" if sphere else FLAT,
        heading_deg=heading_deg,
    )
    return Picture(id, WALK, rank, point, TAKEN, "ready", 1, facts, TAKEN, TAKEN)
