"""Who is signed in, by the cookie of the request.

These look into the database: an address that asks them runs in a thread (`sync_to_thread=True`).
Staff change things by the pages' forms (`pages/console`), and places by `place_edits.py`, which
asks for a header that no form and no page of somebody else can send.
"""

from modugil.api.read_query import AnyRequest
from modugil.core.clock import Clock
from modugil.core.errors import NotAllowed, NotSignedIn
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE, REAL_CLOCK, SignedIn

PEOPLE = "people"
"""As this `app` hands over the accounts; None where nothing is kept, so that nobody can sign in."""


def get_signed_in(request: AnyRequest) -> SignedIn:
    """Who is signed in.

    Errors:  NotSignedIn if nobody is, or not any more; CouldNotLook if that cannot be looked up.
    """
    token = request.cookies.get(COOKIE, "")
    people: People | None = request.app.state.get(PEOPLE)
    found = None
    if token and people is not None:
        clock: Clock = request.app.state[REAL_CLOCK]
        found = people.find_signed_in(token, now=clock.now())
    if found is None:
        raise NotSignedIn("This is for staff who signed in.", allowed="Sign in, then ask again.")
    return found


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
