"""Staff sign in to a server of simulated buses as they do to the real one."""

from sqlalchemy import Engine, insert, select

from modugil.store.tables import accounts, recovery_codes
from modugil.store.transactions import reading, writing

_WHAT = "The accounts"


def copy_accounts(source: Engine, target: Engine) -> int:
    """The accounts of one database stand in another one too; how many came.

    Those of a name or number that stands there already are passed over. What is done there,
    sessions and changes of accounts too, stays there.
    Errors:  CouldNotLook if the one cannot be read, CouldNotKeep if the other cannot be written.
    """
    with reading(source, _WHAT) as connection:
        found = [dict(row) for row in connection.execute(select(accounts)).mappings()]
        codes = [dict(row) for row in connection.execute(select(recovery_codes)).mappings()]
    with writing(target, _WHAT) as connection:
        there = {(one.id, one.name) for one in connection.execute(select(accounts))}
        ids, names = {one for one, _ in there}, {one for _, one in there}
        came = [row for row in found if row["id"] not in ids and row["name"] not in names]
        if came:
            connection.execute(insert(accounts), came)
        theirs = {row["id"] for row in came}
        if kept := [row for row in codes if row["account_id"] in theirs]:
            connection.execute(insert(recovery_codes), kept)
    return len(came)
