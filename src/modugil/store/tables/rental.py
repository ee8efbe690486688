"""Receivers, wheelchairs and strollers that desks lend, and to whom for which days."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from modugil.store.tables.metadata import metadata, row_id

rental_desks = Table(
    "rental_desks",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("names", Text, nullable=False),
    Column("place_id", String(200), nullable=False, server_default=""),
    Column("phone", String(40), nullable=False, server_default=""),
    Column("opens", String(5), nullable=False),
    Column("closes", String(5), nullable=False),
    Column("sample", Integer, nullable=False, server_default="0"),
    Column("closed_ms", BigInteger),
)
"""One desk each, its names as JSON by language, its hours on the wall of the region (HH:MM)."""

rental_items = Table(
    "rental_items",
    metadata,
    Column("id", row_id, primary_key=True),
    Column("desk_id", String(40), ForeignKey("rental_desks.id"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("serial", String(60), nullable=False),
    Column("state", String(20), nullable=False),
    UniqueConstraint("kind", "serial"),
    Index("rental_items_by_desk", "desk_id", "kind"),
)
"""One thing each; one that was retired stays, as its serial is not given twice."""

rental_requests = Table(
    "rental_requests",
    metadata,
    Column("id", row_id, primary_key=True),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("item_id", row_id, ForeignKey("rental_items.id"), nullable=False),
    Column("first_day", String(10), nullable=False),
    Column("last_day", String(10), nullable=False),
    Column("state", String(20), nullable=False),
    Column("called", String(40), nullable=False),
    Column("phone", String(30), nullable=False, server_default=""),
    Column("asked_ms", BigInteger, nullable=False),
    Column("handed_ms", BigInteger),
    Column("ended_ms", BigInteger),
    Index("rental_requests_by_item", "item_id"),
    Index("rental_requests_by_state", "state"),
)
"""One wish each; what the person is called and the phone are "" as soon as it is over."""

rental_days = Table(
    "rental_days",
    metadata,
    Column("item_id", row_id, ForeignKey("rental_items.id"), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("request_id", row_id, ForeignKey("rental_requests.id"), nullable=False),
    Index("rental_days_by_request", "request_id"),
)
"""Each day on which an item is promised to somebody: its key keeps it from being promised twice."""
