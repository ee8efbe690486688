"""For programs from before migrations alone."""

from sqlalchemy import Column, Integer, Table

from modugil.store.tables.metadata import metadata

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True),
)
"""One row: 1 in a database from before migrations, 2 since. A program of that time refuses 2."""
