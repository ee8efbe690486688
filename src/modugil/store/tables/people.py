"""Accounts of staff, what they sign in with, and the record of what they did."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from modugil.store.tables.metadata import metadata, row_id

accounts = Table(
    "accounts",
    metadata,
    Column("id", row_id, primary_key=True),
    Column("name", String(60), nullable=False, unique=True),
    Column("display_name", String(120), nullable=False),
    Column("roles", String(120), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("totp_secret", String(64), nullable=False),
    Column("last_step", BigInteger),
    Column("created_ms", BigInteger, nullable=False),
)
"""Staff, with roles as words with spaces between. `totp_secret` must be known to be checked, so it
stands here as it is; `last_step` is the last half minute whose code was used."""

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("account_id", row_id, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Index("recovery_codes_by_account", "account_id"),
)
"""Codes that stand in once for a second factor that was lost; a used one is gone."""

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account_id", row_id, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("seen_ms", BigInteger, nullable=False),
    Index("sessions_by_account", "account_id"),
)
"""Who is signed in; what the browser holds is kept as a hash only."""

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("attempts", Integer, nullable=False),
    Column("began_ms", BigInteger, nullable=False),
)
"""How often signing in was tried for one account or from one address, since when."""

audit = Table(
    "audit",
    metadata,
    Column("id", row_id, primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("account", String(60), nullable=False),
    Column("action", String(60), nullable=False),
    Column("subject", String(200), nullable=False),
    Index("audit_by_time", "at_ms"),
)
"""Who did what to what; the account by its name, which outlives it."""
