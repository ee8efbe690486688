"""The pages on which staff write: the list, a new message, one that is there, taking it back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.desk import Desk
from modugil.conditions.staff.book import StaffBook
from modugil.conditions.staff.messages import Written
from modugil.core.errors import BadInput
from modugil.core.language import LANGUAGES
from modugil.pages.console.go_to import go_to
from modugil.pages.console.posted import Posted
from modugil.pages.console.visit import Visit, open_posted_visit, open_visit
from modugil.pages.console.writing.alert_form import Faults
from modugil.pages.console.writing.four_texts import copy_korean
from modugil.pages.console.writing.kinds import KINDS, Kind, kind_of
from modugil.pages.console.writing.preview import preview
from modugil.pages.console.writing.states import MessageState
from modugil.pages.console.writing.tell_message import tell_written
from modugil.pages.reader import AnyRequest
from modugil.people.audit import Done, list_audit, record
from modugil.people.roles import Role

HOME = "/console/messages"
AWAY = 303
NAMES = (("ko", "한국어"), ("en", "English"), ("zh", "中文"), ("ja", "日本語"))
LOOKED_AT = ("check", "publish")
MOST_HISTORY = 50
assert tuple(code for code, _ in NAMES) == LANGUAGES


@dataclass(frozen=True, slots=True)
class Form:
    """A form under work: of which kind, of which message if one is there, as typed, its faults."""

    kind: Kind
    posted: Posted
    written: Written | None = None
    faults: Mapping[str, str] = field(default_factory=dict)
    preview: object | None = None


def get_book(desk: Desk) -> StaffBook:
    """What staff write.

    Errors:  BadInput where nothing can be written.
    """
    if desk.staff is None:
        raise BadInput("Nothing can be written here: this server keeps no messages.")
    return desk.staff


@get("/messages", include_in_schema=False, sync_to_thread=True)
def show_messages(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """Everything that was written, by how it stands now."""
    visit = open_visit(request, desk)
    told = [
        tell_written(visit, one)
        for one in get_book(desk).list_written(now=visit.now, withdrawn=True)
    ]
    wanted = visit.query.get("state", "")
    states = [state.value for state in MessageState]
    order = {state: at for at, state in enumerate(states)}
    told.sort(key=lambda one: one.written, reverse=True)
    told.sort(key=lambda one: order[one.state])
    return visit.render(
        "messages.html",
        here="messages",
        told=[one for one in told if wanted in ("", one.state)],
        counts=Counter(one.state for one in told),
        states=states,
        wanted=wanted if wanted in states else "",
    )


@get("/messages/new/{kind:str}", include_in_schema=False, sync_to_thread=True)
def show_new(
    request: AnyRequest, desk: NamedDependency[Desk], kind: FromPath[str]
) -> Response[str]:
    """An empty form."""
    visit = open_visit(request, desk, Role.DISPATCHER)
    chosen = _get_kind(kind)
    return _render(visit, Form(chosen, chosen.begin(visit)))


@post("/messages/new/{kind:str}", include_in_schema=False, sync_to_thread=True, status_code=200)
def post_new(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    posted: NamedDependency[Posted],
    kind: FromPath[str],
) -> Response[str]:
    """One step of a new message, or it is published."""
    visit = open_posted_visit(request, desk, posted, Role.DISPATCHER)
    return _take(visit, _get_kind(kind), posted, written=None)


@get("/messages/{id:str}", include_in_schema=False, sync_to_thread=True)
def show_message(
    request: AnyRequest, desk: NamedDependency[Desk], id: FromPath[str]
) -> Response[str]:
    """One message: as riders see it, and its form for those who may change it."""
    visit = open_visit(request, desk)
    written = _get_written(desk, id)
    kind = kind_of(written.message)
    shown = preview(visit, written.message)
    return _render(visit, Form(kind, kind.fill(visit, written.message), written, preview=shown))


@post("/messages/{id:str}", include_in_schema=False, sync_to_thread=True, status_code=200)
def post_message(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    posted: NamedDependency[Posted],
    id: FromPath[str],
) -> Response[str]:
    """One step of a change, or it is published."""
    visit = open_posted_visit(request, desk, posted, Role.DISPATCHER)
    written = _get_written(desk, id)
    return _take(visit, kind_of(written.message), posted, written=written)


@post("/messages/{id:str}/withdraw", include_in_schema=False, sync_to_thread=True, status_code=AWAY)
def post_withdraw(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    posted: NamedDependency[Posted],
    id: FromPath[str],
) -> Response[str]:
    """The public is no longer told; the message stays in the book."""
    visit = open_posted_visit(request, desk, posted, Role.DISPATCHER)
    written = _get_written(desk, id)
    author = visit.signed_in.account.name
    get_book(desk).withdraw(id, author=author, now=visit.now)
    _note(visit, f"{kind_of(written.message).key}.withdraw", id)
    return go_to(f"{HOME}/{id}?{_told(visit, 'withdrawn')}")


def _take(visit: Visit, kind: Kind, posted: Posted, *, written: Written | None) -> Response[str]:
    do = posted.get("do")
    if do == "copy":
        return _render(visit, Form(kind, copy_korean(posted, *kind.texts), written))
    if do not in LOOKED_AT:
        return _render(visit, Form(kind, posted, written))
    draft = kind.read(visit, posted, id=written.message.id if written else "")
    if draft.message is None or draft.faults:
        return _render(visit, Form(kind, posted, written, draft.faults), status=422)
    if do == "check":
        shown = preview(visit, draft.message)
        return _render(visit, Form(kind, posted, written, preview=shown))
    book, author = get_book(visit.desk), visit.signed_in.account.name
    try:
        if written:
            told = posted.get("revision")[:9]
            seen = int(told) if told.isdecimal() else None
            kept = book.change(draft.message, author=author, now=visit.now, revision=seen)
        else:
            kept = book.write(draft.message, author=author, now=visit.now)
        id = kept.message.id
    except BadInput as fault:
        said = {"form": visit.words("writing.refused", text=fault)}
        return _render(visit, Form(kind, posted, written, said), status=422)
    _note(visit, f"{kind.key}.{'change' if written else 'write'}", id)
    return go_to(f"{HOME}/{id}?{_told(visit, 'published')}")


def _render(visit: Visit, form: Form, *, status: int = 200) -> Response[str]:
    written = form.written
    return visit.render(
        "message.html",
        here="messages",
        status=status,
        kind=form.kind.key,
        posted=form.posted,
        faults=Faults(form.faults),
        names=NAMES,
        preview=form.preview,
        told=tell_written(visit, written) if written else None,
        history=_list_history(visit, written) if written else (),
        said=visit.query.get("said", "") if form.preview and written else "",
        **form.kind.offer(visit, form.posted),
    )


def _list_history(visit: Visit, written: Written) -> list[Done]:
    database = visit.desk.database
    if database is None:
        return []
    return list_audit(database, limit=MOST_HISTORY, subject=written.message.id)


def _note(visit: Visit, action: str, id: str) -> None:
    if visit.desk.database is not None:
        record(
            visit.desk.database,
            account=visit.signed_in.account.name,
            action=action,
            subject=id,
            now=visit.real_now,
        )


def _told(visit: Visit, said: str) -> str:
    language = visit.query.get("language", "")
    return f"said={said}" + (f"&language={visit.language}" if language else "")


def _get_kind(key: str) -> Kind:
    if key not in KINDS:
        raise BadInput("There is no such kind of message.", allowed=", ".join(KINDS))
    return KINDS[key]


def _get_written(desk: Desk, id: str) -> Written:
    written = get_book(desk).find_written(id)
    if written is None:
        raise BadInput("There is no such message.")
    return written
