"""Whose a collection is: its sources with their licences, and who must be named."""

from typing import Any

from modugil.api.ogc.collections import CollectionInfo
from modugil.core.language import Language, pick_text
from modugil.region.manifest import Manifest


def list_sources(manifest: Manifest, info: CollectionInfo) -> list[dict[str, Any]]:
    """The sources that may speak of the collection."""
    return [
        {
            "id": source.id,
            "kind": source.kind,
            "licence": source.licence,
            "attribution": source.attribution,
            "asOf": source.as_of,
            "sample": source.sample,
        }
        for source in manifest.sources
        if source.kind in info.kinds
    ]


def tell_attribution(
    manifest: Manifest, language: Language, info: CollectionInfo | None = None
) -> str:
    """Everybody who must be named, each once."""
    told = [
        pick_text(source.attribution, language=language)
        for source in manifest.sources
        if info is None or source.kind in info.kinds
    ]
    return "; ".join(dict.fromkeys(one for one in told if one))
