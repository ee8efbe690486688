"""Who is signed in, by the cookie of the request; and that a form comes from our own page.

These look into the database: an address that asks them runs in a thread (`sync_to_thread=True`).
"""

import hmac
from urllib.parse import urlsplit

from litestar.datastructures import Cookie

from modugil.api.read_query import AnyRequest
from modugil.core.clock import Clock
from modugil.core.errors import NotAllowed, NotSignedIn
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.sessions import LONGEST, SignedIn

COOKIE = "modugil_session"
CSRF_FIELD = "csrf"
CSRF_HEADER = "X-CSRF-Token"
PEOPLE, REAL_CLOCK = "people", "real_clock"
"""Where `app` puts the accounts and the clock of the world: sessions know no simulated time."""
_OURS = ("same-origin", "none")


def get_signed_in(request: AnyRequest) -> SignedIn:
    """Who is signed in.

    Errors:  NotSignedIn if nobody is, or not any more; CouldNotLook if that cannot be looked up.
    """
    found = find_signed_in(request)
    if found is None:
        raise NotSignedIn("This is for staff who signed in.", allowed="Sign in, then ask again.")
    return found


def find_signed_in(request: AnyRequest) -> SignedIn | None:
    """Who is signed in, None if nobody is. Errors: CouldNotLook."""
    token = request.cookies.get(COOKIE, "")
    people = find_people(request)
    if not token or people is None:
        return None
    return people.find_signed_in(token, now=get_real_clock(request).now())


def require_role(request: AnyRequest, *roles: Role) -> SignedIn:
    """Who is signed in, with one of these roles at least; every account may look (VIEWER).

    Errors:  NotSignedIn, NotAllowed, CouldNotLook.
    """
    signed_in = get_signed_in(request)
    if not any(map(signed_in.account.may, roles)):
        raise NotAllowed(
            "Your account has no role for this.", allowed=f"It takes {' or '.join(roles)}."
        )
    return signed_in


def check_csrf(request: AnyRequest, signed_in: SignedIn, told: str | None = None) -> None:
    """The form comes from a page of this session: it tells what only such a page knows.

    `told` is the field `csrf` of a form; without one the header X-CSRF-Token is read.
    Errors:  NotAllowed if it does not.
    """
    check_same_site(request)
    given = told if told is not None else request.headers.get(CSRF_HEADER, "")
    if not hmac.compare_digest(given.encode("utf-8", "replace"), signed_in.csrf.encode()):
        raise NotAllowed(
            "The form is not of this session.", allowed="Open the page again, and send it again."
        )


def check_same_site(request: AnyRequest) -> None:
    """The request comes from a page of ours, or of no page; for forms without a session too.

    Errors:  NotAllowed if another site's page sent it.
    """
    site = request.headers.get("sec-fetch-site", "none")
    origin = request.headers.get("origin")
    host = request.headers.get("host", "")
    foreign = origin is not None and urlsplit(origin).netloc != host
    if site not in _OURS or foreign:
        raise NotAllowed("The form was sent by another site.", allowed="Use the page here.")


def build_session_cookie(request: AnyRequest, signed_in: SignedIn) -> Cookie:
    """What the browser keeps: no script reads it, no other site gets it; TLS alone if there is."""
    return _build_cookie(request, signed_in.token, int(LONGEST.total_seconds()))


def build_no_session_cookie(request: AnyRequest) -> Cookie:
    """What takes it away again."""
    return _build_cookie(request, "", 0)


def find_people(request: AnyRequest) -> People | None:
    """The accounts; None where nothing is kept, so that nobody can sign in."""
    found = request.app.state.get(PEOPLE)
    return found if isinstance(found, People) else None


def get_real_clock(request: AnyRequest) -> Clock:
    """The clock of the world, also where buses are simulated: phones show its codes."""
    clock: Clock = request.app.state[REAL_CLOCK]
    return clock


def find_address(request: AnyRequest) -> str:
    """From where the request comes; "" where that is not known."""
    return request.client.host if request.client is not None else ""


def _build_cookie(request: AnyRequest, value: str, max_age_s: int) -> Cookie:
    return Cookie(
        COOKIE,
        value=value,
        path="/",
        max_age=max_age_s,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
