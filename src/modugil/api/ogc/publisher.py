"""Every collection as it is now: prepared once, and anew only where staff changed something."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from modugil.answers.desk import Desk
from modugil.api.ogc.barrier_features import list_barrier_features
from modugil.api.ogc.closure_features import list_closure_features
from modugil.api.ogc.collections import CollectionInfo, list_offered
from modugil.api.ogc.feature import Feature
from modugil.api.ogc.files import Files
from modugil.api.ogc.place_features import build_place_feature
from modugil.api.ogc.shelf import Compiled, Shelf, compile_features
from modugil.api.ogc.stop_features import list_stop_features
from modugil.core.errors import CouldNotLook
from modugil.places.build_places import build_places
from modugil.places.catalogue import Catalogue, PlacesNow
from modugil.places.corrections.correction import Moment
from modugil.places.place import Place
from modugil.places.vocabulary import KINDS
from modugil.store.published import publish_features, tell_build


@dataclass(slots=True, eq=False)
class _Prepared:
    """What is kept of one collection."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    compiled: Compiled | None = None
    build: str = ""
    published: int = -1
    """The `restored` of the moment for which it was published; -1 before."""
    moment: Moment | None = None
    shelf: Shelf | None = None
    corrected: dict[int, tuple[Place, Feature]] = field(default_factory=dict)
    """By the place's row: what was prepared of a corrected place."""


class Publisher:
    """Holds the prepared features of all collections; any thread may ask.

    What a region that was built anew has changed is noted in the log before anything of it is told
    with a token, so that whoever holds an older token is told all of it. Where another process has
    published another build since, features are told without a token until this one starts anew.
    """

    def __init__(self, desk: Desk) -> None:
        """Prepare a collection when it is first asked for, or by `prepare`."""
        self.offered = list_offered(desk.manifest)
        self.manifest = desk.manifest
        self.files = Files(desk.manifest)
        self._desk = desk
        self._catalogue = desk.catalogue or Catalogue(build_places([]))
        self._live: Shelf | None = None
        self._prepared = {info.id: _Prepared() for info in self.offered}

    def prepare(self) -> None:
        """Every collection is ready to be told, and what a new build changed is in the log.

        Errors:  as `get_shelf`.
        """
        for info in self.offered:
            self.get_shelf(info)

    def get_shelf(self, info: CollectionInfo) -> Shelf:
        """The collection as it is now, at most a second behind what another process changed.

        Errors:  CouldNotKeep where what is different from the build before cannot be noted;
                 CouldNotLook where the database was not yet read and cannot be.
        """
        if info.live:
            return self._read_live()
        kept = self._prepared[info.id]
        with kept.lock:
            if kept.compiled is None:
                kept.compiled = compile_features(list(self._build(info)))
                kept.build = tell_build(kept.compiled.hashes)
            moment = self._get_moment()
            if kept.published != moment.restored:
                self._publish(info, kept.compiled)
                kept.published, moment = moment.restored, self._get_moment()
            if kept.shelf is None or kept.moment is not moment:
                kept.shelf = self._put_together(info, kept, moment)
                kept.moment = moment
            return kept.shelf

    def look(self, info: CollectionInfo) -> Shelf:
        """The collection as it is in the database at this moment.

        Errors:  CouldNotLook where nothing is kept, or it cannot be read; CouldNotKeep.
        """
        book = self._desk.corrections
        if book is None:
            raise CouldNotLook(
                "Nothing is kept here, so no changes are known.", allowed="Read everything again."
            )
        self.get_shelf(info)
        book.refresh(now=self._desk.clock.now())
        shelf = self.get_shelf(info)
        if not shelf.token:
            raise CouldNotLook(
                "Another build of the region was published than this server has.",
                allowed="Ask again when it was started anew.",
            )
        return shelf

    def _read_live(self) -> Shelf:
        desk, now = self._desk, self._desk.clock.now()
        found: list[Feature] = []
        if desk.streets is not None and desk.conditions is not None:
            conditions = desk.conditions.get_current()
            found = list(list_closure_features(desk.streets, conditions, now=now))
        shelf, before = Shelf(compile_features(found), {}, now, token="", number=-1), self._live
        if before is not None and before.digest == shelf.digest:
            return before
        self._live = shelf
        return shelf

    def _get_moment(self) -> Moment:
        book = self._desk.corrections
        if book is None:
            return Moment(self._catalogue.get_current())
        if not book.get_moment().token:
            book.refresh(now=self._desk.clock.now())
        return book.get_moment()

    def _publish(self, info: CollectionInfo, compiled: Compiled) -> None:
        book, database = self._desk.corrections, self._desk.database
        if book is None or database is None:
            return
        now = self._desk.clock.now()
        publish_features(database, info.id, compiled.hashes, kind=info.change_kind, now=now)
        book.refresh(now=now)

    def _build(self, info: CollectionInfo) -> Iterator[Feature]:
        sources, desk = self.manifest.sources, self._desk
        if info.id == "barriers":
            if desk.streets is not None:
                yield from list_barrier_features(desk.streets, sources)
            return
        places = self._catalogue.get_current().places
        for row in self._list_rows(info):
            yield build_place_feature(places.get_place(row), sources)
        if info.id == "stops" and desk.published is not None:
            yield from list_stop_features(desk.published, sources)

    def _list_rows(self, info: CollectionInfo) -> range:
        """The rows of the places of that kind, which are neighbours."""
        if info.id not in KINDS:
            return range(0)
        kinds, kind = self._catalogue.get_current().places.kind, KINDS.index(info.id)
        first, end = (int(np.searchsorted(kinds, kind, side=side)) for side in ("left", "right"))
        return range(first, end)

    def _put_together(self, info: CollectionInfo, kept: _Prepared, moment: Moment) -> Shelf:
        assert kept.compiled is not None
        rows, now = self._list_rows(info), moment.places
        changed: dict[int, Feature | None] = {
            row - rows.start: self._prepare(kept, now, row) for row in now.corrected if row in rows
        }
        changed |= {row - rows.start: None for row in now.closed if row in rows}
        same = kept.shelf is not None and kept.shelf.changed == changed
        as_of = kept.shelf.as_of if kept.shelf and same else self._desk.clock.now()
        # no token of a build that another process has published is told with features of ours
        ours = moment.builds.get(info.id) == kept.build
        token, number = (moment.token, moment.number) if ours else ("", -1)
        return Shelf(kept.compiled, changed, as_of, token=token, number=number)

    def _prepare(self, kept: _Prepared, now: PlacesNow, row: int) -> Feature:
        place = now.corrected[row]
        known = kept.corrected.get(row)
        if known is None or known[0] is not place:
            feature = build_place_feature(place, self.manifest.sources)
            known = kept.corrected[row] = (place, feature)
        return known[1]
