"""One look of one signed-in person at one page: who it is, in which language, at which moment."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from litestar import Response

from modugil.answers.asking.region_card import build_region_card
from modugil.answers.boards.sight import Sight
from modugil.answers.desk import Desk
from modugil.core.clock import Clock
from modugil.core.errors import BadInput, NotAllowed, NotSignedIn
from modugil.core.language import Language
from modugil.core.time import get_zone
from modugil.pages.catalogue import Words, get_words
from modugil.pages.console.nav import MENU
from modugil.pages.console.posted import Posted
from modugil.pages.console.say_time import Times
from modugil.pages.console.script_words import console_script_words
from modugil.pages.live_view import clock_data, say_simulated
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.templating import render_page
from modugil.people.forms import CSRF_FIELD, check_csrf, check_same_site
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE, REAL_CLOCK, SignedIn

ASKED, POSTED = "console_desk", "console_posted"
"""What a refusal needs to know of the request: the desk it was for, and the form it brought."""


class RoleMissing(NotAllowed):
    """Who is signed in has none of the roles that are needed."""

    def __init__(self, roles: tuple[Role, ...]) -> None:
        """Tell which roles are needed, any one of them."""
        super().__init__("Your account may not do this.", allowed=", ".join(roles))
        self.roles = roles


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks, and everything a page of the console is filled with."""

    request: AnyRequest
    desk: Desk
    signed_in: SignedIn
    language: Language
    now: datetime

    @property
    def words(self) -> Words:
        """The words of the language."""
        return get_words(self.language)

    @property
    def query(self) -> dict[str, str]:
        """What the address asks for."""
        return read_query(self.request)

    @property
    def zone(self) -> ZoneInfo:
        """The region's zone, in which every time of the console is told and typed."""
        return get_zone(self.desk.manifest.time_zone)

    @property
    def real_now(self) -> datetime:
        """The time of the world, by which the record of what was done goes."""
        return real_now(self.request)

    @property
    def times(self) -> Times:
        """Tells times in the region's zone."""
        return Times(self.words, self.zone, self.now)

    def look(self) -> Sight:
        """The timetable and the fleet at this moment.

        Errors:  PlaceNotFound where the region has no timetable.
        """
        return self.desk.boards.look(now=self.now, language=self.language)

    def may(self, *roles: Role) -> bool:
        """Whether this person has one of these roles."""
        return any(self.signed_in.account.may(role) for role in roles)

    def render(
        self, template: str, *, here: str, status: int = 200, **values: object
    ) -> Response[str]:
        """The page, with all that every page of the console shows."""
        return render_page(
            f"console/{template}",
            language=self.language,
            query=self.query,
            status=status,
            here=here,
            menu=MENU,
            me=self.signed_in.account,
            is_admin=self.may(Role.ADMIN),
            may_write=self.may(Role.DISPATCHER),
            may_mend=self.may(Role.TECHNICIAN),
            csrf=self.signed_in.csrf,
            region=build_region_card(self.desk.manifest, language=self.language),
            simulated=say_simulated(self.words, self.desk),
            times=self.times,
            script_words=console_script_words(self.words),
            script_data=clock_data(self.desk),
            **values,
        )


def get_people(desk: Desk) -> People:
    """The accounts of this installation.

    Errors:  BadInput where nobody can sign in.
    """
    if desk.people is None:
        raise BadInput("Nobody can sign in here: this server keeps no accounts.")
    return desk.people


def real_now(request: AnyRequest) -> datetime:
    """The time of the world, which phones and sessions go by, also where buses are simulated."""
    clock: Clock = request.app.state[REAL_CLOCK]
    return clock.now()


def find_signed_in(request: AnyRequest, desk: Desk) -> SignedIn | None:
    """Who asks, None if nobody that we know."""
    token = request.cookies.get(COOKIE, "")
    return get_people(desk).find_signed_in(token, now=real_now(request)) if token else None


def open_visit(request: AnyRequest, desk: Desk, *roles: Role) -> Visit:
    """A visit of somebody signed in, who has one of the roles where any are named.

    Errors:  NotSignedIn, NotAllowed.
    """
    request.state[ASKED] = desk
    signed_in = find_signed_in(request, desk)
    if signed_in is None:
        raise NotSignedIn("Sign in first.")
    visit = Visit(request, desk, signed_in, choose_language(request), desk.clock.now())
    if roles and not visit.may(*roles):
        raise RoleMissing(roles)
    return visit


def open_posted_visit(request: AnyRequest, desk: Desk, posted: Posted, *roles: Role) -> Visit:
    """The same for a form, which must have come from one of our own pages.

    What another site sent is refused first: it must not wait on the sign-in page for somebody to
    sign in and send it as theirs.
    Errors:  NotSignedIn, NotAllowed.
    """
    request.state[ASKED] = desk
    check_same_site(request.headers)
    request.state[POSTED] = posted
    visit = open_visit(request, desk, *roles)
    check_csrf(visit.signed_in, posted.get(CSRF_FIELD))
    return visit
