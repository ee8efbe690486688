"""`modugil rental`: desks that lend receivers, wheelchairs and strollers, and their stock."""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from rich.table import Table

from modugil.cli.state import add_state_options, find_database, find_region
from modugil.cli.terminal import open_console
from modugil.core.clock import SystemClock
from modugil.core.errors import BadInput, RegionUnreadable
from modugil.core.language import LANGUAGES

if TYPE_CHECKING:
    from sqlalchemy import Engine

KINDS = "receiver, manual-wheelchair, power-wheelchair or stroller"
BY = ""
"""As the record of what was done tells a command on the server itself."""


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `rental` and what can be done with it to the commands."""
    parser = commands.add_parser(
        "rental",
        help="open desks that lend receivers and wheelchairs, and keep their stock",
        description="What desks lend. People ask for it at /rental without an account; staff with "
        "the role lender hand it over at /console/rental.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    desk = _add(actions, "desk", run_desk, "a desk is opened, or told differently")
    desk.add_argument("desk", metavar="DESK", help="its id, such as airport")
    for language in LANGUAGES:
        desk.add_argument(f"--{language}", default="", metavar="NAME", help="its name")
    desk.add_argument("--place", default="", metavar="ID", help="of the region's places")
    desk.add_argument("--phone", default="", metavar="NUMBER", help="of the desk")
    desk.add_argument("--hours", default="09:00-18:00", metavar="FROM-TO", help="%(default)s")
    close = _add(actions, "close", run_close, "a desk lends nothing more")
    close.add_argument("desk", metavar="DESK", help="its id")
    add = _add(actions, "add", run_add, "things are at a desk")
    add.add_argument("desk", metavar="DESK", help="its id")
    add.add_argument("kind", metavar="KIND", help=KINDS)
    add.add_argument("serial", nargs="+", metavar="SERIAL", help="of each thing")
    retire = _add(actions, "retire", run_retire, "a thing is lent no more")
    retire.add_argument("kind", metavar="KIND", help=KINDS)
    retire.add_argument("serial", metavar="SERIAL", help="of the thing")
    listing = _add(actions, "list", run_list, "all desks and things, without who has them")
    listing.add_argument("--json", action="store_true", help="for programs")


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


def run_desk(options: argparse.Namespace) -> int:
    """Open a desk."""
    from modugil.people.rental.records import RentalDesk
    from modugil.people.rental.stock import open_desk

    names: dict[str, str] = {
        one: getattr(options, one) for one in LANGUAGES if getattr(options, one)
    }
    opens, _, closes = options.hours.partition("-")
    desk = RentalDesk(options.desk, names, options.place, options.phone, opens, closes)
    open_desk(_open(options), desk, by=BY, now=SystemClock().now())
    open_console().print(f"The desk {options.desk} is open.")
    return 0


def run_close(options: argparse.Namespace) -> int:
    """Close a desk."""
    from modugil.people.rental.stock import close_desk

    now = SystemClock().now()
    today = _find_today(options, now)
    close_desk(_open(options), options.desk, by=BY, today=today, now=now)
    open_console().print(f"The desk {options.desk} is closed.")
    return 0


def run_add(options: argparse.Namespace) -> int:
    """Add things."""
    from modugil.people.rental.stock import add_items, parse_kind

    kind, now = parse_kind(options.kind), SystemClock().now()
    came = add_items(_open(options), options.desk, kind, serials=options.serial, by=BY, now=now)
    open_console().print(f"{came} came to {options.desk}.")
    return 0


def run_retire(options: argparse.Namespace) -> int:
    """Retire a thing."""
    from modugil.people.rental.steps import ItemStep
    from modugil.people.rental.stock import change_item_state, find_item, parse_kind

    engine, now = _open(options), SystemClock().now()
    item = find_item(engine, parse_kind(options.kind), options.serial)
    today = _find_today(options, now)
    change_item_state(engine, item.id, ItemStep.RETIRE, by=BY, today=today, now=now)
    open_console().print(f"{item.serial} is lent no more.")
    return 0


def run_list(options: argparse.Namespace) -> int:
    """Show desks and things."""
    rows = _list_rows(_open(options), _find_today(options, SystemClock().now()))
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(rows)).decode())  # noqa: T201
        return 0
    if not rows:
        raise BadInput("Nothing is lent yet.", allowed="Open a desk with `modugil rental desk`.")
    table = Table()
    for title in rows[0]:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*row.values())
    open_console().print(table)
    return 0


def _list_rows(engine: "Engine", today: date) -> list[dict[str, str]]:
    from modugil.people.rental import shelf
    from modugil.store.transactions import reading

    with reading(engine, "What desks lend") as connection:
        desks = shelf.read_desks(connection)
        items = shelf.read_stock(connection, today=today).items
    return [
        {
            "desk": desk.id,
            "name": desk.names["ko"],
            "kind": item.kind.value,
            "serial": item.serial,
            "state": "late" if item.late else item.state.value,
        }
        for desk in desks
        for item in items
        if item.desk_id == desk.id
    ]


def _open(options: argparse.Namespace) -> "Engine":
    from modugil.store.database import open_database

    where: Path | str = find_database(options)
    return open_database(where)


def _find_today(options: argparse.Namespace, now: datetime) -> date:
    """The day on the wall of the region; on this machine's where it is not told which region."""
    from modugil.core.time import get_zone, local_day
    from modugil.region.manifest import read_manifest

    if options.state and options.region is None:
        return now.astimezone().date()
    try:
        manifest = read_manifest(find_region(options))
    except (BadInput, RegionUnreadable):
        return now.astimezone().date()
    return local_day(now, zone=get_zone(manifest.time_zone))
