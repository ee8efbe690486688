"""Borrowing a wheelchair or a receiver without an account: what is free, asking, looking back.

The code of a request is sent in forms only: it never stands in an address.
"""

from dataclasses import dataclass, field
from datetime import date

from litestar import Response, Router, get, post
from litestar.di import NamedDependency, Provide

from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.desk import Desk
from modugil.core.errors import BadInput, CouldNotLook, NotFree, RequestNotFound, WrongStep
from modugil.pages.catalogue import Words, get_words
from modugil.pages.console.posted import LARGEST_BYTES, Posted, read_posted
from modugil.pages.console.visit import real_now
from modugil.pages.live_view import say_simulated
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.rental_view import (
    say_days,
    say_one_day,
    say_refusal,
    show_desks,
    show_request,
)
from modugil.pages.templating import render_page
from modugil.people.forms import check_same_site
from modugil.people.rental.asking import LONGEST_NAME
from modugil.people.rental.book import RentalBook
from modugil.people.rental.codes import draw_code
from modugil.people.rental.days import LONGEST_DAYS, Days, check_days, latest_day, parse_day
from modugil.people.rental.limits import count_ask, limit_reserved, trying_code
from modugil.people.rental.records import Request, Wish
from modugil.people.rental.refused import AskRefused
from modugil.people.rental.stock import parse_kind

FIELD_OF = {
    "name_wrong": "called",
    "phone_wrong": "phone",
    "no_kind": "which",
    "no_desk": "which",
    "taken": "which",
    "no_code": "code",
    "step": "code",
}
"""Which field a refusal is about; the days where none is named."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a form came to: a request, or why not."""

    request: Request | None = None
    code: str = ""
    is_new: bool = False
    refused: str = ""
    status: int = 200
    typed: Posted = field(default_factory=Posted)


@get("/", include_in_schema=False, sync_to_thread=True)
def show_rental(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """What is free on the days asked for; today where none are."""
    return _render(request, desk, Outcome())


@post("/", include_in_schema=False, sync_to_thread=True, status_code=200)
def post_rental(
    request: AnyRequest, desk: NamedDependency[Desk], posted: NamedDependency[Posted]
) -> Response[str]:
    """Ask for something, see what became of it, or cancel it.

    Errors:  NotAllowed from a page of somebody else; TooMany; CouldNotLook, CouldNotKeep.
    """
    check_same_site(request.headers)
    if desk.rental is None:
        raise CouldNotLook("Nothing is kept here, so nothing is lent.")
    do = posted.get("do")
    if do == "ask":
        return _render(request, desk, _ask(request, desk, desk.rental, posted))
    return _render(request, desk, _look(request, desk, desk.rental, posted, cancels=do == "cancel"))


def build_rental() -> Router:
    """The page; its handlers take the `desk` that `app` provides."""
    return Router(
        "/rental",
        route_handlers=[show_rental, post_rental],
        dependencies={"posted": Provide(read_posted)},
        request_max_body_size=LARGEST_BYTES,
        include_in_schema=False,
    )


def _ask(request: AnyRequest, desk: Desk, book: RentalBook, posted: Posted) -> Outcome:
    now, address = desk.clock.now(), request.client.host if request.client else ""
    real = real_now(request)
    count_ask(book.engine, address=address, now=real)
    try:
        wish = _read_wish(posted)
        limit = limit_reserved(address, now=real)
        code, made = book.ask(wish, now=now, code=posted.get("once"), before_keeping=limit)
    except AskRefused as refused:
        return Outcome(refused=refused.why, status=422, typed=posted)
    except NotFree:
        return Outcome(refused="taken", status=409, typed=posted)
    return Outcome(made, code, is_new=True)


def _read_wish(posted: Posted) -> Wish:
    desk_id, _, kind = posted.get("which").partition(" ")
    days = Days(parse_day(posted.get("from")), parse_day(posted.get("to")))
    try:
        meant = parse_kind(kind)
    except BadInput as cause:
        raise AskRefused("no_kind", "Nothing was chosen.") from cause
    return Wish(desk_id, meant, days, posted.get("called"), posted.get("phone"))


def _look(
    request: AnyRequest, desk: Desk, book: RentalBook, posted: Posted, *, cancels: bool
) -> Outcome:
    now, code = desk.clock.now(), posted.get("code")
    address = request.client.host if request.client else ""
    try:
        with trying_code(book.engine, address=address, now=real_now(request)):
            if not cancels:
                return Outcome(book.find(code, now=now), code)
            try:
                return Outcome(book.cancel(code, now=now), code)
            except WrongStep:
                return Outcome(book.find(code, now=now), code, refused="step", status=409)
    except RequestNotFound:
        return Outcome(refused="no_code", status=404, typed=posted)


def _read_days(typed: dict[str, str], today: date) -> tuple[Days, str]:
    """The days asked for and why they cannot be; today instead of what cannot be."""
    try:
        first = parse_day(typed["from"]) if typed.get("from") else today
        days = Days(first, parse_day(typed["to"]) if typed.get("to") else first)
        return check_days(days, today=today), ""
    except AskRefused as refused:
        return Days(today, today), refused.why


def _render(request: AnyRequest, desk: Desk, outcome: Outcome) -> Response[str]:
    query, language = read_query(request), choose_language(request)
    words, region = get_words(language), build_region_card(desk.manifest, language=language)
    filled = _fill(desk, desk.rental, outcome, words, query) if desk.rental is not None else {}
    return render_page(
        "rental.html",
        language=language,
        query=query,
        status=outcome.status,
        region=region,
        simulated=say_simulated(words, desk),
        credits=list_credits(region),
        outcome=outcome,
        **({"lends": bool(filled)} | filled),
    )


def _fill(
    desk: Desk, book: RentalBook, outcome: Outcome, words: Words, query: dict[str, str]
) -> dict[str, object]:
    now = desk.clock.now()
    today, typed = book.get_today(now), outcome.typed
    asked = {name: typed.get(name) for name in ("from", "to")} if typed.pairs else query
    days, wrong = _read_days(asked, today)
    why = outcome.refused or wrong
    mine = None
    if outcome.request is not None:
        desks = book.list_desks(closed=True)
        mine = show_request(outcome.request, desks, words, desk, today=today)
    return {
        "mine": mine,
        "days": days,
        "days_said": say_days(words, days),
        "desks": show_desks(book.show_free(days, now=now), words, desk, language=words.language),
        "today": today,
        "until": latest_day(today),
        "until_said": say_one_day(words, latest_day(today)),
        "most_days": LONGEST_DAYS,
        "longest_name": LONGEST_NAME,
        "refusal": say_refusal(words, why, today=today) if why else "",
        "wrong_field": FIELD_OF.get(why, "from") if why else "",
        "once": draw_code(),
    }
