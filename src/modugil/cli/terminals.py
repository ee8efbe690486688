"""`modugil terminals`: credentials of the devices on the buses."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from rich.table import Table

from modugil.cli.state import add_state_options, find_database, find_state
from modugil.cli.terminal import open_console
from modugil.core.clock import SystemClock
from modugil.core.errors import BadInput

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from modugil.live.terminals.credentials import Credential
    from modugil.live.terminals.ledger import CredentialRow

FRESH = "A server that runs knows it within a second; a broker when it is given a new export."


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `terminals` and what can be done with them to the commands."""
    parser = commands.add_parser(
        "terminals",
        help="give the buses' terminals their credentials, and take them back",
        description="Each terminal has a credential of its own and speaks for one vehicle only. "
        "Its secret is shown once and kept as a hash.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    issue = _add(actions, "issue", run_issue, "the first credential of each vehicle")
    issue.add_argument(
        "vehicle",
        nargs="+",
        metavar="VEHICLE",
        help="such as 0055/01216; stop/405000123 for the Wi-Fi of a stop",
    )
    rotate = _add(actions, "rotate", run_rotate, "a new credential beside the one it has")
    rotate.add_argument("vehicle", metavar="VEHICLE", help="such as 0055/01216")
    rotate.add_argument(
        "--old-dies-in",
        type=float,
        metavar="HOURS",
        help="when the old one dies by itself (default: when it is revoked)",
    )
    revoke = _add(actions, "revoke", run_revoke, "credentials that are dead at once")
    revoke.add_argument("who", nargs="+", metavar="WHO", help="a username, or a vehicle for all")
    listing = _add(actions, "list", run_list, "all credentials, without their secrets")
    for one in (issue, rotate, listing):
        one.add_argument("--json", action="store_true", help="for programs")
    export = _add(actions, "export", run_export, "files for a real broker")
    kind = export.add_mutually_exclusive_group(required=True)
    kind.add_argument("--mosquitto", type=Path, metavar="DIR", help="password_file and acl_file")
    kind.add_argument("--nats", type=Path, metavar="FILE", help="users to include in its settings")
    export.add_argument(
        "--prefix", default="/terminals", help="before terminals' topics (default: %(default)s)"
    )


def _add(
    actions: Any,  # noqa: ANN401 - argparse does not name this type
    name: str,
    run: Callable[[argparse.Namespace], int],
    what: str,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=what)
    add_state_options(parser)
    parser.set_defaults(run=run)
    return parser


def run_issue(options: argparse.Namespace) -> int:
    """Issue the first credential of each vehicle; none at all if one of them cannot be given."""
    from modugil.live.terminals.ledger import issue_all

    engine = _open(options)
    _show(issue_all(engine, options.vehicle, now=SystemClock().now()), as_json=options.json)
    return 0


def run_rotate(options: argparse.Namespace) -> int:
    """Issue the next credential of one vehicle."""
    from modugil.live.terminals.ledger import rotate

    hours = options.old_dies_in
    if hours is not None and not 0 <= hours <= 24 * 366:
        raise BadInput(f"--old-dies-in {hours:g} is not a time.", allowed="Give hours, 0 to 8784.")
    now = SystemClock().now()
    old_dies = now + timedelta(hours=hours) if hours is not None else None
    engine = _open(options)
    _show([rotate(engine, options.vehicle, now=now, old_dies=old_dies)], as_json=options.json)
    return 0


def run_revoke(options: argparse.Namespace) -> int:
    """Revoke what is named."""
    from modugil.live.terminals.ledger import revoke

    engine = _open(options)
    for who in options.who:
        for name in revoke(engine, who, now=SystemClock().now()):
            open_console().print(f"{name} is revoked.")
    open_console(stderr=True).print(FRESH)
    return 0


def run_list(options: argparse.Namespace) -> int:
    """Show all credentials."""
    from modugil.live.terminals.ledger import list_credentials

    now_ms = int(SystemClock().now().timestamp() * 1000)
    rows = [_describe(row, now_ms) for row in list_credentials(_open(options))]
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(rows)).decode())  # noqa: T201
        return 0
    table = Table()
    for title in ("vehicle", "username", "state", "created", "dies", "last used"):
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*(row[name] or "" for name in row))
    open_console().print(table)
    return 0


def run_export(options: argparse.Namespace) -> int:
    """Write what a broker needs."""
    from modugil.live.terminals import export
    from modugil.live.terminals.topics import SERVER_USER, parse_prefix

    prefix = parse_prefix(options.prefix)
    state = find_state(options)
    rows = export.list_alive(_open(options), now=SystemClock().now())
    secret = export.get_server_secret(state)
    if options.mosquitto is not None:
        done = export.export_mosquitto(rows, options.mosquitto, server_secret=secret, prefix=prefix)
    else:
        done = export.export_nats(rows, options.nats, server_secret=secret, prefix=prefix)
    for file in done.files:
        open_console().print(f"Written: {file}")
    open_console().print(
        f"{len(done.usernames)} terminals, and the user {SERVER_USER} of this platform, "
        f"whose secret is in {state / export.SERVER_SECRET_FILE}."
    )
    if done.left_out:
        open_console(stderr=True).print(
            f"Left out, as they were issued where bcrypt was not known: {', '.join(done.left_out)}."
            " Rotate them on this machine."
        )
    return 0


def _open(options: argparse.Namespace) -> "Engine":
    from modugil.store.database import open_database

    return open_database(find_database(options))


def _show(credentials: "list[Credential]", *, as_json: bool) -> None:
    if as_json:
        told = [
            {"vehicle": one.vehicle, "username": one.username, "secret": one.secret}
            for one in credentials
        ]
        print(msgspec.json.format(msgspec.json.encode(told)).decode())  # noqa: T201
        return
    console = open_console()
    console.print("vehicle, username, secret (shown this once):")
    for one in credentials:
        # no table: it would cut a secret short on a narrow screen, and nobody could ever read it
        console.print(one.vehicle, one.username, one.secret, soft_wrap=True)


def _describe(row: "CredentialRow", now_ms: int) -> dict[str, str | None]:
    state = "alive" if row.is_alive(now_ms) else "revoked" if row.revoked_ms else "retired"
    dies_ms = row.revoked_ms or row.retires_ms
    return {
        "vehicle": row.vehicle,
        "username": row.username,
        "state": state,
        "created": _tell(row.created_ms),
        "dies": _tell(dies_ms) if dies_ms is not None else None,
        "last_used": row.last_used_day,
    }


def _tell(instant_ms: int) -> str:
    return datetime.fromtimestamp(instant_ms / 1000, UTC).isoformat(timespec="seconds")
