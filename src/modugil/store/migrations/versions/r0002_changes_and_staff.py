"""The log of changes, and what staff tell the public."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make them, and tell programs from before migrations that this is none of theirs."""
    op.create_table(
        "changes",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("noted_ms", sa.BigInteger, nullable=False),
    )
    op.create_index("changes_by_time", "changes", ["noted_ms"])
    log = op.create_table(
        "change_log",
        sa.Column("epoch", sa.String(20), primary_key=True),
        sa.Column("forgotten_id", sa.BigInteger, nullable=False),
    )
    op.bulk_insert(log, [{"epoch": secrets.token_hex(6), "forgotten_id": 0}])
    op.create_table(
        "staff_messages",
        sa.Column("id", sa.String(60), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("author", sa.String(60), nullable=False),
        sa.Column("written_ms", sa.BigInteger, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("withdrawn_ms", sa.BigInteger),
    )
    op.create_index("staff_messages_by_time", "staff_messages", ["written_ms"])
    op.execute("DELETE FROM schema_version")
    op.execute("INSERT INTO schema_version (version) VALUES (2)")
