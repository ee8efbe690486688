"""The road view of a server: pictures of the real streets, also where its buses are not real."""

import logging
from dataclasses import replace
from pathlib import Path

from modugil.answers.desk import Desk
from modugil.answers.planner import Planner
from modugil.app.kept import Kept
from modugil.app.region_photos import RegionPhotos
from modugil.app.settings import Settings
from modugil.core.clock import SystemClock
from modugil.core.errors import ModugilError
from modugil.places.roadview.road_view import RoadView
from modugil.region.region_file import PHOTOS
from modugil.store.database import open_database
from modugil.store.layout import DATABASE, ROADVIEW, STATE_FOLDER

log = logging.getLogger(__name__)


def open_roadview(planner: Planner, settings: Settings, kept: Kept) -> RoadView:
    """The pictures of this region.

    What a server of simulated or replayed buses keeps begins anew each time; its pictures are those
    of the real server, if that has kept anything yet
    or photos come with the region: those stay, and are not added anew each time.
    What a server left that was killed while it blurred pictures is gone then.
    Errors:  CouldNotKeep if the database cannot be opened.
    """
    real = Path(settings.live.state or STATE_FOLDER / planner.region.manifest.id)
    address: Path | str = settings.store.database or real / DATABASE
    database, folder = kept.database, kept.folder
    stays = isinstance(address, str) or address.is_file() or brings_photos(planner, settings)
    if folder != real and stays:
        database, folder = open_database(address), real
    where = Path(settings.roadview.folder or folder / ROADVIEW)
    road = RoadView(database, where, settings.roadview, zone=planner.region.zone)
    try:
        road.sweep(now=SystemClock().now())
    except ModugilError as fault:
        log.warning("What a server that ended left of street pictures is still there. %s", fault)
    return road


def brings_photos(planner: Planner, settings: Settings) -> bool:
    """Whether photos come with the region, and a server is to add them."""
    folder = Path(planner.region.folder) / PHOTOS
    return settings.roadview.region_photos == "yes" and folder.is_dir()


def open_region_photos(
    planner: Planner, settings: Settings, road: RoadView | None
) -> RegionPhotos | None:
    """What adds the photos of this region beside the server; None where there are none."""
    if road is None or not brings_photos(planner, settings):
        return None
    region = planner.region
    return RegionPhotos(road, Path(region.folder) / PHOTOS, region.manifest.sources)


def add_roadview(desk: Desk, road: RoadView) -> Desk:
    """The desk at which those pictures are asked for, also by the pages of places."""
    if desk.sights is not None:
        desk.sights.roadview = road
    return replace(desk, roadview=road)
