"""Whatever a file holds, it is read, or refused in one sentence."""

import gzip
import time
from pathlib import Path

import pytest
from tests.places.reading.read_drawn import read_drawn

from modugil.core.errors import RegionUnreadable
from modugil.places.matching.names import fold_name
from modugil.places.reading.formats import FORMATS
from modugil.places.reading.parse_access_text import parse_access_text
from modugil.places.reading.parse_course_text import parse_course_text

LONG = 6_000
_WHOLE = gzip.compress(b"a,b\n1,2\n" * 500)
BROKEN = {
    "empty.csv": b"",
    "utf16.csv": "id,lat,lon\n1,2,3\n".encode("utf-16"),
    "open.csv": b'"a,b\n1,2\n',
    "huge.csv": b"a,b\n" + b"x" * 200_000 + b",2\n",
    "cut.csv.gz": _WHOLE[: len(_WHOLE) // 2],
    "damaged.csv.gz": _WHOLE[:20] + b"\xff" * 10 + _WHOLE[30:],
    "damaged.json.gz": _WHOLE[:20] + b"\xff" * 10 + _WHOLE[30:],
    "deep.json": b"[" * 200_000,
    "digits.json": b"1" * 6_000,
    "null.json": b"null",
    "shape.json": b'{"features": 3, "items": {"item": 1}, "response": {"header": 3}}',
    "cut.osm": b"<osm><node",
}


@pytest.mark.parametrize("name", [*BROKEN, "folder.csv", "folder.json", "missing.csv"])
@pytest.mark.parametrize("form", FORMATS)
def test_a_broken_file_is_refused_in_one_sentence(tmp_path: Path, form: str, name: str) -> None:
    path = tmp_path / name
    if name in BROKEN:
        path.write_bytes(BROKEN[name])
    elif name.startswith("folder"):
        path.mkdir()
    with pytest.raises(RegionUnreadable):
        read_drawn(path, form)


@pytest.mark.parametrize(
    "text", ["턱 " * LONG, "턱나" * LONG, "1m " * LONG, "<br" + " " * LONG, "1" + " " * LONG]
)
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    begun = time.process_time()
    parse_access_text(text)
    parse_course_text(text)
    assert time.process_time() - begun < 1.0


def test_a_name_of_brackets_takes_no_longer_than_its_length() -> None:
    begun = time.process_time()
    fold_name("(" * 100_000)
    assert time.process_time() - begun < 1.0


def test_a_name_in_a11yjson_that_is_no_text_is_no_name(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(
        '[{"geometry": {"type": "Point", "coordinates": [126.5, 33.4]},'
        ' "properties": {"name": {"ko": null, "en": 3}}}]',
        encoding="utf-8",
    )
    records, ledger = read_drawn(path, "a11yjson")
    assert (records, dict(ledger.refused)) == ([], {"place_unnamed": 1})


def test_the_end_of_a_longer_number_is_no_count() -> None:
    said = {one.key: one.value for one in parse_access_text("휠체어 대여 가능(12345대)").said}
    assert said == {"rental_wheelchair": "yes"}
