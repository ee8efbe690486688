"""What is sent compressed: the same bytes each time, with tags of their own, made once."""

import gzip
import io
import json

import pyarrow.parquet as pq
import pytest
from tests.answers.world import NOW

from modugil.api.ogc.collections import COLLECTIONS
from modugil.api.ogc.files import Files
from modugil.api.ogc.publisher import Publisher

ITEMS = "/ogc/collections/stops/items"
DOWNLOAD = "/ogc/collections/stops/download"
PATHS = (ITEMS, "/ogc/collections", f"{DOWNLOAD}.geojson", f"{DOWNLOAD}.csv")


def ask(ogc, path, coding, **headers):
    """The answer, and its bytes as they were sent."""
    with ogc.stream("GET", path, headers={"Accept-Encoding": coding, **headers}) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize("path", PATHS)
def test_compressed_bytes_are_the_same_each_time_and_have_a_tag_of_their_own(ogc, path):
    plain, body = ask(ogc, path, "identity")
    packed, sent = ask(ogc, path, "gzip, br")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(sent) == body
    assert sent[4:8] == b"\x00" * 4, "no moment is written into it"
    assert ask(ogc, path, "gzip")[1] == sent
    assert plain.headers["etag"] != packed.headers["etag"]
    known = {"If-None-Match": packed.headers["etag"]}
    assert ask(ogc, path, "gzip", **known)[0].status_code == 304
    assert ask(ogc, path, "identity", **known)[0].status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_who_does_not_take_it_gets_plain_bytes(ogc, path):
    answer, body = ask(ogc, path, "gzip;q=0")
    assert "content-encoding" not in answer.headers
    assert body == ask(ogc, path, "identity")[1]


def test_whoever_keeps_a_document_knows_that_languages_and_codings_are_not_the_same(ogc):
    answers = [ogc.get("/ogc", headers={"Accept-Language": one}) for one in ("ko", "en")]
    assert answers[0].content != answers[1].content
    assert answers[0].headers["etag"] != answers[1].headers["etag"]
    for answer in answers:
        assert answer.headers["vary"] == "Accept-Encoding, Accept-Language"
        assert answer.headers["cache-control"] == "public, no-cache"


def test_a_file_is_written_once_and_anew_after_a_change(desk):
    publisher, info = Publisher(desk), COLLECTIONS[0]
    files = Files(desk.manifest)
    for ending in ("geojson", "csv", "parquet"):
        first = files.get_file(info, publisher.get_shelf(info), ending=ending)
        assert files.get_file(info, publisher.get_shelf(info), ending=ending) is first
    desk.corrections.set_fact("wall", "steps", "3", author="kim", now=NOW)
    assert files.get_file(info, publisher.get_shelf(info), ending="parquet") != first


def test_every_file_tells_whose_it_is_and_under_which_licence(ogc):
    told = ogc.get("/ogc/collections/sights").json()
    read = ogc.get("/ogc/collections/sights/download.geojson").json()
    assert read["sources"] == told["sources"]
    assert read["sources"][0]["licence"] == "CC0-1.0"
    body = ogc.get("/ogc/collections/sights/download.parquet").content
    about = json.loads(pq.read_schema(io.BytesIO(body)).metadata[b"about"])
    assert about["sources"] == told["sources"]
    assert about["attribution"] == read["attribution"]
