"""What staff tell the public now, as a page."""

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.desk import Desk
from modugil.pages.catalogue import get_words
from modugil.pages.live_view import say_simulated
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.templating import render_page


@get("/alerts", include_in_schema=False, sync_to_thread=True)
def show_alerts(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """The page."""
    query, language = read_query(request), choose_language(request)
    words, region = get_words(language), build_region_card(desk.manifest, language=language)
    return render_page(
        "alerts.html",
        language=language,
        query=query,
        region=region,
        simulated=say_simulated(words, desk),
        credits=list_credits(region),
        found=desk.boards.list_alerts(now=desk.clock.now(), language=language),
    )
