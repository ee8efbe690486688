"""A line's id as one part of an address, and back."""

from urllib.parse import quote

_SLASH = "%2F"
"""A slash ends a part of an address even where it is escaped, so it is escaped once more."""


def line_address(line: str) -> str:
    """The part of an address that means this line."""
    return quote(line.replace("/", _SLASH), safe=":")


def read_line_id(part: str) -> str:
    """The line's id that a part of an address means, once decoded by the server."""
    return part.replace(_SLASH, "/")
