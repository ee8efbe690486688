"""What staff correct of places, and which features were published last."""

from sqlalchemy import BigInteger, Column, String, Table, Text

from modugil.store.tables.metadata import metadata

place_corrections = Table(
    "place_corrections",
    metadata,
    Column("place_id", String(200), primary_key=True),
    Column("key", String(60), primary_key=True),
    Column("value", Text, nullable=False),
    Column("author", String(60), nullable=False),
    Column("written_ms", BigInteger, nullable=False),
)
"""One fact of a place as staff say it; one that was withdrawn is not here any more."""

place_closings = Table(
    "place_closings",
    metadata,
    Column("place_id", String(200), primary_key=True),
    Column("author", String(60), nullable=False),
    Column("written_ms", BigInteger, nullable=False),
)
"""Places that are no more; one that opened again is not here any more."""

published_features = Table(
    "published_features",
    metadata,
    Column("collection", String(40), primary_key=True),
    Column("feature", String(200), primary_key=True),
    Column("hash", String(64), nullable=False),
)
"""What each feature was when the region that is served was published, before corrections. The row
whose feature is "" tells which build of the region that was."""
