"""What waits for staff: a task is open once for each subject until somebody sees it done."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, insert, select, update

from modugil.core.errors import BadInput
from modugil.store.changes import note_change
from modugil.store.tables import task_notes, tasks
from modugil.store.transactions import reading, writing

KIND = "tasks"
_WHAT = "The tasks"
_LONGEST_NOTE = 2000
_HIGHEST_ID = (1 << 63) - 1
_T = tasks.c


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote to a task."""

    author: str
    written: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be looked after."""

    id: int
    kind: str
    subject: str
    """What it is about, such as the id of an access point."""
    text: Mapping[str, str]
    """By language."""
    opened: datetime
    closed: datetime | None
    closed_by: str
    """A name of an account; "" where it closed itself."""
    notes: tuple[Note, ...] = ()


class TaskBook:
    """All tasks of a region; any thread and any process may ask."""

    def __init__(self, engine: Engine) -> None:
        """Know them by that database."""
        self._engine = engine

    def open_task(self, kind: str, subject: str, *, text: Mapping[str, str], now: datetime) -> Task:
        """The open task of that kind for that subject: the one there is, else a new one.

        Errors:  CouldNotKeep if the database cannot be written, CouldNotLook if not even read.
        """
        found = self._find_open(kind, subject)
        if found is not None:
            return found
        with writing(self._engine, _WHAT) as connection:
            row = _find_open_row(connection, kind, subject)
            if row is None:
                row = _add(connection, kind, subject, text=text, now=now)
            return _build(row, ())

    def close_task(self, kind: str, subject: str, *, now: datetime, by: str = "") -> Task | None:
        """The open task of that kind for that subject is closed; None where there was none.

        Errors:  as `open_task`.
        """
        if self._find_open(kind, subject) is None:
            return None
        with writing(self._engine, _WHAT) as connection:
            row = _find_open_row(connection, kind, subject)
            if row is None:
                return None
            change = update(tasks).where(_T.id == row["id"])
            connection.execute(change.values(closed_ms=_to_ms(now), closed_by=by))
            note_change(connection, KIND, str(row["id"]), now)
            closed = connection.execute(select(tasks).where(_T.id == row["id"])).mappings().one()
            return _build(closed, _list_notes(connection, [row["id"]]).get(row["id"], ()))

    def add_note(self, task_id: int, *, author: str, text: str, now: datetime) -> None:
        """Somebody writes to a task.

        Errors:  BadInput if there is no such task, or nothing or too much to write; CouldNotKeep,
                 CouldNotLook.
        """
        text = text.strip()
        if not text or len(text) > _LONGEST_NOTE or "\x00" in text:
            raise BadInput(
                "A note is empty or too long.", allowed=f"Write up to {_LONGEST_NOTE} characters."
            )
        if self.find_task(task_id) is None:
            raise BadInput(f"There is no task {task_id}.")
        with writing(self._engine, _WHAT) as connection:
            row = {"task_id": task_id, "author": author, "text": text, "written_ms": _to_ms(now)}
            connection.execute(insert(task_notes).values(row))
            note_change(connection, KIND, str(task_id), now)

    def find_task(self, task_id: int) -> Task | None:
        """The task of that number, open or closed. Errors: CouldNotLook."""
        if not 0 < task_id <= _HIGHEST_ID:
            return None  # no database can be asked for such a number
        found = self._list(_T.id == task_id, limit=1)
        return found[0] if found else None

    def list_tasks(self, open_only: bool = True, *, limit: int = 500) -> list[Task]:
        """Tasks, the newest first. Errors: CouldNotLook if the database cannot be read."""
        return self._list(_T.closed_ms.is_(None) if open_only else _T.id > 0, limit=limit)

    def _find_open(self, kind: str, subject: str) -> Task | None:
        found = self._list(_is_open(kind, subject), limit=1)
        return found[0] if found else None

    def _list(self, wanted: ColumnElement[bool], *, limit: int) -> list[Task]:
        ordered = select(tasks).where(wanted).order_by(_T.opened_ms.desc(), _T.id.desc())
        with reading(self._engine, _WHAT) as connection:
            rows = connection.execute(ordered.limit(limit)).mappings().all()
            notes = _list_notes(connection, [row["id"] for row in rows]) if rows else {}
        return [_build(row, notes.get(row["id"], ())) for row in rows]


def _is_open(kind: str, subject: str) -> ColumnElement[bool]:
    return (_T.kind == kind) & (_T.subject == subject) & _T.closed_ms.is_(None)


def _find_open_row(connection: Connection, kind: str, subject: str) -> RowMapping | None:
    return connection.execute(select(tasks).where(_is_open(kind, subject))).mappings().first()


def _add(
    connection: Connection, kind: str, subject: str, *, text: Mapping[str, str], now: datetime
) -> RowMapping:
    told = json.dumps(dict(text), ensure_ascii=False)
    row = {"kind": kind, "subject": subject, "text": told, "opened_ms": _to_ms(now)}
    connection.execute(insert(tasks).values(row))
    made = connection.execute(select(tasks).where(_is_open(kind, subject))).mappings().one()
    note_change(connection, KIND, str(made["id"]), now)
    return made


def _list_notes(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[Note, ...]]:
    wanted = select(task_notes).where(task_notes.c.task_id.in_(list(ids)))
    found: dict[int, tuple[Note, ...]] = {}
    for row in connection.execute(wanted.order_by(task_notes.c.id)):
        note = Note(row.author, _from_ms(row.written_ms), row.text)
        found[row.task_id] = (*found.get(row.task_id, ()), note)
    return found


def _build(row: RowMapping, notes: tuple[Note, ...]) -> Task:
    closed_ms = row["closed_ms"]
    return Task(
        row["id"],
        row["kind"],
        row["subject"],
        json.loads(row["text"]),
        _from_ms(row["opened_ms"]),
        _from_ms(closed_ms) if closed_ms is not None else None,
        row["closed_by"],
        notes,
    )


def _to_ms(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)


def _from_ms(instant_ms: int) -> datetime:
    return datetime.fromtimestamp(instant_ms / 1000, UTC)
