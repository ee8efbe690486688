"""The desk that lends: what to hand over and to take back today, the stock, and what was done."""

from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.desk import Desk
from modugil.core.errors import BadInput, RequestNotFound, WrongStep
from modugil.core.language import LANGUAGES
from modugil.pages.catalogue import get_words
from modugil.pages.console.go_to import go_to
from modugil.pages.console.office.people_page import say_action
from modugil.pages.console.office.rental_view import (
    build_row,
    list_stock,
    name_desk,
    sort_work,
)
from modugil.pages.console.posted import Posted
from modugil.pages.console.visit import Visit, open_posted_visit, open_visit
from modugil.pages.reader import AnyRequest
from modugil.people.rental.book import STAFF_STEPS, RentalBook
from modugil.people.rental.history import list_done
from modugil.people.rental.records import RentalDesk, Request
from modugil.people.rental.steps import ItemStep, Kind
from modugil.people.rental.stock import add_items, change_item_state, open_desk, parse_kind
from modugil.people.roles import Role

PAGE = "/console/rental"
SAID = (*STAFF_STEPS, "items", "desk")
LANGUAGE_NAMES = tuple((one, get_words(one)("site.language")) for one in LANGUAGES)


@get("/rental", include_in_schema=False, sync_to_thread=True)
def show_lending(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """One desk; the first where none is chosen. Who borrows is shown to those who lend alone."""
    return _render(open_visit(request, desk))


@post("/rental", include_in_schema=False, sync_to_thread=True, status_code=200)
def post_code(
    request: AnyRequest, desk: NamedDependency[Desk], posted: NamedDependency[Posted]
) -> Response[str]:
    """The request of a code that was scanned or typed."""
    visit = open_posted_visit(request, desk, posted, Role.LENDER)
    try:
        found = get_book(visit).find(posted.get("code"), now=visit.now)
    except RequestNotFound:
        fault = visit.words("lending.refused_no_code")
        return _render(visit, fault=fault, field="code", status=404)
    return _render(visit, found=found)


@post(
    "/rental/requests/{request_id:int}",
    include_in_schema=False,
    sync_to_thread=True,
    status_code=200,
)
def post_step(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    posted: NamedDependency[Posted],
    request_id: FromPath[int],
) -> Response[str]:
    """Hand over, take back, note as lost or found."""
    visit = open_posted_visit(request, desk, posted, Role.LENDER)
    book, who = get_book(visit), visit.signed_in.account.name
    step = next((one for one in STAFF_STEPS if one.value == posted.get("do")), None)
    if step is None:
        raise BadInput("There is no such step.")
    serial = posted.get("serial")
    try:
        done = book.take(request_id, step, by=who, now=visit.now, serial=serial)
    except (WrongStep, RequestNotFound) as refused:
        return _refuse(visit, refused)
    return _go_on(visit, done.desk_id, said=step.value)


@post("/rental/items", include_in_schema=False, sync_to_thread=True, status_code=200)
def post_items(
    request: AnyRequest, desk: NamedDependency[Desk], posted: NamedDependency[Posted]
) -> Response[str]:
    """Things are added, or one is set aside, repaired or retired."""
    visit = open_posted_visit(request, desk, posted, Role.LENDER)
    book, who, desk_id = get_book(visit), visit.signed_in.account.name, posted.get("desk")
    try:
        if posted.get("do") == "add":
            kind, serials = parse_kind(posted.get("kind")), posted.get("serials").split()
            add_items(book.engine, desk_id, kind, serials=serials, by=who, now=visit.now)
        else:
            step = ItemStep(posted.get("do"))
            today, item = book.get_today(visit.now), int(posted.get("item") or 0)
            change_item_state(book.engine, item, step, by=who, today=today, now=visit.now)
            book.refresh(now=visit.now)
    except ValueError as cause:
        raise BadInput("There is no such step.") from cause
    except BadInput as refused:
        return _refuse(visit, refused)
    return _go_on(visit, desk_id, said="items")


@post("/rental/desks", include_in_schema=False, sync_to_thread=True, status_code=200)
def post_desk(
    request: AnyRequest, desk: NamedDependency[Desk], posted: NamedDependency[Posted]
) -> Response[str]:
    """A desk is opened, or told differently."""
    visit = open_posted_visit(request, desk, posted, Role.LENDER)
    book, place = get_book(visit), posted.get("place")
    names: dict[str, str] = {
        one: posted.get(f"name_{one}") for one in LANGUAGES if posted.get(f"name_{one}")
    }
    told = RentalDesk(
        posted.get("id"),
        names,
        place,
        posted.get("phone"),
        posted.get("opens"),
        posted.get("closes"),
    )
    try:
        known = desk.catalogue is not None and place in desk.catalogue.get_current().rows
        if place and not known:
            raise BadInput(f"There is no place {place[:60]!r} in this region.")
        open_desk(book.engine, told, by=visit.signed_in.account.name, now=visit.now)
    except BadInput as refused:
        return _refuse(visit, refused)
    return _go_on(visit, told.id, said="desk")


def get_book(visit: Visit) -> RentalBook:
    """What desks lend. Errors: BadInput where nothing is kept."""
    if visit.desk.rental is None:
        raise BadInput("Nothing is kept here, so nothing is lent.")
    return visit.desk.rental


def _go_on(visit: Visit, desk_id: str, *, said: str) -> Response[str]:
    query = {"desk": desk_id, "said": said}
    if visit.query.get("language"):
        query["language"] = visit.language
    return go_to(f"{PAGE}?{urlencode(query)}")


def _refuse(visit: Visit, refused: BadInput) -> Response[str]:
    """The page again, with why not: in the language where it has a word for it."""
    if isinstance(refused, WrongStep):
        known = visit.words.section("lending").get(f"refused_{refused.why}")
        return _render(visit, fault=known or str(refused), status=409)
    return _render(visit, fault=str(refused), is_english=True, status=422)


def _render(
    visit: Visit,
    *,
    found: Request | None = None,
    fault: str = "",
    is_english: bool = False,
    field: str = "",
    status: int = 200,
) -> Response[str]:
    book, words = get_book(visit), visit.words
    desks = book.list_desks()
    wanted = found.desk_id if found is not None else visit.query.get("desk", "")
    here = next((one for one in desks if one.id == wanted), desks[0] if desks else None)
    today, may_lend = book.get_today(visit.now), visit.may(Role.LENDER)
    items = book.list_items(here.id, now=visit.now) if here is not None else ()
    opened = book.list_open(here.id, now=visit.now) if here is not None and may_lend else []
    done = list_done(book.engine, here.id) if here is not None else []
    said = visit.query.get("said", "")
    return visit.render(
        "rental.html",
        here="rental",
        status=status,
        desks=[(one, name_desk(visit, one)) for one in desks],
        at=here,
        may_lend=may_lend,
        work=sort_work(visit, opened, items, today),
        found=build_row(visit, found, items, today) if found is not None else None,
        stock=list_stock(visit, items),
        kinds=[(one.value, words(f"rental.kind_{one.value}")) for one in Kind],
        done=[(one, say_action(words, one.action)) for one in done],
        said=said if said in SAID and not fault and found is None else "",
        fault=fault,
        fault_tag="en" if is_english else "",
        field=field,
        names=LANGUAGE_NAMES,
    )
