"""The road view: sequences of pictures and what is known of each; the pictures are files."""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, String, Table, Text

from modugil.store.tables.metadata import metadata

roadview_sequences = Table(
    "roadview_sequences",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("title", String(200), nullable=False),
    Column("producer", String(100), nullable=False),
    Column("licence", String(60), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("updated_ms", BigInteger, nullable=False),
)
"""Pictures taken one after the other along one way."""

roadview_pictures = Table(
    "roadview_pictures",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("sequence_id", String(36), nullable=False),
    Column("rank", Integer, nullable=False),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("taken_ms", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("status", String(10), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("facts", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("updated_ms", BigInteger, nullable=False),
    Index("roadview_pictures_by_rank", "sequence_id", "rank", unique=True),
    Index("roadview_pictures_by_place", "lat", "lon"),
    Index("roadview_pictures_by_time", "taken_ms"),
)
"""One picture. `digest` is of the file as it came, so that it comes once; `status` is ready or
hidden; `revision` is another number whenever it is drawn anew; `facts` is the rest as JSON."""
