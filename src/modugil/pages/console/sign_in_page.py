"""Signing in and out. What was typed before a visit had ended is kept, and goes on after it."""

import re
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency

from modugil.answers.asking.region_card import build_region_card
from modugil.answers.desk import Desk
from modugil.core.errors import SignInRefused, TooMany
from modugil.pages.catalogue import get_words
from modugil.pages.console.go_to import go_to
from modugil.pages.console.posted import Posted, parse_posted
from modugil.pages.console.visit import (
    ASKED,
    find_signed_in,
    get_people,
    open_posted_visit,
    real_now,
)
from modugil.pages.live_view import say_simulated
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.templating import render_page
from modugil.people.forms import CSRF_FIELD, check_same_site
from modugil.people.sessions import COOKIE, SignedIn

HOME = "/console"
SIGN_IN = "/console/sign-in"
LONGEST_NEXT = 500
_OURS = re.compile(r"/console(/[^\s\\/]+)*(\?[^\s\\]*)?")
AWAY = 303


def safe_next(text: str) -> str:
    """Where to go after signing in: a page of the console, whatever an address asks for."""
    short = len(text) <= LONGEST_NEXT
    ours = short and _OURS.fullmatch(text) is not None and not text.startswith(SIGN_IN)
    return text if ours else HOME


def sign_in_address(request: AnyRequest) -> str:
    """The sign-in page that leads back to what was asked for."""
    query = read_query(request)
    kept = urlencode(query)
    wanted = request.url.path + (f"?{kept}" if kept else "")
    told = {"next": wanted}
    if "language" in query:
        told["language"] = query["language"]
    return f"{SIGN_IN}?{urlencode(told)}"


@get("/sign-in", include_in_schema=False, sync_to_thread=True)
def show_sign_in(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """The form; who is signed in already goes on."""
    wanted = safe_next(request.query_params.get("next", ""))
    if find_signed_in(request, desk) is not None:
        return go_to(wanted)
    return render_sign_in(request, desk, wanted=wanted)


@post("/sign-in", include_in_schema=False, sync_to_thread=True, status_code=200)
def post_sign_in(
    request: AnyRequest, desk: NamedDependency[Desk], posted: NamedDependency[Posted]
) -> Response[str]:
    """Try name, password and code: on to the page that was wanted, or one sentence says why not."""
    request.state[ASKED] = desk
    check_same_site(request.headers)
    wanted, kept = safe_next(posted.get("next")), posted.get("kept")
    words = get_words(choose_language(request))
    name = posted.get("name")
    try:
        signed_in = get_people(desk).sign_in(
            name,
            posted.get("password"),
            posted.get("code").replace(" ", ""),
            now=real_now(request),
            address=request.client.host if request.client else "",
        )
    except SignInRefused:
        said, status = words("sign_in.refused"), 401
    except TooMany as fault:
        said, status = words("sign_in.too_many", n=max(1, round(fault.retry_after_s / 60))), 429
    else:
        return _enter(request, desk, signed_in, wanted=wanted, kept=kept)
    return render_sign_in(
        request, desk, wanted=wanted, kept=kept, name=name, said=said, status=status
    )


@post("/sign-out", include_in_schema=False, sync_to_thread=True, status_code=AWAY)
def post_sign_out(
    request: AnyRequest, desk: NamedDependency[Desk], posted: NamedDependency[Posted]
) -> Response[str]:
    """The visit is over."""
    visit = open_posted_visit(request, desk, posted)
    people = get_people(desk)
    if posted.get("everywhere"):
        people.sign_out_everywhere(visit.signed_in.account, now=visit.real_now)
    people.sign_out(visit.signed_in.token)
    answer = go_to(SIGN_IN)
    answer.delete_cookie(COOKIE)
    return answer


def render_sign_in(
    request: AnyRequest,
    desk: Desk,
    *,
    wanted: str,
    kept: str = "",
    status: int = 200,
    **told: str,
) -> Response[str]:
    """The form; `kept` is a form that waits until somebody has signed in."""
    language = choose_language(request)
    return render_page(
        "console/sign_in.html",
        language=language,
        query=read_query(request),
        status=status,
        region=build_region_card(desk.manifest, language=language),
        simulated=say_simulated(get_words(language), desk),
        wanted=wanted,
        kept=kept,
        name=told.get("name", ""),
        said=told.get("said", ""),
    )


def _enter(
    request: AnyRequest, desk: Desk, signed_in: SignedIn, *, wanted: str, kept: str
) -> Response[str]:
    language = choose_language(request)
    answer = (
        render_page(
            "console/kept.html",
            language=language,
            region=build_region_card(desk.manifest, language=language),
            wanted=wanted,
            pairs=parse_posted(kept).without(CSRF_FIELD, "do").pairs,
            csrf=signed_in.csrf,
        )
        if kept
        else go_to(wanted)
    )
    answer.set_cookie(
        Cookie(
            key=COOKIE,
            value=signed_in.token,
            path="/",
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
    )
    return answer
