"""What staff did at one desk, from the record of everything that was done."""

from datetime import UTC, datetime

from sqlalchemy import Engine, or_, select

from modugil.people.audit import Done
from modugil.store.tables import audit
from modugil.store.transactions import reading

_WHAT = "The record of what was done"


def list_done(engine: Engine, desk_id: str, *, limit: int = 50) -> list[Done]:
    """The newest first.

    Errors:  CouldNotLook if the database cannot be read.
    """
    told = audit.c
    ours = told.action.startswith("rental_", autoescape=True)
    of_desk = or_(told.subject == desk_id, told.subject.startswith(f"{desk_id} ", autoescape=True))
    wanted = select(audit).where(ours, of_desk).order_by(told.id.desc()).limit(limit)
    with reading(engine, _WHAT) as connection:
        return [
            Done(
                datetime.fromtimestamp(row.at_ms / 1000, UTC), row.account, row.action, row.subject
            )
            for row in connection.execute(wanted)
        ]
