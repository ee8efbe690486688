"""Accounts of staff, and what waits for them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    _make_accounts()
    _make_sign_in()
    op.create_table(
        "audit",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("account", sa.String(60), nullable=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
    )
    op.create_index("audit_by_time", "audit", ["at_ms"])
    _make_tasks()


def _make_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("display_name", sa.String(120), nullable=False),
        sa.Column("roles", sa.String(120), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("totp_secret", sa.String(64), nullable=False),
        sa.Column("last_step", sa.BigInteger),
        sa.Column("created_ms", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("name", name="uq_accounts_name"),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("code_hash", sa.String(64), primary_key=True),
        _refer_to_account("recovery_codes"),
    )
    op.create_index("recovery_codes_by_account", "recovery_codes", ["account_id"])


def _make_sign_in() -> None:
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        _refer_to_account("sessions"),
        sa.Column("created_ms", sa.BigInteger, nullable=False),
        sa.Column("seen_ms", sa.BigInteger, nullable=False),
    )
    op.create_index("sessions_by_account", "sessions", ["account_id"])
    op.create_table(
        "sign_in_attempts",
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("began_ms", sa.BigInteger, nullable=False),
    )


def _make_tasks() -> None:
    op.create_table(
        "tasks",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("opened_ms", sa.BigInteger, nullable=False),
        sa.Column("closed_ms", sa.BigInteger),
        sa.Column("closed_by", sa.String(60), nullable=False, server_default=""),
    )
    op.create_index("tasks_by_subject", "tasks", ["kind", "subject"])
    op.create_index("tasks_by_time", "tasks", ["opened_ms"])
    op.create_table(
        "task_notes",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("task_id", ROW_ID, nullable=False),
        sa.Column("author", sa.String(60), nullable=False),
        sa.Column("written_ms", sa.BigInteger, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name="fk_task_notes_task_id", ondelete="CASCADE"
        ),
    )
    op.create_index("task_notes_by_task", "task_notes", ["task_id"])


def _refer_to_account(table: str) -> sa.Column[int]:
    name = f"fk_{table}_account_id"
    key = sa.ForeignKey("accounts.id", name=name, ondelete="CASCADE")
    return sa.Column("account_id", ROW_ID, key, nullable=False)
