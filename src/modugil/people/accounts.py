"""Accounts of staff as they are kept: given, listed, changed and taken back."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, select, update

from modugil.core.errors import BadInput
from modugil.people.audit import note_done
from modugil.people.passwords import draw_password, hash_password
from modugil.people.roles import Role, parse_roles, write_roles
from modugil.people.second_factor import (
    build_address,
    draw_recovery_codes,
    draw_secret,
    hash_recovery_code,
)
from modugil.store.changes import note_change
from modugil.store.tables import accounts, recovery_codes, sessions
from modugil.store.transactions import reading, writing

KIND = "accounts"
_NAME = re.compile(r"[a-z][a-z0-9._\-]{1,39}")
_LONGEST_DISPLAY_NAME = 80
_WHAT = "The accounts"


class LastAdmin(BadInput):
    """Nobody would be left who may give accounts."""


@dataclass(frozen=True, slots=True)
class Account:
    """A member of staff."""

    id: int
    name: str
    display_name: str
    roles: frozenset[Role]
    created: datetime

    def may(self, role: Role) -> bool:
        """Whether that is part of a role; everybody with an account may look."""
        return role is Role.VIEWER or role in self.roles


@dataclass(frozen=True, slots=True)
class NewSignIn:
    """What somebody signs in with: shown once, and kept as hashes but for the app's secret."""

    name: str
    password: str = field(repr=False)
    totp_secret: str = field(repr=False)
    recovery_codes: tuple[str, ...] = field(repr=False)

    @property
    def totp_address(self) -> str:
        """What an app reads from a QR code."""
        return build_address(self.totp_secret, name=self.name)


def add_account(
    engine: Engine,
    name: str,
    *,
    roles: frozenset[Role],
    display_name: str = "",
    now: datetime,
    by: str = "",
) -> NewSignIn:
    """A new account and what it signs in with; `by` is whose doing is recorded.

    Errors:  BadInput if the name cannot be one or is taken; CouldNotKeep if it cannot be written.
    """
    name, told = parse_name(name), display_name.strip()
    if len(told) > _LONGEST_DISPLAY_NAME or not (told or name).isprintable():
        raise BadInput("That display name cannot be one.", allowed="Give up to 80 characters.")
    drawn = _draw(name)
    password_hash = hash_password(drawn.password)
    with writing(engine, _WHAT) as connection:
        if _find(connection, name) is not None:
            raise BadInput(f"There is an account {name} already.", allowed="Give another name.")
        row = {
            "name": name,
            "display_name": told or name,
            "roles": write_roles(roles),
            "password_hash": password_hash,
            "totp_secret": drawn.totp_secret,
            "created_ms": int(now.timestamp() * 1000),
        }
        connection.execute(insert(accounts).values(row))
        _keep_recovery_codes(connection, drawn)
        _note(connection, name, "account_added", now, by)
    return drawn


def list_accounts(engine: Engine) -> list[Account]:
    """All accounts by name.

    Errors:  CouldNotLook if the database cannot be read.
    """
    with reading(engine, _WHAT) as connection:
        ordered = select(accounts).order_by(accounts.c.name)
        return [build_account(row) for row in connection.execute(ordered).mappings()]


def set_roles(
    engine: Engine,
    name: str,
    *,
    roles: frozenset[Role],
    now: datetime,
    by: str = "",
    keep_admin: bool = False,
) -> None:
    """The account has these roles and no others, also where it is signed in already.

    Errors:  BadInput if there is no such account; LastAdmin with `keep_admin` if nobody would be
             one any more; CouldNotKeep if it cannot be written.
    """
    with writing(engine, _WHAT) as connection:
        account_id = _get(connection, name)
        if keep_admin and Role.ADMIN not in roles and not _is_other_admin(connection, account_id):
            raise LastAdmin(f"{name} is the last {Role.ADMIN}.", allowed="Make another one first.")
        change = update(accounts).where(accounts.c.id == account_id)
        connection.execute(change.values(roles=write_roles(roles)))
        _note(connection, parse_name(name), "roles_set", now, by)


def reset_account(engine: Engine, name: str, *, now: datetime, by: str = "") -> NewSignIn:
    """New things to sign in with; the old ones are dead, and wherever it was signed in it is not.

    Errors:  as `set_roles`.
    """
    drawn = _draw(parse_name(name))
    password_hash = hash_password(drawn.password)
    with writing(engine, _WHAT) as connection:
        account_id = _get(connection, name)
        change = update(accounts).where(accounts.c.id == account_id)
        connection.execute(
            change.values(
                password_hash=password_hash, totp_secret=drawn.totp_secret, last_step=None
            )
        )
        for table in (sessions, recovery_codes):
            connection.execute(delete(table).where(table.c.account_id == account_id))
        _keep_recovery_codes(connection, drawn)
        _note(connection, drawn.name, "account_reset", now, by)
    return drawn


def remove_account(engine: Engine, name: str, *, now: datetime, by: str = "") -> None:
    """The account is gone, and wherever it was signed in it is not; what it did stays recorded.

    Errors:  as `set_roles`.
    """
    with writing(engine, _WHAT) as connection:
        account_id = _get(connection, name)
        for table in (sessions, recovery_codes):
            connection.execute(delete(table).where(table.c.account_id == account_id))
        connection.execute(delete(accounts).where(accounts.c.id == account_id))
        _note(connection, parse_name(name), "account_removed", now, by)


def parse_name(text: str) -> str:
    """The name of an account.

    Errors:  BadInput if it cannot be one.
    """
    name = text.strip().lower()
    if _NAME.fullmatch(name) is None:
        raise BadInput(
            f"{text[:60]!r} cannot be the name of an account.",
            allowed="Write 2 to 40 letters a-z, digits, '.', '-' and '_', a letter first.",
        )
    return name


def build_account(row: RowMapping) -> Account:
    """The account of a row that holds its columns."""
    created = datetime.fromtimestamp(row["created_ms"] / 1000, UTC)
    roles = parse_roles(row["roles"].split())
    return Account(row["id"], row["name"], row["display_name"], roles, created)


def _draw(name: str) -> NewSignIn:
    return NewSignIn(name, draw_password(), draw_secret(), draw_recovery_codes())


def _find(connection: Connection, name: str) -> int | None:
    found = connection.scalar(select(accounts.c.id).where(accounts.c.name == name))
    return int(found) if found is not None else None


def _get(connection: Connection, name: str) -> int:
    found = _find(connection, parse_name(name))
    if found is None:
        raise BadInput(f"There is no account {name}.", allowed="See them with: modugil people list")
    return found


def _is_other_admin(connection: Connection, account_id: int) -> bool:
    others = connection.scalars(select(accounts.c.roles).where(accounts.c.id != account_id))
    return any(Role.ADMIN in parse_roles(told.split()) for told in others)


def _keep_recovery_codes(connection: Connection, drawn: NewSignIn) -> None:
    account_id = _get(connection, drawn.name)
    rows = [
        {"account_id": account_id, "code_hash": hash_recovery_code(code, account_id=account_id)}
        for code in drawn.recovery_codes
    ]
    connection.execute(insert(recovery_codes), rows)


def _note(connection: Connection, name: str, action: str, now: datetime, by: str) -> None:
    note_change(connection, KIND, name, now)
    note_done(connection, account=by, action=action, subject=name, now=now)
