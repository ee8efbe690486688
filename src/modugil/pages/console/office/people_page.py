"""Accounts and the record of what was done, for those who give accounts; and one's own account."""

from datetime import datetime

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.desk import Desk
from modugil.core.errors import BadInput
from modugil.pages.catalogue import Words
from modugil.pages.console.go_to import go_to
from modugil.pages.console.posted import Posted
from modugil.pages.console.visit import (
    Visit,
    get_people,
    open_posted_visit,
    open_visit,
)
from modugil.pages.reader import AnyRequest
from modugil.people.accounts import LastAdmin, reset_account, set_roles
from modugil.people.audit import list_audit
from modugil.people.roles import Role, parse_roles

AWAY = 303
MOST_DONE = 100


@get("/audit", include_in_schema=False, sync_to_thread=True)
def show_audit(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """Who did what, the newest first; `?before=` goes further back."""
    visit = open_visit(request, desk, Role.ADMIN)
    before = _read_instant(visit.query.get("before", ""))
    done = list_audit(get_people(desk).engine, limit=MOST_DONE, before=before)
    return visit.render(
        "audit.html",
        here="audit",
        done=[(one, say_action(visit.words, one.action)) for one in done],
        earlier=done[-1].at.isoformat() if len(done) == MOST_DONE else "",
    )


@get("/people", include_in_schema=False, sync_to_thread=True)
def show_people(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """All accounts with their roles."""
    return _render(open_visit(request, desk, Role.ADMIN))


@post("/people/{name:str}/roles", include_in_schema=False, sync_to_thread=True, status_code=200)
def post_roles(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    posted: NamedDependency[Posted],
    name: FromPath[str],
) -> Response[str]:
    """The account has the ticked roles; nobody takes the last administrator's role away."""
    visit = open_posted_visit(request, desk, posted, Role.ADMIN)
    people, words = get_people(desk), visit.words
    try:
        roles = parse_roles(posted.get_all("role"))
    except BadInput:
        return _render(visit, fault=(name, words("people.no_role")), status=422)
    by = visit.signed_in.account.name
    try:
        set_roles(people.engine, name, roles=roles, now=visit.real_now, by=by, keep_admin=True)
    except LastAdmin:
        return _render(visit, fault=(name, words("people.last_admin")), status=422)
    kept = f"?language={visit.language}" if visit.query.get("language") else ""
    return go_to(f"/console/people{kept}")


@post("/people/{name:str}/reset", include_in_schema=False, sync_to_thread=True, status_code=200)
def post_reset(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    posted: NamedDependency[Posted],
    name: FromPath[str],
) -> Response[str]:
    """New things to sign in with, shown this once."""
    visit = open_posted_visit(request, desk, posted, Role.ADMIN)
    by = visit.signed_in.account.name
    drawn = reset_account(get_people(desk).engine, name, now=visit.real_now, by=by)
    return visit.render("new_sign_in.html", here="people", drawn=drawn)


@get("/account", include_in_schema=False, sync_to_thread=True)
def show_account(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """One's own account."""
    visit = open_visit(request, desk)
    account = visit.signed_in.account
    roles = [visit.words(f"role.{one.value}") for one in Role if one in account.roles]
    return visit.render("account.html", here="account", account=account, roles=roles)


def say_action(words: Words, action: str) -> str:
    """What was done, in words; an action that has none is told as it is."""
    return words.section("audit").get(action.replace(".", "_"), action)


def _render(visit: Visit, *, fault: tuple[str, str] = ("", ""), status: int = 200) -> Response[str]:
    return visit.render(
        "people.html",
        here="people",
        status=status,
        accounts=get_people(visit.desk).list_accounts(),
        roles=list(Role),
        fault=fault,
    )


def _read_instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
