"""Accounts of staff, and signing in with a password and a second factor."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, RowMapping, delete, select, update

from modugil.core.errors import BadInput, SignInRefused
from modugil.people import accounts as ledger
from modugil.people.accounts import Account, NewSignIn, build_account, parse_name
from modugil.people.attempts import count_attempt, forgive_attempt, name_codes, name_tries
from modugil.people.audit import REFUSED, forget_refused, note_done, record
from modugil.people.passwords import draw_password, hash_password, verify_password
from modugil.people.roles import Role
from modugil.people.second_factor import find_step, hash_recovery_code
from modugil.people.sessions import (
    SignedIn,
    begin_session,
    end_all_sessions,
    end_session,
    find_session,
)
from modugil.store.tables import accounts, recovery_codes
from modugil.store.transactions import reading, writing

_WHAT = "The accounts"
_LONGEST = 200
REFUSED_KEPT = timedelta(days=90)


class People:
    """The staff of one region; any thread and any process may ask."""

    def __init__(
        self, engine: Engine, *, look_elsewhere: Callable[[], object] | None = None
    ) -> None:
        """Know them by that database; `look_elsewhere` is asked before a name is no account's."""
        self.engine = engine
        self._look_elsewhere = look_elsewhere
        self._dummy_hash = ""

    def add_account(
        self, name: str, *, roles: Iterable[Role], display_name: str = "", now: datetime
    ) -> NewSignIn:
        """A new account and what it signs in with. Errors: see `accounts.add_account`."""
        told = frozenset(roles)
        return ledger.add_account(self.engine, name, roles=told, display_name=display_name, now=now)

    def list_accounts(self) -> list[Account]:
        """All accounts by name. Errors: see `accounts.list_accounts`."""
        return ledger.list_accounts(self.engine)

    def sign_in(
        self, name: str, password: str, code: str, *, now: datetime, address: str = ""
    ) -> SignedIn:
        """Somebody who knows the password and has the second factor is signed in.

        `now` is the time of the world, also where buses are simulated: phones show it. `code` is
        that of the app, or a spare one; each counts once, and only with the right password.
        Errors:  SignInRefused if anything is wrong, never telling what; TooMany where it was tried
                 too often, for all addresses alike with the right password alone; CouldNotLook or
                 CouldNotKeep if the database does not answer.
        """
        name = name.strip().lower()[:_LONGEST]
        with writing(self.engine, _WHAT) as connection:
            count_attempt(connection, name_tries(name, address), now)
        row = self._find_row(name)
        if row is None and self._look_elsewhere is not None:
            self._look_elsewhere()
            row = self._find_row(name)
        given = password.strip()[:_LONGEST]
        right = verify_password(given, row["password_hash"] if row else self._get_dummy_hash())
        with writing(self.engine, _WHAT) as connection:
            account = _check_again(connection, row, code, now) if row and right else None
            if account is not None:
                forgive_attempt(connection, name, address)
                note_done(connection, account=name, action="signed_in", subject="", now=now)
                forget_refused(connection, before=now - REFUSED_KEPT)
                return begin_session(connection, account, now)
            # a name that is no account's may be a password in the wrong field: it is not kept
            subject = row["name"] if row else ""
            note_done(connection, account="", action=REFUSED, subject=subject, now=now)
        raise SignInRefused(
            "The name, the password or the code is wrong.",
            allowed="Each code of the app can be used once.",
        )

    def find_signed_in(self, token: str, *, now: datetime) -> SignedIn | None:
        """Who is signed in by that token. Errors: see `sessions.find_session`."""
        return find_session(self.engine, token, now=now)

    def sign_out(self, token: str) -> None:
        """Nobody is signed in by that token any more. Errors: see `sessions.end_session`."""
        end_session(self.engine, token)

    def sign_out_everywhere(self, account: Account, *, now: datetime) -> None:
        """The account is signed in nowhere any more. Errors: see `sessions.end_all_sessions`."""
        end_all_sessions(self.engine, account)
        record(
            self.engine, account=account.name, action="signed_out_everywhere", subject="", now=now
        )

    def _find_row(self, name: str) -> RowMapping | None:
        try:
            name = parse_name(name)
        except BadInput:
            return None
        with reading(self.engine, _WHAT) as connection:
            found = connection.execute(select(accounts).where(accounts.c.name == name))
            return found.mappings().first()

    def _get_dummy_hash(self) -> str:
        """Of nobody's password: for a name that is not there it takes as long to say so."""
        if not self._dummy_hash:
            self._dummy_hash = hash_password(draw_password())
        return self._dummy_hash


def _check_again(
    connection: Connection, seen: RowMapping, code: str, now: datetime
) -> Account | None:
    """The account if it is as it was when its password was checked, and the code is right.

    The code is used up. No other process can use it meanwhile, as this one holds the writers.
    Errors:  TooMany where too many codes were wrong.
    """
    of_it = accounts.c.id == seen["id"]
    row = connection.execute(select(accounts).where(of_it)).mappings().first()
    if row is None or row["password_hash"] != seen["password_hash"]:
        return None
    count_attempt(connection, [name_codes(row["name"])], now)
    step = find_step(row["totp_secret"], code[:_LONGEST], now=now, after=row["last_step"])
    if step is not None:
        connection.execute(update(accounts).where(of_it).values(last_step=step))
        return build_account(row)
    told = hash_recovery_code(code[:_LONGEST], account_id=row["id"])
    used = connection.execute(delete(recovery_codes).where(recovery_codes.c.code_hash == told))
    return build_account(row) if used.rowcount == 1 else None
