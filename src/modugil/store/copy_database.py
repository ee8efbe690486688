"""A database moves: all rows of one stand in another one, of SQLite or of PostgreSQL."""

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select

from modugil.core.errors import BadInput
from modugil.store.tables import change_log, metadata, schema_version
from modugil.store.transactions import writing

_AT_ONCE = 1000
_MADE_WITH_THE_TABLES = (change_log, schema_version)


def copy_database(source: Engine, target: Engine) -> int:
    """All rows of `source` stand in `target` too, all or none; how many they are.

    Tokens of changes stay good, and counted keys go on where they were.
    Errors:  BadInput if anything was written to `target` already; CouldNotKeep if one of them
             cannot be read or written.
    """
    with writing(source, "What is there") as old, writing(target, "The copy") as new:
        for table in metadata.sorted_tables:
            if table not in _MADE_WITH_THE_TABLES and new.scalar(
                select(func.count()).select_from(table)
            ):
                raise BadInput(
                    f"The database to copy to holds {table.name} already.",
                    allowed="Make an empty one.",
                )
        for table in _MADE_WITH_THE_TABLES:
            new.execute(delete(table))
        return sum(_copy_table(table, old, new) for table in metadata.sorted_tables)


def _copy_table(table: Table, old: Connection, new: Connection) -> int:
    copied = 0
    for rows in old.execute(select(table)).mappings().partitions(_AT_ONCE):
        new.execute(insert(table), [dict(row) for row in rows])
        copied += len(rows)
    counted = table.autoincrement_column
    if copied and counted is not None and new.dialect.name == "postgresql":
        # PostgreSQL counts beside the table, and does not see what was put there
        found = select(func.max(counted)).scalar_subquery()
        new.execute(
            select(func.setval(func.pg_get_serial_sequence(table.name, counted.name), found))
        )
    return copied
