"""What desks lend, as the page says it: days in words, what is free, what became of a request."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from modugil.answers.desk import Desk
from modugil.core.language import Language, pick_text
from modugil.pages.board_link import sight_address
from modugil.pages.catalogue import Words
from modugil.people.rental.days import LONGEST_DAYS, Days, latest_day
from modugil.people.rental.free import DeskFree, KindFree
from modugil.people.rental.records import RentalDesk, Request


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind at one desk, to be chosen where one is free."""

    value: str
    """What the form sends: desk and kind."""
    name: str
    said: str
    is_free: bool


@dataclass(frozen=True, slots=True)
class DeskShown:
    """One desk with what it has free."""

    name: str
    hours: str
    phone: str
    place: str
    """The address of the page of its place; "" where it has none."""
    sample: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class RequestShown:
    """One request, of which the person holds the code."""

    state: str
    what: str
    serial: str
    days: str
    desk: DeskShown | None
    fetch_by: str
    """"" once it was fetched, or is over."""
    late: bool
    doubtful: bool
    may_cancel: bool


def say_one_day(words: Words, day: date) -> str:
    """A day with its weekday."""
    weekday = words(f"rental.weekday_{day.weekday()}")
    return words("rental.day", month=day.month, day=day.day, weekday=weekday)


def say_days(words: Words, days: Days) -> str:
    """One day, or the first and the last."""
    first = say_one_day(words, days.first)
    if len(days) == 1:
        return first
    return words("rental.two_days", first=first, last=say_one_day(words, days.last))


def say_refusal(words: Words, why: str, *, today: date) -> str:
    """Why something was not reserved, in the language of the page."""
    until = say_one_day(words, latest_day(today))
    return (
        words(f"rental.refused_{why}", most=LONGEST_DAYS, until=until)
        if (why in ("days_long", "days_far"))
        else words(f"rental.refused_{why}")
    )


def show_desks(
    free: Iterable[DeskFree], words: Words, desk: Desk, *, language: Language
) -> list[DeskShown]:
    """Every desk that lends anything, those that are made up last."""
    shown = [
        _show_desk(one.desk, words, desk, language=language, kinds=one.kinds)
        for one in sorted(free, key=lambda one: one.desk.sample)
        if one.kinds
    ]
    return shown


def show_request(
    request: Request, desks: Iterable[RentalDesk], words: Words, desk: Desk, *, today: date
) -> RequestShown:
    """What became of a request."""
    there = next((one for one in desks if one.id == request.desk_id), None)
    reserved = request.state.value == "reserved"
    fetch_by = ""
    if reserved and there is not None:
        first = say_one_day(words, request.days.first)
        fetch_by = words("rental.fetch_by", day=first, closes=there.closes)
    return RequestShown(
        state=request.state.value,
        what=words(f"rental.kind_{request.kind.value}"),
        serial=request.serial,
        days=say_days(words, request.days),
        desk=_show_desk(there, words, desk, language=words.language) if there else None,
        fetch_by=fetch_by,
        late=request.is_late(today),
        doubtful=request.is_doubtful(today),
        may_cancel=reserved,
    )


def _show_desk(
    one: RentalDesk,
    words: Words,
    desk: Desk,
    *,
    language: Language,
    kinds: tuple[KindFree, ...] = (),
) -> DeskShown:
    known = desk.catalogue is not None and one.place_id in desk.catalogue.get_current().rows
    return DeskShown(
        name=pick_text(one.names, language=language),
        hours=words("rental.hours", opens=one.opens, closes=one.closes),
        phone=words("rental.desk_phone", phone=one.phone) if one.phone else "",
        place=sight_address(one.place_id) if known else "",
        sample=one.sample,
        choices=tuple(_build_choice(one, kind, words) for kind in kinds),
    )


def _build_choice(one: RentalDesk, kind: KindFree, words: Words) -> Choice:
    if kind.free:
        said = words("rental.of", free=kind.free, total=kind.total)
    elif kind.free_from is not None:
        day = say_one_day(words, kind.free_from)
        said = words("rental.gone_until", total=kind.total, day=day)
    else:
        said = words("rental.gone", total=kind.total)
    name = words(f"rental.kind_{kind.kind.value}")
    return Choice(f"{one.id} {kind.kind.value}", name, said, kind.free > 0)
