"""Lines to be found by number or by where they go, and one of them: its stops and its buses."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.desk import Desk
from modugil.answers.lines.line import LineAnswer
from modugil.answers.lines.line_address import read_line_id
from modugil.pages.catalogue import get_words
from modugil.pages.live_view import clock_data, say_simulated
from modugil.pages.plan_view import script_words
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.templating import render_page
from modugil.pages.wifi_view import say_wifi_on

LONGEST_TEXT = 60


@get("/lines", include_in_schema=False, sync_to_thread=True)
def show_lines(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """All lines, or those that fit what is typed.

    Errors:  PlaceNotFound where the region has no timetable.
    """
    query, language = read_query(request), choose_language(request)
    words, region = get_words(language), build_region_card(desk.manifest, language=language)
    text = query.get("q", "").strip()[:LONGEST_TEXT]
    return render_page(
        "lines.html",
        language=language,
        query=query,
        region=region,
        simulated=say_simulated(words, desk),
        credits=list_credits(region),
        text=text,
        found=desk.lines.list_lines(text, now=desk.clock.now(), language=language),
        script_words=script_words(words),
        script_data=clock_data(desk),
    )


@get("/lines/{line:str}", include_in_schema=False, sync_to_thread=True)
def show_line(
    request: AnyRequest, desk: NamedDependency[Desk], line: FromPath[str]
) -> Response[str]:
    """The line as a page, or only what moves on it for the script that brings it up to date.

    Errors:  LineNotFound if there is no such line.
    """
    query, language = read_query(request), choose_language(request)
    words, region = get_words(language), build_region_card(desk.manifest, language=language)
    answer = desk.lines.show_line(read_line_id(line), now=desk.clock.now(), language=language)
    return render_page(
        "_line.html" if query.get("part") == "line" else "line.html",
        language=language,
        query=query,
        region=region,
        simulated=say_simulated(words, desk),
        credits=list_credits(region),
        answer=answer,
        wifi=say_wifi_on(desk, _list_buses(answer), language=language),
        script_words=script_words(words),
        script_data=clock_data(desk),
    )


def _list_buses(answer: LineAnswer) -> list[str]:
    ways = answer.directions
    placed = [bus for way in ways for stop in way.stops for bus in stop.buses]
    return [bus.card.vehicle for bus in [*placed, *(one for way in ways for one in way.elsewhere)]]
