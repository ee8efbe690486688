"""What the Wi-Fi of buses and stops told: the newest report of each, and what a month has used."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from modugil.store.tables.metadata import metadata

wifi_points = Table(
    "wifi_points",
    metadata,
    Column("access_point", String(90), primary_key=True),
    Column("report", Text, nullable=False),
)
"""The newest report of each access point, as JSON; nothing about those who use it."""

wifi_usage = Table(
    "wifi_usage",
    metadata,
    Column("access_point", String(90), primary_key=True),
    Column("start", String(40), primary_key=True),
    Column("month", Integer, primary_key=True, autoincrement=False),
    Column("least", BigInteger, nullable=False),
    Column("most", BigInteger, nullable=False),
    Column("since_ms", BigInteger, nullable=False),
    Index("wifi_usage_by_month", "month"),
)
"""The lowest and the highest byte count of each start of an access point in each month (year * 12 +
month - 1); of this one and the one before."""

wifi_use_slots = Table(
    "wifi_use_slots",
    metadata,
    Column("slot", BigInteger, primary_key=True, autoincrement=False),
    Column("bytes", BigInteger, nullable=False),
)
"""What was used in each ten minutes since 1970, for the rate of the last day."""
