"""Files become public pictures: read, ordered, blurred, drawn, and only then told of."""

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path
from uuid import uuid4

import msgspec
import numpy as np
from sqlalchemy import Engine

from modugil.people.audit import note_done
from modugil.places.roadview import picture as kept
from modugil.places.roadview.blur import blur_boxes
from modugil.places.roadview.derive import write_versions
from modugil.places.roadview.detectors import Box, FindsPrivate
from modugil.places.roadview.photo import Photo, PhotoRefused
from modugil.places.roadview.progress import AddingStopped, Progress, Step
from modugil.places.roadview.read_photo import Reading, import_pillow, read_photo, unpack
from modugil.places.roadview.report import AddReport, Told
from modugil.places.roadview.sequences import order_photos
from modugil.places.roadview.shelf import list_known, put_sequence
from modugil.places.roadview.sweep import sweep_left
from modugil.places.roadview.vault import Vault
from modugil.places.roadview.work_folder import WorkFolder
from modugil.store.transactions import reading, writing

WHAT = "The road view"


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of files that are added together."""

    producer: str
    licence: str
    author: str
    """An account of the staff; "" is a command on the server itself."""
    now: datetime
    zone: tzinfo
    """Of cameras that tell no offset from UTC."""
    keep_originals: bool = False


@dataclass(frozen=True, slots=True)
class _Job:
    """Files that are added together: what is said of them, where they are worked on, and told."""

    given: Given
    work: WorkFolder
    report: AddReport
    progress: Progress


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A picture whose files are written, and the digest of the file it came from."""

    picture: kept.Picture
    digest: str


class PhotoDoor:
    """Takes photos in; each sequence becomes public whole, or nothing of it."""

    def __init__(
        self, engine: Engine, vault: Vault, detector: FindsPrivate, ending: threading.Event
    ) -> None:
        """Keep them there, as `detector` finds what may not be seen; once `ending`, no more."""
        self._engine = engine
        self._vault = vault
        self._detector = detector
        self._ending = ending

    def add(self, files: Sequence[tuple[Path, str]], given: Given, progress: Progress) -> AddReport:
        """What became of the files, each given with its name.

        The shortest sequence goes first, so that there is something to see soon.
        Errors:  CouldNotLook where a library is missing; CouldNotKeep where there is no room;
                 AddingStopped where the server ends: sequences that were finished before stay,
                 of the others nothing is left.
        """
        import_pillow()
        sweep_left(self._engine, self._vault, now=given.now)
        report = AddReport(files=len(files))
        with self._vault.stage() as work:
            job = _Job(given, work, report, progress)
            photos = self._read(files, job)
            ordered = order_photos(self._drop_known(photos, report))
            report.repeated = len(ordered.repeated)
            total, done = sum(map(len, ordered.sequences)), 0
            for photos_of_one in sorted(ordered.sequences, key=len):
                done = self._add_sequence(photos_of_one, job, (done, total))
        return report

    def _read(self, files: Sequence[tuple[Path, str]], job: _Job) -> list[Photo]:
        photos = []
        reads = Reading(job.given.zone, job.given.now)
        for row, (file, name) in enumerate(files):
            self._go_on(job.progress, Step("Reading", name, row, len(files)))
            try:
                photos.append(read_photo(file, reads, name=name))
            except PhotoRefused as fault:
                job.report.refuse(name, fault.code, fault.message)
        return photos

    def _go_on(self, progress: Progress, step: Step) -> None:
        if self._ending.is_set():
            raise AddingStopped
        progress(step)

    def _drop_known(self, photos: Sequence[Photo], report: AddReport) -> list[Photo]:
        with reading(self._engine, WHAT) as connection:
            known = list_known(connection, [one.digest for one in photos])
        fresh: dict[str, Photo] = {}
        for photo in photos:
            if photo.digest not in known:
                fresh.setdefault(photo.digest, photo)
        report.known = len(photos) - len(fresh)
        return list(fresh.values())

    def _add_sequence(self, photos: Sequence[Photo], job: _Job, place: tuple[int, int]) -> int:
        """How many photos are done then."""
        done, total = place
        given, taken = job.given, photos[0].taken
        title = f"{taken:%Y-%m-%d %H:%M}"
        sequence = kept.Sequence(
            str(uuid4()), title, given.producer, given.licence, given.now, given.now
        )
        drawn: list[_Drawn] = []
        try:
            for photo in photos:
                self._go_on(job.progress, Step("Blurring", photo.name, done, total))
                with suppress(_Left):
                    drawn.append(self._draw(photo, sequence, job))
                done += 1
            self._publish(sequence, drawn, job)
        except BaseException:
            for one in drawn:
                self._vault.drop_all(one.picture.id)
            raise
        return done

    def _draw(self, photo: Photo, sequence: kept.Sequence, job: _Job) -> _Drawn:
        """The picture, with its files in their place; nobody is told of them yet."""
        id, given = str(uuid4()), job.given
        try:
            image = unpack(photo.file)
        except PhotoRefused as fault:
            job.report.refuse(photo.name, fault.code, fault.message)
            raise _Left from fault
        whole = photo.shape.is_whole_sphere
        boxes = self._detector.find(np.asarray(image), whole_sphere=whole)
        blur_boxes(image, boxes)
        facts = replace_boxes(_tell(photo), boxes, self._detector.name)
        try:
            versions = job.work.path / id
            versions.mkdir(mode=0o755)
            write_versions(image, versions, whole_sphere=whole)
            self._vault.place(job.work, versions, id, 1)
            if given.keep_originals:
                self._vault.keep_original(job.work, photo.file, id)
        except BaseException:
            self._vault.drop_all(id)
            raise
        made = kept.Picture(
            id, sequence, 0, photo.point, photo.taken, "ready", 1, facts, given.now, given.now
        )
        return _Drawn(made, photo.digest)

    def _publish(self, sequence: kept.Sequence, drawn: Sequence[_Drawn], job: _Job) -> None:
        """All of it is public from now on, but what another upload brought meanwhile."""
        given, report = job.given, job.report
        with writing(self._engine, WHAT) as connection:
            known = list_known(connection, [one.digest for one in drawn])
            fresh = [one for one in drawn if one.digest not in known]
            ranked = [
                (replace(one.picture, rank=rank), one.digest) for rank, one in enumerate(fresh, 1)
            ]
            if ranked:
                put_sequence(connection, sequence, ranked)
                note_done(
                    connection,
                    account=given.author,
                    action="pictures_added",
                    subject=f"{sequence.id} {len(ranked)}",
                    now=given.now,
                )
        for one in drawn:
            if one.digest in known:
                self._vault.drop_all(one.picture.id)
        report.known += len(drawn) - len(fresh)
        if ranked:
            _count(report, sequence, [picture for picture, _ in ranked])


class _Left(Exception):
    """A photo that is left out; the report says why."""


def replace_boxes(facts: kept.Facts, boxes: list[Box], detector: str) -> kept.Facts:
    """The same facts with other boxes."""
    return msgspec.structs.replace(facts, boxes=boxes, detector=detector)


def _count(report: AddReport, sequence: kept.Sequence, pictures: list[kept.Picture]) -> None:
    report.sequences.append(sequence.id)
    for picture in pictures:
        facts = picture.facts
        report.pictures.append(picture.id)
        report.headings[facts.heading_from] += 1
        report.boxes.update(box.kind for box in facts.boxes)
        for note in facts.notes:
            report.noted.append(Told(file=facts.name, code="odd", message=note))


def _tell(photo: Photo) -> kept.Facts:
    offset = photo.taken.utcoffset()
    return kept.Facts(
        name=photo.name[:200],
        offset_min=round(offset.total_seconds() / 60) if offset is not None else 0,
        width=photo.width,
        height=photo.height,
        projection=photo.shape.projection,
        crop=photo.shape.crop,
        heading_deg=round(photo.heading_deg, 2) if photo.heading_deg is not None else None,
        heading_from=photo.heading_from,
        pitch_deg=photo.shape.pitch_deg,
        roll_deg=photo.shape.roll_deg,
        accuracy_m=photo.accuracy_m,
        camera=photo.camera,
        notes=list(photo.notes),
    )
