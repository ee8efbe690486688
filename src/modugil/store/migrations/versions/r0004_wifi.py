"""What the Wi-Fi of buses and stops told."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "wifi_points",
        sa.Column("access_point", sa.String(90), primary_key=True),
        sa.Column("report", sa.Text, nullable=False),
    )
    op.create_table(
        "wifi_usage",
        sa.Column("access_point", sa.String(90), primary_key=True),
        sa.Column("start", sa.String(40), primary_key=True),
        sa.Column("month", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("least", sa.BigInteger, nullable=False),
        sa.Column("most", sa.BigInteger, nullable=False),
        sa.Column("since_ms", sa.BigInteger, nullable=False),
    )
    op.create_index("wifi_usage_by_month", "wifi_usage", ["month"])
    op.create_table(
        "wifi_use_slots",
        sa.Column("slot", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
    )
