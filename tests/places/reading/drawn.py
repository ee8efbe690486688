"""Files of open data as tests state them, and what a reader makes of them."""

from dataclasses import dataclass

from modugil.core.notices import Notices
from modugil.places.reading.formats import FORMATS
from modugil.places.reading.ledger import Ledger
from modugil.places.record import PlaceSource

JEJU = [126.0, 33.0, 127.1, 34.1]
PROVINCE = "제주특별자치도"


@dataclass
class Read:
    """What became of a file."""

    records: list
    ledger: Ledger
    notices: Notices

    @property
    def facts(self):
        """Of every record its facts, by key."""
        return [{said.key: said.value for said in record.said} for record in self.records]

    @property
    def noted(self):
        """Code and row of every notice."""
        return [(notice.code, notice.row) for notice in self.notices]


def read_file(path, *, format, kind, **options):
    """What a reader makes of the file; every row of it is accounted for."""
    notices = Notices()
    ledger = Ledger(path.name, notices)
    source = PlaceSource(kind, format, path, 0, "drawn", options=options)
    records = list(FORMATS[format](source, ledger=ledger))
    refused = sum(ledger.refused.values())
    assert ledger.rows == len(records) + ledger.elsewhere + ledger.repeated + refused
    assert len({(record.kind, record.id) for record in records}) == len(records)
    return Read(records, ledger, notices)


def write_table(path, rows, *, encoding="cp949"):
    """A CSV of these rows (dictionaries with the same keys) in that encoding."""
    lines = [",".join(rows[0]), *(",".join(map(str, row.values())) for row in rows)]
    path.write_text("\r\n".join(lines) + "\r\n", encoding=encoding, newline="")
    return path
