"""What is true, where the data comes from, and which limits are used on whose word."""

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.asking.needs_cards import build_needs_cards, list_threshold_cards
from modugil.answers.asking.region_card import build_region_card
from modugil.answers.desk import Desk
from modugil.pages.catalogue import get_words
from modugil.pages.plan_form import OWN_LIMITS
from modugil.pages.plan_view import FORM_UNITS, preset_numbers
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.templating import render_page


@get("/about", include_in_schema=False, sync_to_thread=True)
def show_about(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """The page."""
    language = choose_language(request)
    region = build_region_card(desk.manifest, language=language)
    known = get_words(language).section("about")
    return render_page(
        "about.html",
        language=language,
        query=read_query(request),
        region=region,
        counts={
            known[f"count_{name}"]: count
            for name, count in region.counts.items()
            if f"count_{name}" in known
        },
        numbers=preset_numbers(build_needs_cards()),
        own_limits={word: FORM_UNITS[word] for word in OWN_LIMITS},
        thresholds=list_threshold_cards(),
    )
