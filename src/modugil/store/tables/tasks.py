"""What waits for staff."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from modugil.store.tables.metadata import metadata, row_id

tasks = Table(
    "tasks",
    metadata,
    Column("id", row_id, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("subject", String(120), nullable=False),
    Column("text", Text, nullable=False),
    Column("opened_ms", BigInteger, nullable=False),
    Column("closed_ms", BigInteger),
    Column("closed_by", String(60), nullable=False, server_default=""),
    Index("tasks_by_subject", "kind", "subject"),
    Index("tasks_by_time", "opened_ms"),
)
"""One thing to be looked after each, its text as JSON by language; closed ones stay."""

task_notes = Table(
    "task_notes",
    metadata,
    Column("id", row_id, primary_key=True),
    Column("task_id", row_id, ForeignKey("tasks.id", ondelete="CASCADE"), nullable=False),
    Column("author", String(60), nullable=False),
    Column("written_ms", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Index("task_notes_by_task", "task_id"),
)
"""What staff wrote to a task."""
