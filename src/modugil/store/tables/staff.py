"""What staff tell the public."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from modugil.store.tables.metadata import metadata

staff_messages = Table(
    "staff_messages",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("body", Text, nullable=False),
    Column("author", String(60), nullable=False),
    Column("written_ms", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("withdrawn_ms", BigInteger),
    Index("staff_messages_by_time", "written_ms"),
)
"""Alerts, cancellations and detours, the body as JSON; one that was withdrawn stays."""
