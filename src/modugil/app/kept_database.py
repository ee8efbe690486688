"""The one database of a server: that of its region, or one of its own where buses are not real."""

import logging
from pathlib import Path

from sqlalchemy import Engine

from modugil.core.errors import ModugilError
from modugil.people.copy_accounts import copy_accounts
from modugil.store.database import open_database
from modugil.store.layout import DATABASE

log = logging.getLogger(__name__)


def open_kept_database(folder: Path, *, address: str, real: Path | None) -> Engine:
    """The database at that address, else in that folder.

    `real` is the folder of the real fleet where this one is not: then the database is in `folder`
    whatever the address, so that nothing made up is among what is real, and staff sign in to it as
    they do to the real one.
    Errors:  CouldNotKeep if it cannot be opened.
    """
    if real is None:
        return open_database(address or folder / DATABASE)
    engine = open_database(folder / DATABASE)
    bring_accounts(engine, address=address, real=real)
    return engine


def bring_accounts(engine: Engine, *, address: str, real: Path) -> None:
    """Accounts of the real database are in this one too, also those that came since the last time.

    Where the real one does not answer it is logged, and nobody comes.
    """
    file = real / DATABASE
    if address or file.is_file():
        _bring_accounts(address or file, engine)


def _bring_accounts(where: Path | str, engine: Engine) -> None:
    try:
        source = open_database(where)
        try:
            copy_accounts(source, engine)
        finally:
            source.dispose()
    except ModugilError as fault:
        log.warning("%s Staff cannot sign in to this server.", fault)
