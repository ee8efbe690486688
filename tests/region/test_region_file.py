"""region.toml is read, and every mistake in it ends with one sentence that says what to change."""

import pytest

from modugil.core.errors import RegionUnreadable
from modugil.region.region_file import read_region_file

GOOD = """
id = "here"
name = { ko = "여기", en = "Here" }
time_zone = "Asia/Seoul"

[[source]]
kind = "gtfs"
path = "feeds/bus.zip"
licence = "CC-BY-4.0"
attribution = "The bus company"
as_of = "2026-11-01"

[[source]]
kind = "osm"
path = "{data}/jeju/streets.osm.pbf"
licence = "ODbL-1.0"
sample = true
id = "streets"

[[source]]
kind = "places.sights"
path = "sights.csv"
licence = "unstated"
columns = ["name"]

[source.attribution]
en = "The tourism office"
"""


def read_text(tmp_path, text, *, data_folder=None):
    path = tmp_path / "region.toml"
    path.write_text(text, encoding="utf-8")
    return read_region_file(path, data_folder=data_folder or tmp_path / "data")


def test_a_region_file_is_read(tmp_path):
    region = read_text(tmp_path, GOOD)
    assert (region.id, region.time_zone, region.sample) == ("here", "Asia/Seoul", False)
    assert region.names == {"ko": "여기", "en": "Here"}
    bus, streets, sights = region.sources
    assert (bus.id, bus.path, bus.as_of) == ("bus", tmp_path / "feeds" / "bus.zip", "2026-11-01")
    assert bus.attribution == {"": "The bus company"}
    assert (streets.id, streets.sample) == ("streets", True)
    assert streets.path == tmp_path / "data" / "jeju" / "streets.osm.pbf"
    assert streets.written_path == "{data}/jeju/streets.osm.pbf"
    assert sights.options == {"columns": ["name"]}
    assert sights.attribution == {"en": "The tourism office"}
    assert region.sources_of("osm", "gtfs") == [(0, bus), (1, streets)]


def test_the_folder_stands_for_its_region_file(tmp_path):
    read_text(tmp_path, GOOD)
    assert read_region_file(tmp_path, data_folder=tmp_path).id == "here"


def test_sources_of_a_sample_region_are_samples_unless_they_say_otherwise(tmp_path):
    text = GOOD.replace('time_zone = "Asia/Seoul"', 'time_zone = "Asia/Seoul"\nsample = true')
    text = text.replace('kind = "places.sights"', 'kind = "places.sights"\nsample = false')
    assert [one.sample for one in read_text(tmp_path, text).sources] == [True, True, False]


MISTAKES = {
    "no toml": (GOOD, "= =", "is not valid TOML"),
    "no id": ('id = "here"', "", "the region needs id"),
    "an id with spaces": ('"here"', '"over here"', "'over here' is not a plain word"),
    "a plain name": ('name = { ko = "여기", en = "Here" }', 'name = "Here"', "a table by language"),
    "no name": ('name = { ko = "여기", en = "Here" }', "", "name must be a table by language"),
    "a number as name": ('ko = "여기"', "ko = 5", "name of the region must be a text or a table"),
    "no time zone": ('time_zone = "Asia/Seoul"', "", "the region needs time_zone"),
    "a wrong time zone": ("Asia/Seoul", "Asia/Atlantis", "'Asia/Atlantis' does not exist"),
    "an unknown key": ('id = "here"', 'id = "here"\ncolour = "red"', "unknown key 'colour'"),
    "an unknown kind": ('"gtfs"', '"netex"', "source 1 has the unknown kind 'netex'"),
    "no kind of place": ('"places.sights"', '"places."', "unknown kind 'places.'"),
    "no kind": ('kind = "gtfs"', "", "source 1 needs kind"),
    "no path": ('path = "feeds/bus.zip"', "", "source 1 needs path"),
    "no licence": ('licence = "ODbL-1.0"', "", "source 2 needs licence"),
    "a misspelt key": ('licence = "ODbL-1.0"', 'licence = "x"\nlicense = "x"', "key 'license'"),
    "a wrong flag": ("sample = true", 'sample = "yes"', "sample of source 2 must be true or false"),
    "a wrong attribution": ('"The bus company"', "[1]", "attribution of source 1 must be a text"),
    "a colon in an id": ('id = "streets"', 'id = "a:b"', "source 2 has the id 'a:b'"),
    "two of one name": ('kind = "osm"', 'kind = "gtfs"\nfeed = "bus"', "are called 'bus'"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_is_one_sentence(tmp_path, name):
    old, new, expected = MISTAKES[name]
    assert old in GOOD
    with pytest.raises(RegionUnreadable) as caught:
        read_text(tmp_path, GOOD.replace(old, new, 1))
    assert expected in str(caught.value)
    assert "region.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_source_table_in_single_brackets_is_a_mistake(tmp_path):
    with pytest.raises(RegionUnreadable, match="names no"):
        read_text(tmp_path, GOOD.split("[[source]]")[0])
    with pytest.raises(RegionUnreadable, match="names no"):
        read_text(tmp_path, GOOD.split("[[source]]")[0] + "[source]\nkind = 'gtfs'\n")
    with pytest.raises(RegionUnreadable, match="source 1 is not a table"):
        read_text(tmp_path, GOOD.split("[[source]]")[0] + "source = [5]\n")


def test_the_data_folder_must_be_given_where_a_path_needs_it(tmp_path):
    path = tmp_path / "region.toml"
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(RegionUnreadable, match=r"source 2 lies in \{data\}.*MODUGIL_DATA"):
        read_region_file(path, data_folder=None)


def test_a_file_that_is_missing_or_not_text_is_one_sentence(tmp_path):
    with pytest.raises(RegionUnreadable, match="There is no region description"):
        read_region_file(tmp_path, data_folder=None)
    (tmp_path / "region.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RegionUnreadable, match="cannot be read"):
        read_region_file(tmp_path, data_folder=None)
