"""The tables from before migrations: change counters and terminals' credentials."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "change_counters",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("changes", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "terminal_credentials",
        sa.Column("username", sa.String(120), primary_key=True),
        sa.Column("vehicle", sa.String(100), nullable=False),
        sa.Column("secret_hash", sa.String(200), nullable=False),
        sa.Column("bcrypt_hash", sa.String(80)),
        sa.Column("created_ms", sa.BigInteger, nullable=False),
        sa.Column("retires_ms", sa.BigInteger),
        sa.Column("revoked_ms", sa.BigInteger),
        sa.Column("last_used_day", sa.String(10)),
    )
    op.create_index("terminal_credentials_by_vehicle", "terminal_credentials", ["vehicle"])
    op.create_table("schema_version", sa.Column("version", sa.Integer, primary_key=True))
