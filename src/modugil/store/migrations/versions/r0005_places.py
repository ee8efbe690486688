"""What staff correct of places, and which features were published last."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "place_corrections",
        sa.Column("place_id", sa.String(200), primary_key=True),
        sa.Column("key", sa.String(60), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("author", sa.String(60), nullable=False),
        sa.Column("written_ms", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "place_closings",
        sa.Column("place_id", sa.String(200), primary_key=True),
        sa.Column("author", sa.String(60), nullable=False),
        sa.Column("written_ms", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "published_features",
        sa.Column("collection", sa.String(40), primary_key=True),
        sa.Column("feature", sa.String(200), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False),
    )
