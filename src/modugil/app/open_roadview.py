"""The road view of a server: pictures of the real streets, also where its buses are not real."""

from dataclasses import replace
from pathlib import Path

from modugil.answers.desk import Desk
from modugil.answers.planner import Planner
from modugil.app.kept import Kept
from modugil.app.settings import Settings
from modugil.places.roadview.road_view import RoadView
from modugil.store.database import open_database
from modugil.store.layout import DATABASE, ROADVIEW, STATE_FOLDER


def open_roadview(planner: Planner, settings: Settings, kept: Kept) -> RoadView:
    """The pictures of this region.

    What a server of simulated or replayed buses keeps begins anew each time; its pictures are those
    of the real server, if that has kept anything yet.
    Errors:  CouldNotKeep if the database cannot be opened.
    """
    real = Path(settings.live.state or STATE_FOLDER / planner.region.manifest.id)
    address: Path | str = settings.store.database or real / DATABASE
    database, folder = kept.database, kept.folder
    if folder != real and (isinstance(address, str) or address.is_file()):
        database, folder = open_database(address), real
    where = Path(settings.roadview.folder or folder / ROADVIEW)
    return RoadView(database, where, settings.roadview, zone=planner.region.zone)


def add_roadview(desk: Desk, road: RoadView) -> Desk:
    """The desk at which those pictures are asked for, also by the pages of places."""
    if desk.sights is not None:
        desk.sights.roadview = road
    return replace(desk, roadview=road)
