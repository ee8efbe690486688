"""The cells of one row of Korean standard data as facts; what cannot be read is noted, not guessed.

"해당없음" and its like stand where nothing is to be said; "Y", "있음" and "설치" are yes.
"""

import re
from dataclasses import dataclass
from datetime import date

from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_csv import CsvRow
from modugil.places.reading.positions import Position, Within, locate
from modugil.places.record import Said

NOTHING = ("", "-", "--", "없음", "해당없음", "해당 없음", "미상", "N/A", "null", "NULL", "None")
YES = ("y", "yes", "유", "있음", "설치", "가능", "o", "○", "예")
NO = ("n", "no", "무", "없음", "미설치", "불가", "불가능", "x", "×", "아니오")
COUNT_MOST = 100_000
_TIME = re.compile(r"\d{1,2}:\d{2}")
_DATE = re.compile(r"(\d{4})(?:[-./]?(\d{2})(?:[-./]?(\d{2}))?)?\.?(?:[ T].*)?")


@dataclass(frozen=True, slots=True)
class Cells:
    """One row and where to note what is odd in it.

    Columns are given by every name they are published under; the first that is filled in counts.
    """

    row: CsvRow
    ledger: Ledger

    def get(self, *columns: str) -> str:
        """What stands there; "" where that says nothing."""
        written = self.row.first(*columns)
        return "" if written in NOTHING else written

    def text(self, key: str, *columns: str) -> list[Said]:
        """The words as they stand; spaces and line breaks in a row become one space."""
        written = " ".join(self.get(*columns).split())
        return [Said(key, written)] if written else []

    def count(self, key: str, *columns: str) -> list[Said]:
        """A whole number from 0."""
        found = self.number(*columns)
        return [Said(key, str(found))] if found is not None else []

    def number(self, *columns: str) -> int | None:
        """A whole number from 0; None where nothing is said, or with a note where it is none."""
        written = self.row.first(*columns)
        if written in NOTHING:
            return None
        plain = written.removesuffix(".0").removesuffix("대").removesuffix("개").strip()
        if re.fullmatch(r"[0-9]{1,6}", plain) and int(plain) <= COUNT_MOST:
            return int(plain)
        self._note_form(columns, written, "It should be a whole number; read as unknown.")
        return None

    def access(self, key: str, *columns: str) -> list[Said]:
        """Yes or no."""
        written = self.row.first(*columns)
        word = written.lower()
        if word in YES or word in NO:
            return [Said(key, "yes" if word in YES else "no")]
        if written not in NOTHING:
            self._note_form(columns, written, "It should be yes or no; read as unknown.")
        return []

    def date(self, *columns: str) -> str:
        """A day as 2024-10-01, a month as 2024-10, a year; "" where none is said or read."""
        written = self.row.first(*columns)
        found = parse_date(written)
        if not found and written not in NOTHING:
            message = "It should be a date; the date of the source counts."
            self.ledger.note(
                "place_date_unread",
                self.row.line,
                field=self._name(columns),
                value=written,
                message=message,
            )
        return found

    def position(self, lat: tuple[str, ...], lon: tuple[str, ...], *, within: Within) -> Position:
        """Where the row says it is, by the one rule of positions."""
        return locate(
            self.row.first(*lat),
            self.row.first(*lon),
            within=within,
            row=self.row.line,
            ledger=self.ledger,
        )

    def _note_form(self, columns: tuple[str, ...], written: str, message: str) -> None:
        code = "place_value_unread"
        if _TIME.fullmatch(written) or parse_date(written) or len(written) > 20:
            code = "place_value_misplaced"
            message = "The value looks like that of another column; read as unknown."
        field = self._name(columns)
        self.ledger.note(code, self.row.line, field=field, value=written, message=message)

    def _name(self, columns: tuple[str, ...]) -> str:
        return next((one for one in columns if self.row.values.get(one)), columns[0])


def parse_date(written: str) -> str:
    """The date in ISO's form, as exact as it is written; "" where it is none."""
    found = _DATE.fullmatch(written.strip())
    if found is None:
        return ""
    year, month, day = found[1], found[2] or "01", found[3] or "01"
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return ""
    return "-".join(one for one in (found[1], found[2], found[3]) if one)
