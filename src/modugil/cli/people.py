"""`modugil people`: accounts of the staff who sign in to the console."""

import argparse
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from rich.table import Table

from modugil.cli.state import add_state_options, find_database
from modugil.cli.terminal import open_console
from modugil.core.clock import SystemClock

if TYPE_CHECKING:
    from modugil.people.accounts import Account, NewSignIn
    from modugil.people.people import People

ROLES = (
    "viewer looks, dispatcher writes alerts, cancellations and detours, technician looks after "
    "terminals and Wi-Fi, lender hands out what desks lend, admin gives accounts"
)


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `people` and what can be done with them to the commands."""
    parser = commands.add_parser(
        "people",
        help="give staff their accounts, and take them back",
        description="Staff sign in with a name, a password and the code of an app on their phone. "
        f"Roles: {ROLES}.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = _add(actions, "add", run_add, "a new account; shows once what it signs in with")
    add.add_argument("--roles", required=True, metavar="ROLES", help="with commas between them")
    add.add_argument("--display-name", default="", metavar="TEXT", help="how the pages call them")
    roles = _add(actions, "roles", run_roles, "other roles for an account, from now on")
    roles.add_argument("roles", metavar="ROLES", help="with commas between them")
    reset = _add(actions, "reset", run_reset, "a new password and phone for who lost one")
    _add(actions, "remove", run_remove, "an account is gone and signed out everywhere")
    listing = _add(actions, "list", run_list, "all accounts", named=False)
    for one in (add, reset, listing):
        one.add_argument("--json", action="store_true", help="for programs")


def _add(
    actions: Any,  # noqa: ANN401 - argparse does not name this type
    name: str,
    run: Callable[[argparse.Namespace], int],
    what: str,
    *,
    named: bool = True,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=what)
    if named:
        parser.add_argument("name", metavar="NAME", help="such as kim.jiwoo")
    add_state_options(parser)
    parser.set_defaults(run=run)
    return parser


def run_add(options: argparse.Namespace) -> int:
    """Make an account."""
    from modugil.people.roles import parse_roles

    roles = parse_roles(options.roles.split(","))
    people, now = _open(options), SystemClock().now()
    made = people.add_account(options.name, roles=roles, display_name=options.display_name, now=now)
    return _show(made, as_json=options.json)


def run_roles(options: argparse.Namespace) -> int:
    """Give an account other roles."""
    from modugil.people.accounts import set_roles
    from modugil.people.roles import parse_roles, write_roles

    roles = parse_roles(options.roles.split(","))
    set_roles(_open(options).engine, options.name, roles=roles, now=SystemClock().now())
    open_console().print(f"{options.name} has the roles {write_roles(roles)}.")
    return 0


def run_reset(options: argparse.Namespace) -> int:
    """Give an account new things to sign in with."""
    from modugil.people.accounts import reset_account

    engine = _open(options).engine
    return _show(reset_account(engine, options.name, now=SystemClock().now()), as_json=options.json)


def run_remove(options: argparse.Namespace) -> int:
    """Take an account back."""
    from modugil.people.accounts import remove_account

    remove_account(_open(options).engine, options.name, now=SystemClock().now())
    open_console().print(f"{options.name} is removed.")
    return 0


def run_list(options: argparse.Namespace) -> int:
    """Show all accounts."""
    rows = [_describe(one) for one in _open(options).list_accounts()]
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(rows)).decode())  # noqa: T201
        return 0
    table = Table()
    for title in ("name", "display name", "roles", "created"):
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*row.values())
    open_console().print(table)
    return 0


def _open(options: argparse.Namespace) -> "People":
    from modugil.people.people import People
    from modugil.store.database import open_database

    where: Path | str = find_database(options)
    return People(open_database(where))


def _describe(account: "Account") -> dict[str, str]:
    from modugil.people.roles import write_roles

    return {
        "name": account.name,
        "display_name": account.display_name,
        "roles": write_roles(account.roles),
        "created": account.created.isoformat(timespec="seconds"),
    }


def _show(made: "NewSignIn", *, as_json: bool) -> int:
    if as_json:
        told = {
            "name": made.name,
            "password": made.password,
            "totp_secret": made.totp_secret,
            "totp_address": made.totp_address,
            "recovery_codes": made.recovery_codes,
        }
        print(msgspec.json.format(msgspec.json.encode(told)).decode())  # noqa: T201
        return 0
    console = open_console()
    console.print(f"Shown this once. {made.name} signs in with the password", soft_wrap=True)
    console.print(f"  {made.password}\nand the code of an app that has read", soft_wrap=True)
    # not by the console, which would wrap it: a broken square is read by no phone
    print(_draw_square(made.totp_address))  # noqa: T201
    console.print(f"or, typed in: {made.totp_secret}", soft_wrap=True)
    console.print("Instead of a code, once each:")
    for code in made.recovery_codes:
        console.print(f"  {code}", soft_wrap=True)
    return 0


def _draw_square(address: str) -> str:
    """A QR code of half blocks, two modules to a letter, with its quiet edge."""
    import segno

    drawn = StringIO()
    segno.make(address, error="l", micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()
