"""What the detectors missed: whoever reports it hides the picture, and staff mend it by hand."""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Engine, update

from modugil.core.errors import BadInput, ChangedMeanwhile, ModugilError, PlaceNotFound
from modugil.people.audit import note_done
from modugil.people.tasks import Task, TaskBook
from modugil.places.roadview.add_photos import WHAT
from modugil.places.roadview.blur import blur_boxes
from modugil.places.roadview.derive import write_versions
from modugil.places.roadview.detectors import Box, Kind
from modugil.places.roadview.picture import Picture, Status
from modugil.places.roadview.read_photo import import_pillow, unpack
from modugil.places.roadview.shelf import (
    P,
    read_pictures,
    select_pictures,
    to_ms,
    write_facts,
)
from modugil.places.roadview.vault import Vault
from modugil.places.roadview.work_folder import WorkFolder
from modugil.store.tables import roadview_pictures
from modugil.store.transactions import reading, writing

TASK = "roadview"
MOST_BOXES = 100
STAFF = "staff"
_TEXTS: dict[Kind, dict[str, str]] = {
    "face": {
        "ko": "거리 사진에 가려지지 않은 얼굴이 있다는 신고",
        "en": "Somebody reports a face that is not blurred in a street picture",
        "zh": "有人举报街景照片中有未遮挡的人脸",
        "ja": "街の写真にぼかされていない顔があるという報告",
    },
    "plate": {
        "ko": "거리 사진에 가려지지 않은 차량 번호판이 있다는 신고",
        "en": "Somebody reports a number plate that is not blurred in a street picture",
        "zh": "有人举报街景照片中有未遮挡的车牌",
        "ja": "街の写真にぼかされていないナンバープレートがあるという報告",
    },
    "other": {
        "ko": "거리 사진에 사생활이 드러난다는 신고",
        "en": "Somebody reports something private in a street picture",
        "zh": "有人举报街景照片涉及隐私",
        "ja": "街の写真に私生活が写っているという報告",
    },
}


class Mender:
    """Hides pictures, and shows them again once they are mended."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        """Of that database, with the files there."""
        self._engine = engine
        self._vault = vault
        self._tasks = TaskBook(engine)

    def hide(self, picture: Picture, kind: Kind, *, now: datetime) -> None:
        """Nobody sees the picture from now on, and staff have a task.

        Errors:  CouldNotKeep.
        """
        with writing(self._engine, WHAT) as connection:
            self._change(connection, picture.id, now=now, status="hidden")
        self._tasks.open_task(TASK, picture.id, text=_TEXTS[kind], now=now)

    def blur(
        self, id: str, boxes: Sequence[Box], *, author: str, now: datetime, expected: int | None
    ) -> Picture:
        """Those parts are unrecognisable too, and the picture is shown, again or still.

        Without boxes staff say that nothing was missed. `expected` is the revision that they saw.
        Errors:  PlaceNotFound; BadInput for boxes that lie outside; ChangedMeanwhile; CouldNotKeep.
        """
        picture = self.get_picture(id)
        if expected is not None and expected != picture.revision:
            raise _changed()
        told = [msgspec.structs.replace(box, by=STAFF) for box in boxes]
        _check(told, picture)
        if told:
            self._draw_anew(picture, told, author=author, now=now)
        else:
            self._show(picture, [], picture.revision, author=author, now=now)
        self._tasks.close_task(TASK, id, now=now, by=author)
        return self.get_picture(id)

    def _draw_anew(
        self, picture: Picture, boxes: Sequence[Box], *, author: str, now: datetime
    ) -> None:
        """The next revision is shown and the one before is gone, whatever ends in between."""
        revision = secrets.randbits(30)
        with self._vault.stage() as work:
            work.note(picture.id, picture.revision)
            self._draw(work, picture, boxes, revision)
            try:
                self._show(picture, boxes, revision, author=author, now=now)
            except BaseException:
                self._drop_unless_kept(picture.id, revision)
                raise
            self._vault.drop(picture.id, picture.revision)

    def _show(
        self,
        picture: Picture,
        boxes: Sequence[Box],
        revision: int,
        *,
        author: str,
        now: datetime,
    ) -> None:
        """Everybody sees that revision. Errors: ChangedMeanwhile, PlaceNotFound, CouldNotKeep."""
        with writing(self._engine, WHAT) as connection:
            before = self._read(connection, picture.id)
            if before.revision != picture.revision:
                raise _changed()
            facts = msgspec.structs.replace(before.facts, boxes=[*before.facts.boxes, *boxes])
            self._change(
                connection, picture.id, now=now, status="ready", revision=revision, facts=facts
            )
            note_done(
                connection, account=author, action="picture_blurred", subject=picture.id, now=now
            )

    def list_reports(self) -> dict[str, Task]:
        """The open task of every picture that was reported, by the picture's id."""
        return {one.subject: one for one in self._tasks.list_tasks() if one.kind == TASK}

    def get_picture(self, id: str) -> Picture:
        """The picture, hidden or not. Errors: PlaceNotFound."""
        with reading(self._engine, WHAT) as connection:
            return self._read(connection, id)

    def _read(self, connection: Connection, id: str) -> Picture:
        found = read_pictures(connection, select_pictures().where(P.id == id[:36]))
        if not found:
            raise PlaceNotFound(f"There is no picture {id[:60]!r}.")
        return found[0]

    def _draw(
        self, work: WorkFolder, picture: Picture, boxes: Sequence[Box], revision: int
    ) -> None:
        """The next revision from the one that is there: what was blurred once stays so."""
        import_pillow()
        image = unpack(self._vault.get_folder(picture.id, picture.revision) / "hd.jpg")
        blur_boxes(image, boxes)
        versions = work.path / "versions"
        versions.mkdir(mode=0o755)
        write_versions(image, versions, whole_sphere=picture.looks_all_around)
        self._vault.place(work, versions, picture.id, revision)

    def _drop_unless_kept(self, id: str, revision: int) -> None:
        with suppress(ModugilError):
            if self.get_picture(id).revision != revision:
                self._vault.drop(id, revision)

    @staticmethod
    def _change(
        connection: Connection,
        id: str,
        *,
        now: datetime,
        status: Status,
        **changed: object,
    ) -> None:
        values: dict[str, object] = {"status": status, "updated_ms": to_ms(now)}
        for name, value in changed.items():
            values[name] = write_facts(value) if name == "facts" else value  # type: ignore[arg-type]
        connection.execute(update(roadview_pictures).where(P.id == id).values(values))


def _check(boxes: Sequence[Box], picture: Picture) -> None:
    if len(boxes) > MOST_BOXES:
        raise BadInput("Those are too many rectangles.", allowed=f"Give up to {MOST_BOXES}.")
    width, height = picture.facts.width, picture.facts.height
    for box in boxes:
        inside = 0 <= box.left < width and 0 <= box.top < height
        if not inside or box.width < 1 or box.height < 1:
            raise BadInput(
                "A rectangle lies outside the picture, or is empty.",
                allowed=f"The picture has {width} by {height} pixels.",
            )


def _changed() -> ChangedMeanwhile:
    return ChangedMeanwhile(
        "Somebody has changed the picture meanwhile.", allowed="Look at it again."
    )
