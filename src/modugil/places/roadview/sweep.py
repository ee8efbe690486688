"""What a process left that was killed while it worked on pictures is found, and gone.

Photos as they came go first. Then every picture that it had put into its place and of which the
database knows nothing, its original with it; and every revision that is not the one shown.
"""

import shutil
from datetime import datetime

from sqlalchemy import Engine

from modugil.places.roadview.shelf import list_revisions
from modugil.places.roadview.vault import Vault
from modugil.places.roadview.work_folder import clear
from modugil.store.transactions import reading

WHAT = "The road view"


def sweep_left(engine: Engine, vault: Vault, *, now: datetime) -> None:
    """Nothing is touched that is in work, in any process, or that another database may show.

    Errors:  CouldNotKeep; CouldNotLook, and then what waits to be judged stays for the next time.
    """
    with vault.claim_left(now=now) as left:
        for one in left:
            clear(one)
        placed = {pair for one in left for pair in one.placed}
        if placed:
            _drop_unknown(engine, vault, placed)
        for one in left:
            if not one.of_others:
                shutil.rmtree(one.path)


def _drop_unknown(engine: Engine, vault: Vault, placed: set[tuple[str, int]]) -> None:
    with reading(engine, WHAT) as connection:
        kept = list_revisions(connection, {id for id, _ in placed})
    for id, revision in placed:
        if id not in kept:
            vault.drop_all(id)
        elif kept[id] != revision:
            vault.drop(id, revision)
