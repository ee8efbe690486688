"""What waits for the desk: things that are late or lost, and requests without a thing."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from modugil.core.language import LANGUAGES, Language, pick_text
from modugil.people.rental.records import RentalDesk, Request
from modugil.people.rental.steps import Kind, RequestState
from modugil.people.tasks import Task, TaskBook

Phrase = Mapping[Language, str]
LATE, LOST, SHORT = "rental_late", "rental_lost", "rental_short"
TASKS_READ = 10_000
THINGS: Mapping[Kind, Phrase] = {
    Kind.RECEIVER: {"ko": "수신기", "en": "receiver", "zh": "接收器", "ja": "受信機"},
    Kind.MANUAL_WHEELCHAIR: {
        "ko": "수동 휠체어",
        "en": "manual wheelchair",
        "zh": "手动轮椅",
        "ja": "手動車いす",
    },
    Kind.POWER_WHEELCHAIR: {
        "ko": "전동 휠체어",
        "en": "power wheelchair",
        "zh": "电动轮椅",
        "ja": "電動車いす",
    },
    Kind.STROLLER: {"ko": "유아차", "en": "stroller", "zh": "婴儿车", "ja": "ベビーカー"},
}
SENTENCES: Mapping[str, Phrase] = {
    LATE: {
        "ko": "{desk}: {thing} {serial}, {last}까지였는데 돌아오지 않음",
        "en": "{desk}: {thing} {serial} was due on {last} and is not back",
        "zh": "{desk}：{thing} {serial} 应于{last}归还，尚未归还",
        "ja": "{desk}：{thing} {serial} は{last}が返却日でしたが戻っていません",
    },
    LOST: {
        "ko": "{desk}: {thing} {serial} 분실",
        "en": "{desk}: {thing} {serial} is lost",
        "zh": "{desk}：{thing} {serial} 丢失",
        "ja": "{desk}：{thing} {serial} は紛失",
    },
    SHORT: {
        "ko": "{desk}: {first}에 예약된 {thing} {serial}을(를) 내줄 수 없고 다른 것도 없음",
        "en": "{desk}: {thing} {serial}, reserved for {first}, cannot be had and no other is free",
        "zh": "{desk}：为{first}预约的{thing} {serial} 无法借出，也没有其他可用的",
        "ja": "{desk}：{first}に予約された{thing} {serial} を渡せず、ほかに空きもありません",
    },
}


class _Wanted(NamedTuple):
    kind: str
    subject: str
    text: dict[str, str]


def reconcile_tasks(
    book: TaskBook,
    requests: Iterable[Request],
    desks: Mapping[str, RentalDesk],
    *,
    today: date,
    now: datetime,
) -> None:
    """Each reason has its task, and a task whose reason is gone is closed; twice does no harm.

    A task that somebody closed is not opened again; one that closed itself is, when its reason
    comes back.
    Errors:  CouldNotLook, CouldNotKeep.
    """
    wanted = {
        (one.kind, one.subject): one
        for request in requests
        for one in _list_wanted(request, desks, today=today)
    }
    opened = _list_keys(book.list_tasks(limit=TASKS_READ))
    if missing := wanted.keys() - opened:
        every = book.list_tasks(open_only=False, limit=TASKS_READ)
        for key in missing - _list_keys(one for one in every if one.closed_by):
            book.open_task(*key, text=wanted[key].text, now=now)
    for kind, subject in opened - wanted.keys():
        book.close_task(kind, subject, now=now)


def is_of_desk(task: Task) -> bool:
    """Whether it is one of ours, for those who lend to look after."""
    return task.kind in SENTENCES


def get_desk_id(task: Task) -> str:
    """The desk that a task of ours is about."""
    return task.subject.partition("/")[0]


def _list_keys(tasks: Iterable[Task]) -> set[tuple[str, str]]:
    """Kind and subject of those tasks that are ours."""
    return {(one.kind, one.subject) for one in tasks if is_of_desk(one)}


def _list_wanted(
    request: Request, desks: Mapping[str, RentalDesk], *, today: date
) -> Iterator[_Wanted]:
    if request.is_late(today):
        yield _build(LATE, request, desks)
    if request.state is RequestState.LOST:
        yield _build(LOST, request, desks)
    if request.is_doubtful(today):
        yield _build(SHORT, request, desks)


def _build(kind: str, request: Request, desks: Mapping[str, RentalDesk]) -> _Wanted:
    names = desks[request.desk_id].names
    text: dict[str, str] = {
        language: SENTENCES[kind][language].format(
            desk=pick_text(names, language=language),
            thing=THINGS[request.kind][language],
            serial=request.serial,
            first=request.days.first,
            last=request.days.last,
        )
        for language in LANGUAGES
    }
    return _Wanted(kind, f"{request.desk_id}/{request.serial} #{request.id}", text)
