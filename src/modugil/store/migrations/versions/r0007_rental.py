"""Desks that lend things, what they lend, and to whom for which days."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "rental_desks",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("names", sa.Text, nullable=False),
        sa.Column("place_id", sa.String(200), nullable=False, server_default=""),
        sa.Column("phone", sa.String(40), nullable=False, server_default=""),
        sa.Column("opens", sa.String(5), nullable=False),
        sa.Column("closes", sa.String(5), nullable=False),
        sa.Column("sample", sa.Integer, nullable=False, server_default="0"),
        sa.Column("closed_ms", sa.BigInteger),
    )
    _make_items()
    _make_requests()
    op.create_table(
        "rental_days",
        sa.Column("item_id", ROW_ID, sa.ForeignKey("rental_items.id"), primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("request_id", ROW_ID, sa.ForeignKey("rental_requests.id"), nullable=False),
    )
    op.create_index("rental_days_by_request", "rental_days", ["request_id"])


def _make_items() -> None:
    op.create_table(
        "rental_items",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("desk_id", sa.String(40), sa.ForeignKey("rental_desks.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("serial", sa.String(60), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.UniqueConstraint("kind", "serial", name="uq_rental_items_kind"),
    )
    op.create_index("rental_items_by_desk", "rental_items", ["desk_id", "kind"])


def _make_requests() -> None:
    op.create_table(
        "rental_requests",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("item_id", ROW_ID, sa.ForeignKey("rental_items.id"), nullable=False),
        sa.Column("first_day", sa.String(10), nullable=False),
        sa.Column("last_day", sa.String(10), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("called", sa.String(40), nullable=False),
        sa.Column("phone", sa.String(30), nullable=False, server_default=""),
        sa.Column("asked_ms", sa.BigInteger, nullable=False),
        sa.Column("handed_ms", sa.BigInteger),
        sa.Column("ended_ms", sa.BigInteger),
        sa.UniqueConstraint("code_hash", name="uq_rental_requests_code_hash"),
    )
    op.create_index("rental_requests_by_item", "rental_requests", ["item_id"])
    op.create_index("rental_requests_by_state", "rental_requests", ["state"])
