"""What tells every process and every reader that something was changed."""

from sqlalchemy import BigInteger, Column, Index, String, Table

from modugil.store.tables.metadata import metadata

change_counters = Table(
    "change_counters",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("changes", BigInteger, nullable=False),
)
"""How often each kind of thing was changed, by any process: whoever keeps a copy compares this."""

changes = Table(
    "changes",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(40), nullable=False),
    Column("key", String(200), nullable=False),
    Column("noted_ms", BigInteger, nullable=False),
    Index("changes_by_time", "noted_ms"),
)
"""What was changed, in the order in which it was committed; old ones are left out in time."""

change_log = Table(
    "change_log",
    metadata,
    Column("epoch", String(20), primary_key=True),
    Column("forgotten_id", BigInteger, nullable=False),
)
"""One row: which log this is, and the last change that was left out of it."""
