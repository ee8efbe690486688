"""How a database is addressed: a file of SQLite by its path, PostgreSQL by a URL."""

from hashlib import sha256
from pathlib import Path

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError

from modugil.core.errors import SettingsInvalid

_DRIVER = "postgresql+psycopg"
_POSTGRES = {"postgres", "postgresql", _DRIVER}
_ALLOWED = "Write postgresql://user:password@host/name, or leave it empty for a file of SQLite."


def check_address(text: str) -> URL:
    """The address of a database on a server of PostgreSQL, with the driver that is used here.

    Errors:  SettingsInvalid if it is no such address; the text is not repeated, as it may hold a
             password.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as cause:
        raise SettingsInvalid(
            "The setting store.database is no address of a database.", allowed=_ALLOWED
        ) from cause
    if url.drivername not in _POSTGRES or not url.database:
        raise SettingsInvalid(
            f"The setting store.database is an address of {url.drivername!r} that is not known.",
            allowed=_ALLOWED,
        )
    return url.set(drivername=_DRIVER)


def build_url(where: Path | str) -> URL:
    """The address in the form that SQLAlchemy takes: a path is a file of SQLite.

    Errors:  as `check_address`.
    """
    if isinstance(where, Path):
        return URL.create("sqlite", database=str(where))
    return check_address(where)


def describe_address(where: Path | str) -> str:
    """The address as it may be told: without its password and its parameters."""
    if isinstance(where, Path):
        return str(where)
    return check_address(where).set(query={}).render_as_string(hide_password=True)


def name_database(engine: Engine) -> str:
    """A word for the database: the same to whoever opened it by the same address or path."""
    url = engine.url
    if url.get_backend_name() == "sqlite":
        told = str(Path(url.database or "").resolve())
    else:
        told = f"{url.host}:{url.port}/{url.database}"
    return sha256(told.encode()).hexdigest()[:32]
