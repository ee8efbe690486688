"""translations.txt: the same words in other languages.

    table_name,field_name,language,translation,record_id,record_sub_id,field_value
    stops,stop_name,en,Jeju Bus Terminal,405000001,,
    trips,trip_headsign,en,City Hall,,,시청

A row speaks of one record by its id, or of every record with that text. The older form
(`trans_id,lang,translation`) is read as the second kind, for every field.
Source: GTFS Schedule reference, translations.txt.
"""

import re
from dataclasses import dataclass, field

from modugil.region.gtfs.files import FeedFiles
from modugil.region.gtfs.tables import Table

COLUMNS = (
    "table_name", "field_name", "language", "translation", "record_id", "record_sub_id",
    "field_value", "trans_id", "lang",
)  # fmt: skip
_Words = dict[str, str]
_TAG = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Translations:
    """What translations.txt says, by record and by text; "" as table and field means every one."""

    by_record: dict[tuple[str, str, str, str], _Words] = field(default_factory=dict)
    by_text: dict[tuple[str, str, str], _Words] = field(default_factory=dict)

    def words(self, place: str, text: str, *, record: str, sub: str = "") -> _Words:
        """The text under "", and its translations by language; `place` is like stops.stop_name."""
        if not self.by_record and not self.by_text:
            return {"": text}
        table, _, name = place.partition(".")
        return {
            **self.by_text.get(("", "", text), {}),
            **self.by_text.get((table, name, text), {}),
            **self.by_record.get((table, name, record, sub), {}),
            "": text,
        }


def language_key(tag: str) -> str:
    """The language of a tag: zh-Hans is zh; a transcription such as ja-Hrkt stays apart.

    Empty where the text is no language tag: the key names a file of the built region.
    """
    plain = tag.replace("_", "-").lower()
    if _TAG.fullmatch(plain) is None:
        return ""
    parts = plain.split("-")
    return "-".join(parts[:2]) if {"hrkt", "kana", "hira", "latn"} & set(parts[1:2]) else parts[0]


def read_translations(files: FeedFiles) -> Translations:
    """The feed's translations; none if it has no such file."""
    table = files.read("translations.txt", COLUMNS)
    found = Translations()
    old = table.has("trans_id")
    columns = [list(table.column(name)) for name in COLUMNS]
    # the plainest tag of a language wins: zh before zh-Hant
    tags = columns[8] if old else columns[2]
    for row in sorted(range(len(table)), key=lambda row: len(tags[row])):
        cells = [column[row] for column in columns]
        if old:
            cells = ["", "", cells[8], cells[3], "", "", cells[7]]
        _add(found, table, row, cells)
    return found


def _add(found: Translations, table: Table, row: int, cells: list[str]) -> None:
    place, name, tag, text, record, sub, value = cells[:7]
    language = language_key(tag)
    named = bool(place and name) or table.has("trans_id")
    complete = bool(language and (record or value) and named)
    if not complete and not (language and place == "feed_info"):
        table.fault("translation_incomplete", row, field="table_name")
        return
    if record:
        words = found.by_record.setdefault((place, name, record, sub), {})
    else:
        words = found.by_text.setdefault((place, name, value), {})
    if text:
        words.setdefault(language, text)
