"""Stops to be found by name or nearby, and the board of one: minutes, words, how old it all is."""

from collections.abc import Mapping
from dataclasses import dataclass

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.boards.stop_address import read_stop_id
from modugil.answers.desk import Desk
from modugil.answers.itinerary import PlaceRef
from modugil.core.errors import BadInput
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.pages.catalogue import get_words
from modugil.pages.live_view import clock_data, say_simulated
from modugil.pages.plan_view import script_words
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.templating import render_page
from modugil.pages.wifi_view import find_wifi_at

LONGEST_TEXT = 100
MOST_FOUND = 12
SEARCHED = 60
SPANS_MIN = (30, 60, 120)
ON = "1"


@dataclass(frozen=True, slots=True)
class StopRow:
    """One stop to choose, with where its lines go and how far it is."""

    place: PlaceRef
    towards: str
    away_m: int | None = None


@get("/stops", include_in_schema=False, sync_to_thread=True)
def show_stops(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """The page; a half-typed name is no error."""
    query, language = read_query(request), choose_language(request)
    words, region = get_words(language), build_region_card(desk.manifest, language=language)
    text = query.get("q", "").strip()[:LONGEST_TEXT]
    near = read_near(query.get("near", ""))
    return render_page(
        "stops.html",
        language=language,
        query=query,
        region=region,
        simulated=say_simulated(words, desk),
        credits=list_credits(region),
        text=text,
        near=near is not None,
        rows=_find(desk, text, near, language=language),
        script_words=script_words(words),
        script_data=clock_data(desk),
    )


@get("/stops/{stop_id:str}", include_in_schema=False, sync_to_thread=True)
def show_stop(
    request: AnyRequest, desk: NamedDependency[Desk], stop_id: FromPath[str]
) -> Response[str]:
    """The board as a page, or only its rows for the script that brings it up to date.

    Errors:  PlaceNotFound if there is no such stop.
    """
    query, language = read_query(request), choose_language(request)
    words, region = get_words(language), build_region_card(desk.manifest, language=language)
    only, minutes = query.get("lowFloorOnly") == ON, _read_minutes(query)
    board = desk.boards.show_board(
        read_stop_id(stop_id),
        now=desk.clock.now(),
        language=language,
        minutes=minutes,
        low_floor_only=only,
    )
    return render_page(
        "_board.html" if query.get("part") == "board" else "stop.html",
        language=language,
        query=query,
        region=region,
        simulated=say_simulated(words, desk),
        credits=list_credits(region),
        board=board,
        wifi=find_wifi_at(desk, board.stop.ref, language=language),
        spans=SPANS_MIN,
        script_words=script_words(words),
        script_data=clock_data(desk),
    )


def _read_minutes(query: Mapping[str, str]) -> int:
    text = query.get("minutes", "")
    return int(text) if text in map(str, SPANS_MIN) else SPANS_MIN[1]


def read_near(text: str) -> LatLon | None:
    """Where somebody stands, as the script writes it; None for anything else."""
    lat, _, lon = text[:LONGEST_TEXT].partition(",")
    try:
        point = LatLon(float(lat), float(lon))
    except ValueError:
        return None
    return point if -90 <= point.lat <= 90 and -180 <= point.lon <= 180 else None


def _find(desk: Desk, text: str, near: LatLon | None, *, language: Language) -> list[StopRow]:
    if near is not None:
        links = desk.boards.list_stops_near(near, language=language, limit=MOST_FOUND)
        return [StopRow(one.stop, ", ".join(one.towards), one.away_m) for one in links]
    found = desk.find(text, language=language, limit=SEARCHED, near=None) if text else ()
    stops = [one for one in found if one.kind in ("stop", "station")][:MOST_FOUND]
    return [StopRow(one, _towards(desk, one, language)) for one in stops]


def _towards(desk: Desk, place: PlaceRef, language: Language) -> str:
    try:
        return ", ".join(desk.boards.towards(place.ref, language=language)[:2])
    except BadInput:
        return ""
