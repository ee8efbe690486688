"""Staff sign in to a server of simulated buses as they do to the real one."""

from sqlalchemy import Engine, insert, select

from modugil.store.tables import accounts, recovery_codes
from modugil.store.transactions import reading, writing

_WHAT = "The accounts"


def copy_accounts(source: Engine, target: Engine) -> int:
    """All accounts of one database stand in another one that has none; how many they are.

    What is done there, sessions and changes of accounts too, stays there.
    Errors:  CouldNotLook if the one cannot be read, CouldNotKeep if the other cannot be written.
    """
    copied = (accounts, recovery_codes)
    with reading(source, _WHAT) as connection:
        rows = [[dict(row) for row in connection.execute(select(one)).mappings()] for one in copied]
    with writing(target, _WHAT) as connection:
        for table, found in zip(copied, rows, strict=True):
            if found:
                connection.execute(insert(table), found)
    return len(rows[0])
