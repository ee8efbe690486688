"""The tables. Times are UTC milliseconds since 1970, days are ISO dates."""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table

metadata = MetaData()

change_counters = Table(
    "change_counters",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("changes", BigInteger, nullable=False),
)
"""How often each kind of thing was changed, by any process: whoever keeps a copy compares this.

A writer counts up first, which makes writers of one kind wait for each other.
"""

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

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True),
)
SCHEMA_VERSION = 1
