"""An error as a page: what happened, what would have been allowed, and the way back."""

from litestar import Response

from modugil.answers.asking.region_card import build_region_card
from modugil.answers.desk import Desk
from modugil.pages.plan_view import Explained
from modugil.pages.reader import AnyRequest, choose_language
from modugil.pages.templating import render_page


def show_problem(request: AnyRequest, problem: Explained, *, desk: Desk) -> Response[str]:
    """The page, with the problem's own status."""
    language = choose_language(request)
    return render_page(
        "problem.html",
        language=language,
        status=problem.status,
        region=build_region_card(desk.manifest, language=language),
        problem=problem,
    )


def wants_page(request: AnyRequest) -> bool:
    """Whether a person reads the answer in a browser, rather than a program."""
    is_page = not request.url.path.startswith(("/api/v1", "/tiles/", "/health", "/static/"))
    return is_page and "text/html" in request.headers.get("accept", "")
