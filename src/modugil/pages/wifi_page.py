"""Working Wi-Fi near a place, or near where one stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.desk import Desk
from modugil.answers.itinerary import PlaceRef
from modugil.core.errors import BadInput
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.pages.catalogue import get_words
from modugil.pages.live_view import clock_data, say_simulated
from modugil.pages.plan_form import Field, find_field
from modugil.pages.plan_view import script_words
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.stops_page import read_near
from modugil.pages.templating import render_page
from modugil.pages.wifi_view import find_wifi_near

LONGEST_TEXT = 100


@dataclass(frozen=True, slots=True)
class Around:
    """Where it is looked for: a point, or the places that a name may mean."""

    point: LatLon | None = None
    name: str = ""
    choices: Sequence[PlaceRef] = ()


@get("/wifi", include_in_schema=False, sync_to_thread=True)
def show_wifi(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """The page; a half-typed name is no error."""
    query, language = read_query(request), choose_language(request)
    words, region = get_words(language), build_region_card(desk.manifest, language=language)
    text = query.get("q", "").strip()[:LONGEST_TEXT]
    ref = query.get("ref", "").strip()[:LONGEST_TEXT]
    near = read_near(query.get("near", ""))
    around = Around(near) if near is not None else _find(desk, text, ref, language)
    point = around.point
    return render_page(
        "wifi.html",
        language=language,
        query=query,
        region=region,
        simulated=say_simulated(words, desk),
        credits=list_credits(region),
        text=text,
        around=around,
        followed=desk.wifi is not None,
        found=find_wifi_near(desk, point, language=language) if point is not None else None,
        script_words=script_words(words),
        script_data=clock_data(desk),
    )


def _find(desk: Desk, text: str, ref: str, language: Language) -> Around:
    if not (text or ref):
        return Around()
    try:
        found = find_field(desk, Field(text, ref), language=language)
    except BadInput:
        return Around()
    if found.place is None:
        return Around(choices=found.choices)
    return Around(LatLon(found.place.lat, found.place.lon), found.place.name)
