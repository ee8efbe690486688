"""The road view of a region: asked by pages and API, fed by folders and uploads."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from sqlalchemy import Engine, Select, and_, case, func, or_, select

from modugil.core.geo import LatLon, distance_m
from modugil.people.tasks import Task
from modugil.places.roadview.add_photos import WHAT, Given, PhotoDoor
from modugil.places.roadview.detectors import Box, CascadeDetector, FindsPrivate, Kind
from modugil.places.roadview.look_at import Spot, box_around, sort_by_nearness
from modugil.places.roadview.mend import Mender
from modugil.places.roadview.picture import Picture, SequenceNow
from modugil.places.roadview.progress import Coming, Progress
from modugil.places.roadview.report import AddReport
from modugil.places.roadview.report_limit import ReportLimit
from modugil.places.roadview.settings import RoadViewSettings
from modugil.places.roadview.shelf import (
    READY,
    P,
    Wanted,
    build_condition,
    read_pictures,
    read_sequences,
    select_pictures,
    to_ms,
)
from modugil.places.roadview.sweep import sweep_left
from modugil.places.roadview.vault import Vault
from modugil.store.address import name_database
from modugil.store.transactions import reading

AT_ONCE = 500
"""So many are read at once where each is looked at."""
MOST_LOOKED_AT = 5000
"""So many pictures around a spot are looked at; the rest is too far from being one spot."""


@dataclass(frozen=True, slots=True)
class After:
    """The last picture of the page before."""

    taken_ms: int
    id: str


class RoadView:
    """All pictures of a region; any thread and any process may ask."""

    def __init__(
        self,
        engine: Engine,
        folder: Path,
        settings: RoadViewSettings,
        *,
        zone: tzinfo,
        detector: FindsPrivate | None = None,
    ) -> None:
        """Know them by that database and folder; `zone` is that of cameras that tell none."""
        self.settings = settings
        self.folder = folder
        self.coming: Coming | None = None
        """How far the photos are that come with the region; None where none are on their way."""
        self._ending = threading.Event()
        self._engine = engine
        self._vault = Vault(folder, database=name_database(engine))
        self._zone = zone
        looks = detector or CascadeDetector(self._ending)
        self._door = PhotoDoor(engine, self._vault, looks, self._ending)
        self._mender = Mender(engine, self._vault)
        self._limit = ReportLimit()

    @contextmanager
    def stage(self) -> Iterator[Path]:
        """A folder for files before they are looked at; nobody is served from there.

        Errors:  CouldNotKeep, also where what is written into it finds no room.
        """
        with self._vault.stage() as staged:
            yield staged.path

    def sweep(self, *, now: datetime) -> None:
        """What a killed server left half done is gone. Errors: see `sweep_left`."""
        sweep_left(self._engine, self._vault, now=now)

    def add(
        self,
        files: Sequence[tuple[Path, str]],
        *,
        now: datetime,
        author: str = "",
        producer: str = "",
        licence: str = "",
        progress: Progress = lambda _step: None,
    ) -> AddReport:
        """What became of the files, each with its name. Errors: see `PhotoDoor.add`."""
        given = Given(
            producer or self.settings.producer,
            licence or self.settings.licence,
            author,
            now,
            self._zone,
            self.settings.keep_originals == "yes",
        )
        return self._door.add(files, given, progress)

    def stop_adding(self) -> None:
        """The server ends: whoever adds photos leaves off soon, with AddingStopped."""
        self._ending.set()

    def find_near(self, point: LatLon, distance_m: float, *, limit: int = 20) -> list[Picture]:
        """Public pictures taken within that distance, the nearest first. Errors: CouldNotLook."""
        return self._find_around(point, distance_m, limit=limit)

    def find_showing(self, spot: Spot, wanted: Wanted, *, limit: int) -> list[Picture]:
        """Public pictures that show the spot, the nearest first. Errors: CouldNotLook."""
        near = self._find_around(spot.point, spot.most_m, wanted=wanted, limit=MOST_LOOKED_AT)
        shown = (one for one in near if one in spot)
        return [one for one in shown if wanted.area is None or one.point in wanted.area][:limit]

    def _find_around(
        self, point: LatLon, radius_m: float, *, limit: int, wanted: Wanted | None = None
    ) -> list[Picture]:
        around = build_condition(Wanted(boxes=box_around(point, radius_m)))
        asked = and_(around, build_condition(wanted or Wanted()))
        found = self._read(select_pictures().where(asked).limit(MOST_LOOKED_AT))
        near = (one for one in found if distance_m(one.point, point) <= radius_m)
        return sort_by_nearness(near, point)[:limit]

    def list_pictures(
        self, wanted: Wanted, *, limit: int, after: After | None = None
    ) -> list[Picture]:
        """Public pictures, the newest first. Errors: CouldNotLook."""
        found: list[Picture] = []
        at_once = limit if wanted.area is None else AT_ONCE
        while len(found) < limit:
            page = self._list_page(wanted, limit=at_once, after=after)
            found += [one for one in page if wanted.area is None or one.point in wanted.area]
            if len(page) < at_once:
                break
            after = as_after(page[-1])
        return found[:limit]

    def _list_page(self, wanted: Wanted, *, limit: int, after: After | None) -> list[Picture]:
        asked = select_pictures().where(build_condition(wanted))
        if after is not None:
            same = and_(P.taken_ms == after.taken_ms, P.id > after.id)
            asked = asked.where(or_(P.taken_ms < after.taken_ms, same))
        return self._read(asked.order_by(P.taken_ms.desc(), P.id).limit(limit))

    def list_of_sequence(self, wanted: Wanted, *, limit: int, after_rank: int = 0) -> list[Picture]:
        """Public pictures of one sequence in their order. Errors: CouldNotLook."""
        asked = select_pictures().where(build_condition(wanted))
        return self._read(asked.where(P.rank > after_rank).order_by(P.rank).limit(limit))

    def find_picture(self, id: str) -> Picture | None:
        """The public picture of that id; None where there is none, or it is hidden."""
        found = self._read(select_pictures().where(build_condition(Wanted(ids=(id[:36],)))))
        return found[0] if found else None

    def find_neighbours(self, picture: Picture) -> tuple[Picture | None, Picture | None]:
        """The public pictures before and after it in its sequence."""
        same = select_pictures().where(P.sequence_id == picture.sequence.id, P.status == READY)
        before = same.where(P.rank < picture.rank).order_by(P.rank.desc()).limit(1)
        after = same.where(P.rank > picture.rank).order_by(P.rank).limit(1)
        told = [next(iter(self._read(one)), None) for one in (before, after)]
        return told[0], told[1]

    def find_place_in_sequence(self, picture: Picture) -> tuple[int, int]:
        """The how manieth of how many public pictures of its sequence. Errors: CouldNotLook."""
        same = build_condition(Wanted(sequences=(picture.sequence.id,)))
        counted = select(func.count(), func.count(case((P.rank <= picture.rank, 1)))).where(same)
        with reading(self._engine, WHAT) as connection:
            every, place = connection.execute(counted).one()
        return place, every

    def list_sequences(self, wanted: Wanted, *, limit: int, after: str = "") -> list[SequenceNow]:
        """Sequences with public pictures that are wanted. Errors: CouldNotLook."""
        with reading(self._engine, WHAT) as connection:
            condition = build_condition(wanted)
            return read_sequences(connection, condition, limit=limit, after=after)

    def find_sequence(self, id: str) -> SequenceNow | None:
        """The sequence; None where there is none, or none of its pictures is public."""
        return next(iter(self.list_sequences(Wanted(sequences=(id[:36],)), limit=1)), None)

    def get_file(self, picture: Picture, name: str) -> Path:
        """Where a version of the picture lies: hd.jpg, or tiled/0_0.jpg."""
        return self._vault.get_folder(picture.id, picture.revision) / name

    def report(self, picture: Picture, kind: Kind, *, address: str, now: datetime) -> None:
        """Somebody saw what should have been blurred: nobody sees the picture from now on.

        Errors:  TooMany where that address reported too often; CouldNotKeep.
        """
        self._limit.count(address, now=now)
        self._mender.hide(picture, kind, now=now)

    def get_any_picture(self, id: str) -> Picture:
        """The picture, also a hidden one, for staff. Errors: PlaceNotFound, CouldNotLook."""
        return self._mender.get_picture(id)

    def list_hidden(self, *, limit: int = 200) -> list[Picture]:
        """What waits for staff, what was reported first first. Errors: CouldNotLook."""
        asked = select_pictures().where(P.status != READY)
        return self._read(asked.order_by(P.updated_ms, P.id).limit(limit))

    def list_reports(self) -> dict[str, Task]:
        """Why and since when pictures are hidden, by their ids. Errors: CouldNotLook."""
        return self._mender.list_reports()

    def blur(
        self, id: str, boxes: Sequence[Box], *, author: str, now: datetime, expected: int | None
    ) -> Picture:
        """Staff blur by hand, and the picture is public. Errors: see `Mender.blur`."""
        return self._mender.blur(id, boxes, author=author, now=now, expected=expected)

    def close(self) -> None:
        """Let go of the database; whoever asks again opens it again."""
        self._engine.dispose()

    def count(self) -> int:
        """How many pictures are public. Errors: CouldNotLook."""
        with reading(self._engine, WHAT) as connection:
            return int(connection.scalar(select(func.count()).where(P.status == READY)) or 0)

    def _read(self, asked: Select[tuple[object, ...]]) -> list[Picture]:
        with reading(self._engine, WHAT) as connection:
            return list(read_pictures(connection, asked))


def as_after(picture: Picture) -> After:
    """What comes after that picture."""
    return After(to_ms(picture.taken), picture.id)
