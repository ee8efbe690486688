"""What waits for staff: read, written to, closed."""

from typing import NamedTuple

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.desk import Desk
from modugil.core.errors import BadInput
from modugil.core.language import pick_text
from modugil.pages.console.go_to import go_to
from modugil.pages.console.posted import Posted
from modugil.pages.console.visit import RoleMissing, Visit, open_posted_visit, open_visit
from modugil.pages.reader import AnyRequest
from modugil.people.audit import record
from modugil.people.rental.waiting_tasks import get_desk_id, is_of_desk
from modugil.people.roles import Role
from modugil.people.tasks import Task, TaskBook

AWAY = 303
MOST_ROWS = 200
CLOSE = "close"
LOOK_AFTER_ALL = (Role.TECHNICIAN, Role.DISPATCHER)


class TaskRow(NamedTuple):
    """One task as the page shows it."""

    task: Task
    text: str
    may_close: bool
    desk_id: str
    """Of the desk that lends it is about; "" where it is about none."""


def get_tasks(desk: Desk) -> TaskBook:
    """The tasks.

    Errors:  BadInput where none are kept.
    """
    if desk.tasks is None:
        raise BadInput("No tasks are kept here.")
    return desk.tasks


@get("/tasks", include_in_schema=False, sync_to_thread=True)
def show_tasks(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """Open tasks, or all of them."""
    visit = open_visit(request, desk)
    everything = visit.query.get("all") == "1"
    tasks = get_tasks(desk).list_tasks(open_only=not everything, limit=MOST_ROWS)
    return _render(visit, tasks, everything=everything)


@post("/tasks/{task_id:int}", include_in_schema=False, sync_to_thread=True, status_code=200)
def post_task(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    posted: NamedDependency[Posted],
    task_id: FromPath[int],
) -> Response[str]:
    """A note, or the task is closed; a note that was typed with it is kept first."""
    visit = open_posted_visit(request, desk, posted, *LOOK_AFTER_ALL, Role.LENDER)
    book, who, note = get_tasks(desk), visit.signed_in.account.name, posted.get("note")
    task = book.find_task(task_id)
    if task is None:
        raise BadInput("There is no such task.")
    if not _may_close(visit, task):
        raise RoleMissing(LOOK_AFTER_ALL)
    closes = posted.get("do") == CLOSE
    if note or not closes:
        try:
            book.add_note(task_id, author=who, text=note, now=visit.now)
        except BadInput:
            return _render(visit, book.list_tasks(), fault=task_id, typed=note, status=422)
        _note(visit, "task.note", task)
    if closes and task.closed is None:
        book.close_task(task.kind, task.subject, now=visit.now, by=who)
        _note(visit, "task.close", task)
    language = visit.query.get("language")
    kept = f"?language={visit.language}" if language else ""
    return go_to(f"/console/tasks{kept}")


def _render(
    visit: Visit,
    tasks: list[Task],
    *,
    everything: bool = False,
    fault: int | None = None,
    typed: str = "",
    status: int = 200,
) -> Response[str]:
    return visit.render(
        "tasks.html",
        here="tasks",
        status=status,
        tasks=[_build_row(visit, one) for one in tasks],
        everything=everything,
        fault=fault,
        typed=typed,
    )


def _build_row(visit: Visit, task: Task) -> TaskRow:
    text = pick_text(task.text, language=visit.language)
    desk_id = get_desk_id(task) if is_of_desk(task) else ""
    return TaskRow(task, text, _may_close(visit, task), desk_id)


def _may_close(visit: Visit, task: Task) -> bool:
    """Those who lend look after what waits for their desks, and after nothing else."""
    return visit.may(*LOOK_AFTER_ALL) or (is_of_desk(task) and visit.may(Role.LENDER))


def _note(visit: Visit, action: str, task: Task) -> None:
    if visit.desk.database is not None:
        record(
            visit.desk.database,
            account=visit.signed_in.account.name,
            action=action,
            subject=f"{task.kind} {task.subject}",
            now=visit.real_now,
        )
