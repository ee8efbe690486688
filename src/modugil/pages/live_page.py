"""The buses as they are now: a map on which they glide, and everything on it as a table."""

from collections.abc import Mapping

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.boards.boards import Wanted
from modugil.answers.desk import Desk
from modugil.pages.catalogue import get_words
from modugil.pages.live_view import clock_data, say_simulated
from modugil.pages.plan_view import script_words
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.templating import render_page
from modugil.pages.wifi_view import say_wifi_on
from modugil.region.manifest import Bounds

MOST_LISTED = 60
LONGEST_LINE = 40
ON = "1"


@get("/live", include_in_schema=False, sync_to_thread=True)
def show_live(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """The page, or only its table for the script that brings it up to date."""
    query, language = read_query(request), choose_language(request)
    words, region = get_words(language), build_region_card(desk.manifest, language=language)
    wanted = Wanted(
        _read_bounds(query),
        query.get("line", "").strip()[:LONGEST_LINE],
        query.get("lowFloorOnly") == ON,
    )
    found = (
        desk.boards.list_vehicles(
            wanted, now=desk.clock.now(), language=language, limit=MOST_LISTED
        )
        if desk.live is not None
        else None
    )
    heard = [one.vehicle for one in found.vehicles] if found is not None else []
    return render_page(
        "_buses.html" if query.get("part") == "buses" else "live.html",
        language=language,
        query=query,
        region=region,
        simulated=say_simulated(words, desk),
        credits=list_credits(region),
        wanted=wanted,
        found=found,
        wifi=say_wifi_on(desk, heard, language=language),
        in_view=wanted.bounds is not None,
        lines=desk.boards.list_lines(language=language) if found is not None else [],
        script_words=script_words(words),
        script_data=clock_data(desk),
    )


def _read_bounds(query: Mapping[str, str]) -> Bounds | None:
    """The part of the map in view, as the script writes it; anything else is the whole region."""
    try:
        west, south, east, north = map(float, query.get("bbox", "")[:200].split(","))
    except ValueError:
        return None
    return Bounds(south, west, north, east) if west <= east and south <= north else None
