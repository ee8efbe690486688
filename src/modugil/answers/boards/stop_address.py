"""A stop's id as one part of an address, and back."""

from urllib.parse import quote

_SLASH = "%2F"
"""A slash ends a part of an address even where it is escaped, so it is escaped once more."""


def stop_address(ref: str) -> str:
    """The part of an address that means the stop of this ref (`stop:ID`)."""
    return quote(ref.removeprefix("stop:").replace("/", _SLASH), safe=":")


def read_stop_id(part: str) -> str:
    """The stop's id that a part of an address means, once decoded by the server."""
    return part.replace(_SLASH, "/")
