"""Where the stops and lines that a browser keeps are shown; the server knows none of them."""

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.desk import Desk
from modugil.pages.catalogue import get_words
from modugil.pages.live_view import clock_data, say_simulated
from modugil.pages.plan_view import script_words
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.templating import render_page


@get("/favourites", include_in_schema=False, sync_to_thread=True)
def show_favourites(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """The same page for everyone: the script fills it from what the browser keeps."""
    query, language = read_query(request), choose_language(request)
    words, region = get_words(language), build_region_card(desk.manifest, language=language)
    return render_page(
        "favourites.html",
        language=language,
        query=query,
        region=region,
        simulated=say_simulated(words, desk),
        credits=list_credits(region),
        script_words=script_words(words),
        script_data=clock_data(desk),
    )
