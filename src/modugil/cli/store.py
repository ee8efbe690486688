"""`modugil store`: what a server keeps, moved to another database."""

import argparse
from pathlib import Path
from typing import Any

from modugil.cli.state import add_state_options, find_database
from modugil.cli.terminal import open_console


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `store` and what can be done with it to the commands."""
    parser = commands.add_parser(
        "store", help="move what a server keeps to another database", description=__doc__
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    copy = actions.add_parser("copy", help="all of it into an empty database of PostgreSQL")
    copy.add_argument("address", metavar="ADDRESS", help="postgresql://user:password@host/name")
    add_state_options(copy)
    copy.set_defaults(run=run_copy)


def run_copy(options: argparse.Namespace) -> int:
    """Copy the database that the options mean.

    Errors:  BadInput if there is none, or the other one is not empty; CouldNotKeep.
    """
    from modugil.core.errors import BadInput
    from modugil.store.copy_database import copy_database
    from modugil.store.database import open_database

    found = find_database(options)
    if isinstance(found, Path) and not found.exists():
        raise BadInput(f"There is no database {found}.", allowed="Say which one by --state.")
    source, target = open_database(found), open_database(options.address)
    copied = copy_database(source, target)
    open_console().print(
        f"{copied} rows are copied. Set store.database to that address before a server starts."
    )
    return 0
