"""One OSM object's tags, read word by word; what cannot be read becomes a Notice."""

from collections.abc import Mapping
from math import nan
from typing import TypeVar

from modugil.core.access import Access
from modugil.core.notices import Notice, Notices, Severity
from modugil.region.osm.measures import parse_length_m

T = TypeVar("T")

YES_NO: Mapping[str, Access] = {"yes": Access.YES, "no": Access.NO, "unknown": Access.UNKNOWN}


class Tagged:
    """The tags of one object, and where they stand.

    Unknown: a tag that is absent or cannot be read gives the unknown value; the latter also a
             Notice whose row is the object's id and whose field is the tag.
    """

    __slots__ = ("_file", "_notices", "row", "tags")

    def __init__(self, tags: Mapping[str, str], *, row: int, file: str, notices: Notices) -> None:
        """Hold the tags of the object with that id."""
        self.tags = tags
        self.row = row
        self._file = file
        self._notices = notices

    def get(self, key: str) -> str:
        """The tag's value in small letters, or the empty text."""
        return self.tags.get(key, "").strip().lower()

    def word(self, key: str, words: Mapping[str, T], *, unknown: T) -> T:
        """What the tag's value means."""
        value = self.tags.get(key)
        if value is None:
            return unknown
        clean = value.strip().lower()
        if clean in words:
            return words[clean]
        self.note("unknown_value", key=key, message=f"{key} has a value that is not in use")
        return unknown

    def access(self, key: str) -> Access:
        """What a yes/no tag says."""
        return self.word(key, YES_NO, unknown=Access.UNKNOWN)

    def length_m(self, key: str, *, most_m: float) -> float:
        """The length the tag says, NaN where it says none or more than can be."""
        value = self.tags.get(key)
        if value is None:
            return nan
        length = parse_length_m(value)
        if length is None:
            self.note("unreadable_measure", key=key, message=f"{key} is not a length")
        elif not 0 <= length <= most_m:
            self.note(
                "implausible_measure", key=key, message=f"{key} is not within 0 and {most_m:g} m"
            )
        else:
            return length
        return nan

    def note(self, code: str, *, key: str, message: str) -> None:
        """A notice about the value of one tag; what it would have told stays unknown."""
        value = self.tags.get(key, "")
        severity = Severity.INFO if code == "unknown_value" else Severity.WARNING
        self._notices.add(
            Notice(code, severity, self._file, self.row, key, value, f"{message}: left unknown")
        )
