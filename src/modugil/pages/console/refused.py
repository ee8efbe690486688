"""What staff see who are not signed in, or may not do what they ask for."""

from typing import Any

from litestar import Response

from modugil.core.errors import NotAllowed, NotSignedIn
from modugil.pages.console.go_to import go_to
from modugil.pages.console.posted import Posted
from modugil.pages.console.sign_in_page import render_sign_in, safe_next, sign_in_address
from modugil.pages.console.visit import ASKED, POSTED, RoleMissing, open_visit
from modugil.pages.reader import AnyRequest


def lead_to_sign_in(request: AnyRequest, _error: NotSignedIn) -> Response[Any]:
    """The sign-in page, which leads back; a form that was sent waits there."""
    desk, posted = request.state[ASKED], request.state.get(POSTED)
    if isinstance(posted, Posted):
        wanted = safe_next(str(request.url.path))
        kept = posted.without("csrf").encode()
        return render_sign_in(request, desk, wanted=wanted, kept=kept, status=401)
    return go_to(sign_in_address(request))


def say_not_allowed(request: AnyRequest, error: NotAllowed) -> Response[Any]:
    """Which role is needed, and which ones this person has."""
    try:
        visit = open_visit(request, request.state[ASKED])
    except NotSignedIn:
        return go_to(sign_in_address(request))
    words = visit.words
    needed = error.roles if isinstance(error, RoleMissing) else ()
    own = sorted(visit.signed_in.account.roles)
    return visit.render(
        "not_allowed.html",
        here="refused",
        status=403,
        needed=[words(f"role.{one.value}") for one in needed],
        own=[words(f"role.{one.value}") for one in own],
    )
