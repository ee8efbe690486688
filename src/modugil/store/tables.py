"""The tables. Times are UTC milliseconds since 1970, days are ISO dates."""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text

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

staff_messages = Table(
    "staff_messages",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("message", Text, nullable=False),
    Column("author", String(120), nullable=False),
    Column("written_ms", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("withdrawn_ms", BigInteger),
)
"""Alerts, cancellations and detours as staff wrote them, the newest revision of each as JSON; one
that was withdrawn stays."""

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True),
)
SCHEMA_VERSION = 1
