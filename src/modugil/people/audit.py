"""The record of what was done by whom."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, delete, insert, select

from modugil.store.tables import audit
from modugil.store.transactions import reading, writing

_WHAT = "The record of what was done"
_LONGEST_SUBJECT = 200
REFUSED = "sign_in_refused"


@dataclass(frozen=True, slots=True)
class Done:
    """Somebody did something."""

    at: datetime
    account: str
    """Its name, also of one that is gone; "" is a command on the server itself, or a stranger."""
    action: str
    subject: str


def record(engine: Engine, *, account: str, action: str, subject: str, now: datetime) -> None:
    """It is recorded that this was done.

    Errors:  CouldNotKeep if the database cannot be written.
    """
    with writing(engine, _WHAT) as connection:
        note_done(connection, account=account, action=action, subject=subject, now=now)


def note_done(
    connection: Connection, *, account: str, action: str, subject: str, now: datetime
) -> None:
    """The same within a change: both are kept, or neither."""
    told = {
        "at_ms": int(now.timestamp() * 1000),
        "account": account,
        "action": action,
        "subject": subject[:_LONGEST_SUBJECT],
    }
    connection.execute(insert(audit).values(told))


def forget_refused(connection: Connection, *, before: datetime) -> None:
    """Who was not let in before that moment is left out: strangers write these, without end."""
    old = audit.c.at_ms < int(before.timestamp() * 1000)
    connection.execute(delete(audit).where(old, audit.c.action == REFUSED))


def list_audit(
    engine: Engine, *, limit: int = 200, before: datetime | None = None, subject: str = ""
) -> list[Done]:
    """What was done, the newest first; with `subject` to that alone.

    Errors:  CouldNotLook if the database cannot be read.
    """
    wanted = select(audit)
    if before is not None:
        wanted = wanted.where(audit.c.at_ms < int(before.timestamp() * 1000))
    if subject:
        wanted = wanted.where(audit.c.subject == subject)
    with reading(engine, _WHAT) as connection:
        rows = connection.execute(wanted.order_by(audit.c.id.desc()).limit(limit))
        return [
            Done(
                datetime.fromtimestamp(row.at_ms / 1000, UTC), row.account, row.action, row.subject
            )
            for row in rows
        ]
