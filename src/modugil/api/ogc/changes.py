"""What was changed in a collection since a token, each feature as it is now."""

from typing import Any

import msgspec
from sqlalchemy import Engine

from modugil.api.ogc.collections import CollectionInfo
from modugil.api.ogc.feature import Feature
from modugil.api.ogc.shelf import Shelf
from modugil.store.changes import ChangesRead, list_changes

MOST = 1000


def read_changes_of(
    engine: Engine, info: CollectionInfo, shelf: Shelf, *, since: str, limit: int
) -> ChangesRead:
    """What was changed since then, up to the moment of the shelf.

    So whoever applies all of it holds what the shelf holds, no more and no less.
    Errors:  BadInput, TokenTooOld, CouldNotLook.
    """
    kinds = (info.change_kind,)
    return list_changes(engine, since, kinds=kinds, limit=limit, until=shelf.number)


def tell_changes(
    info: CollectionInfo, shelf: Shelf, read: ChangesRead, *, language: str
) -> dict[str, Any]:
    """Each feature once: `put` with what it is now, `remove` where it is there no more."""
    latest = {change.key: change for change in read.changes}
    changes = [
        {"id": id, "noted": change.noted, **_tell(shelf.find(id), language)}
        for id, change in latest.items()
    ]
    return {
        "collection": info.id,
        "changes": changes,
        "next": read.next_token,
        "complete": read.complete,
    }


def _tell(feature: Feature | None, language: str) -> dict[str, Any]:
    if feature is None:
        return {"action": "remove"}
    return {"action": "put", "feature": msgspec.Raw(feature.write(language))}
