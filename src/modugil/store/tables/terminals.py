"""Credentials of the devices on the buses."""

from sqlalchemy import BigInteger, Column, Index, String, Table

from modugil.store.tables.metadata import metadata

terminal_credentials = Table(
    "terminal_credentials",
    metadata,
    Column("username", String(120), primary_key=True),
    Column("vehicle", String(100), nullable=False),
    Column("secret_hash", String(200), nullable=False),
    Column("bcrypt_hash", String(80)),
    Column("created_ms", BigInteger, nullable=False),
    Column("retires_ms", BigInteger),
    Column("revoked_ms", BigInteger),
    Column("last_used_day", String(10)),
    Index("terminal_credentials_by_vehicle", "vehicle"),
)
"""What terminals log in with; secrets themselves are never kept, nor is when one was used but for
the day."""
