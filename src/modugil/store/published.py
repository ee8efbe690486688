"""What was published last, so that a region built anew tells in the log what is different."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine, delete, insert, select

from modugil.store.changes import note_changes
from modugil.store.tables import published_features
from modugil.store.transactions import writing

_WHAT = "What is published"
_BUILD = ""
"""In place of a feature's id: the row that stands for all of them."""
_AT_ONCE = 500
_C = published_features.c


def publish_features(
    engine: Engine, collection: str, hashes: Mapping[str, str], *, kind: str, now: datetime
) -> int:
    """What is not as it was published last is noted as changed; how many that are.

    Nothing is noted the first time, as nobody holds anything from before. Of several processes that
    begin at once the first one notes; it is all kept, or nothing.
    Errors:  CouldNotKeep if the database cannot be written.
    """
    build = tell_build(hashes)
    with writing(engine, _WHAT) as connection:
        known = _C.collection == collection
        before = connection.scalar(select(_C.hash).where(known, _C.feature == _BUILD))
        if before == build:
            return 0
        rows = connection.execute(select(_C.feature, _C.hash).where(known, _C.feature != _BUILD))
        old: dict[str, str] = {row.feature: row.hash for row in rows}
        changed = [id for id in hashes if old.get(id) != hashes[id]]
        gone = [id for id in old if id not in hashes]
        if before is not None:
            note_changes(connection, kind, [*changed, *gone], now)
        _drop(connection, collection, [_BUILD, *gone, *(id for id in changed if id in old)])
        written = [(_BUILD, build), *((id, hashes[id]) for id in changed)]
        connection.execute(
            insert(published_features),
            [{"collection": collection, "feature": id, "hash": hash} for id, hash in written],
        )
    return len(changed) + len(gone) if before is not None else 0


def tell_build(hashes: Mapping[str, str]) -> str:
    """Other letters as soon as any feature of the build is another one."""
    return sha256("".join(f"{id} {hashes[id]}\n" for id in sorted(hashes)).encode()).hexdigest()


def read_builds(connection: Connection) -> dict[str, str]:
    """Of each collection the build that was published last."""
    rows = connection.execute(select(_C.collection, _C.hash).where(_C.feature == _BUILD))
    return {row.collection: row.hash for row in rows}


def _drop(connection: Connection, collection: str, ids: Sequence[str]) -> None:
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        connection.execute(
            delete(published_features).where(_C.collection == collection, _C.feature.in_(some))
        )
