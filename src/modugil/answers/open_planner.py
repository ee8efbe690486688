"""A planner for a built region on disk."""

from pathlib import Path

from modugil.answers.planner import Planner
from modugil.conditions.publisher import ConditionsPublisher
from modugil.places.places import Places
from modugil.region.arrays import read_arrays
from modugil.region.open_region import open_region

PLACES_PART = "places"


def open_planner(folder: Path, *, conditions: ConditionsPublisher | None = None) -> Planner:
    """A planner over the region in this folder and its places.

    Errors:  RegionUnreadable if it must be built again.
    """
    region = open_region(folder)
    places = None
    if PLACES_PART in region.manifest.parts:
        places = read_arrays(folder / PLACES_PART, Places)
    return Planner(region, places=places, conditions=conditions)
