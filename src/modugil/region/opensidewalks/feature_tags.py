"""The properties of an OpenSidewalks feature in the words of OSM tags.

`incline` -0.08 (a ratio) becomes -8.0 %, `ext:kerb:height` becomes `kerb:height`, `climb` becomes
the sign-only incline where no ratio is told.
"""

from collections.abc import Mapping
from typing import Any

EXTENSION = "ext:"
STEEPEST_RATIO = 1.0
OWN_KEYS = frozenset({"_id", "_u_id", "_v_id", "_w_id", "length", "climb", "description"})


def tags_of_feature(properties: Mapping[str, Any]) -> dict[str, str]:
    """OSM tags that say the same; a key of the schema beats the same key as an extension."""
    tags: dict[str, str] = {}
    for key, value in properties.items():
        if key in OWN_KEYS or value is None or isinstance(value, (dict, list)):
            continue
        tags.setdefault(key.removeprefix(EXTENSION), _text(value))
        if not key.startswith(EXTENSION):
            tags[key] = _text(value)
    incline = properties.get("incline")
    if isinstance(incline, (int, float)) and not isinstance(incline, bool):
        tags["incline"] = f"{incline * 100:.6f}%"
    elif "incline" not in tags and properties.get("climb") in ("up", "down"):
        tags["incline"] = str(properties["climb"])
    return tags


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
