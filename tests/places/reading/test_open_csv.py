import gzip

import pytest

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_csv import open_csv

TEXT = "화장실명,위도\r\n 가람 ,33.4\r\n\r\n나래,\r\n"


def read(path, *, needs=(("화장실명", "시설명"),)):
    ledger = Ledger(path.name, Notices())
    table = open_csv(path, needs=needs, ledger=ledger)
    return table, list(table.rows), ledger


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("packed", [False, True])
def test_the_encoding_is_found_by_trying(tmp_path, encoding, packed):
    path = tmp_path / ("t.csv.gz" if packed else "t.csv")
    content = TEXT.encode(encoding)
    path.write_bytes(gzip.compress(content) if packed else content)
    table, rows, ledger = read(path)
    assert table.columns == ("화장실명", "위도")
    assert [(row.line, row.values) for row in rows] == [
        (2, {"화장실명": "가람", "위도": "33.4"}),
        (4, {"화장실명": "나래", "위도": ""}),
    ]
    assert ledger.rows == 2


def test_a_row_of_another_width_is_refused(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("화장실명,위도\n가람,33,4\n나래\n다온,33.4\n", encoding="utf-8")
    _, rows, ledger = read(path)
    assert [row.first("없는 칸", "화장실명") for row in rows] == ["다온"]
    assert (ledger.rows, dict(ledger.refused)) == (3, {"place_row_width": 2})


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\xff\xff", b"a,b\n1,2\n", '화장실명\n"가'.encode()]
)
def test_a_file_that_is_no_such_table_ends_with_one_sentence(tmp_path, content):
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(RegionUnreadable, match=r"t\.csv"):
        read(path)


def test_a_broken_archive_ends_with_one_sentence(tmp_path):
    path = tmp_path / "t.csv.gz"
    path.write_bytes(b"no archive")
    with pytest.raises(RegionUnreadable, match=r"t\.csv\.gz"):
        read(path)
