"""A region is built whole or not at all, same bytes from same inputs, and only when they change."""

import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.region.drawings import osm_text
from tests.region.feeds import SMALL, feed, zip_feed

import modugil.region.build as build_module
from modugil.core.errors import RegionUnreadable
from modugil.region.build import PartWritten, build_region
from modugil.region.calendar import first_day
from modugil.region.manifest import FORMAT_VERSION, MANIFEST_FILE, read_manifest
from modugil.region.open_region import open_region

HEAD = 'id = "here"\nname = { en = "Here" }\ntime_zone = "Asia/Seoul"\n'
GTFS = '[[source]]\nkind = "gtfs"\npath = "{data}/bus.zip"\nlicence = "CC0-1.0"\n'
OSM = '[[source]]\nkind = "osm"\npath = "{data}/map.osm"\nlicence = "ODbL-1.0"\n'
STREETS = "a-----b-----c"


@pytest.fixture
def world(tmp_path):
    """A region of one feed, and where it is built."""
    (tmp_path / "data").mkdir()
    feed(tmp_path / "data", name="bus")
    zip_feed(tmp_path / "data" / "bus")
    (tmp_path / "map.osm").write_text(osm_text(STREETS, ["abc"], cell_m=20), encoding="utf-8")
    (tmp_path / "map.osm").rename(tmp_path / "data" / "map.osm")
    (tmp_path / "region.toml").write_text(HEAD + GTFS, encoding="utf-8")
    return tmp_path


def build(world, out=None, **options):
    return build_region(
        world / "region.toml",
        out=out or world / "built",
        data_folder=world / "data",
        report=options.pop("report", lambda _stage, _share: None),
        **options,
    )


def all_bytes(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def hidden(world):
    return [path.name for path in world.iterdir() if path.name.startswith(".")]


def test_a_built_region_opens(world):
    result = build(world)
    region = open_region(result.folder)
    assert region.timetable is not None
    assert list(region.timetable.stops.id) == ["A", "B", "C"]
    assert (region.streets, region.zone.key) == (None, "Asia/Seoul")
    assert first_day(region.timetable.services) == date(2026, 11, 1)
    assert not region.timetable.patterns.arrival_s.flags.writeable
    assert (region.timetable.stops.link_edge == -1).all()
    assert region.folder == str(world / "built")


def test_the_manifest_tells_what_was_read(world):
    manifest = build(world).manifest
    assert manifest == read_manifest(world / "built")
    assert (manifest.id, manifest.names, manifest.parts) == ("here", {"en": "Here"}, ("timetable",))
    assert (manifest.first_day, manifest.last_day) == ("2026-11-01", "2026-11-30")
    assert (manifest.bounds.south, manifest.bounds.east) == (33.5, 126.53)
    assert manifest.counts["stops"] == manifest.counts["stop_times"] == 3
    assert manifest.licences == ("CC0-1.0",)
    (source,) = manifest.sources
    assert (source.id, source.path, len(source.sha256)) == ("bus", "{data}/bus.zip", 64)


def test_faults_are_counted_and_kept_in_the_manifest(world):
    bad = SMALL.replace("A,가,33.50,126.50", "A,가,33.50,126.50\nX,x,91,0\nX,x,92,0")
    zip_feed(feed(world / "data", base=bad, name="other")).replace(world / "data" / "bus.zip")
    manifest = build(world).manifest
    counts = {(one.code, one.severity, one.file): one.count for one in manifest.notice_counts}
    assert counts["invalid_position", "warning", "bus/stops.txt"] == 2
    (twice,) = [one for one in manifest.notices if one.code == "id_twice"]
    assert (twice.file, twice.row, twice.field, twice.value) == ("bus/stops.txt", 4, "stop_id", "X")


def test_the_same_inputs_give_the_same_bytes_wherever_they_are_built(world):
    (world / "region.toml").write_text(HEAD + GTFS + OSM, encoding="utf-8")
    one = all_bytes(build(world).folder)
    two = all_bytes(build(world, out=world / "deep" / "er" / "again").folder)
    assert one == two
    text = one[MANIFEST_FILE].decode()
    assert str(world) not in text


def test_nothing_is_done_while_nothing_changes(world):
    first = build(world)
    before = (world / "built" / MANIFEST_FILE).stat().st_mtime_ns
    again = build(world)
    assert (first.unchanged, again.unchanged) == (False, True)
    assert again.manifest == first.manifest
    assert (world / "built" / MANIFEST_FILE).stat().st_mtime_ns == before
    assert not build(world, force=True).unchanged


@pytest.mark.parametrize("change", ["an input", "region.toml", "the format", "the program"])
def test_a_region_is_built_again_when_something_changes(world, monkeypatch, change):
    build(world)
    if change == "an input":
        later = SMALL.replace("08:", "09:")
        zip_feed(feed(world / "data", base=later, name="x")).replace(world / "data" / "bus.zip")
    elif change == "region.toml":
        (world / "region.toml").write_text(HEAD + GTFS + "\n# a thought\n", encoding="utf-8")
    elif change == "the format":
        path = world / "built" / MANIFEST_FILE
        now = f'"format_version": {FORMAT_VERSION}'
        path.write_text(path.read_text().replace(now, '"format_version": 0'))
    else:
        monkeypatch.setattr(build_module, "hash_program", lambda: "another")
    assert not build(world).unchanged


def test_stops_are_tied_to_streets_where_there_are_some(world):
    (world / "region.toml").write_text(HEAD + OSM + GTFS, encoding="utf-8")
    region = open_region(build(world).folder)
    assert region.streets is not None
    assert region.timetable is not None
    stops = region.timetable.stops
    assert (stops.link_edge[:, 0] >= 0).tolist() == [True, False, False]
    far = [(one.code, one.file, one.value) for one in region.manifest.notices]
    assert far == [("stop_without_street", "bus/stops.txt", stop) for stop in "BC"]
    assert stops.link_distance_m[0, 0] < 1
    assert region.manifest.parts == ("streets", "timetable")
    assert region.timetable.feed_sources == (1,)
    assert region.manifest.bounds.north == 33.5


def test_platforms_behind_pathways_and_inner_nodes_are_not_tied_to_streets(world):
    text = """
# stops.txt
stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station
S,역,33.50,126.50,1,
A,가,33.50,126.50,,S
B,나,33.50,126.50,,
C,다,33.50,126.50,,S
E,입구,33.50,126.50,2,S
N,홀,33.50,126.50,3,S

# pathways.txt
pathway_id,from_stop_id,to_stop_id,pathway_mode,is_bidirectional
1,E,N,1,1
2,N,A,5,1
"""
    zip_feed(feed(world / "data", text, name="x")).replace(world / "data" / "bus.zip")
    (world / "region.toml").write_text(HEAD + OSM + GTFS, encoding="utf-8")
    timetable = open_region(build(world).folder).timetable
    assert timetable is not None
    linked = timetable.stops.link_edge[:, 0] >= 0
    assert dict(zip(timetable.stops.id, linked.tolist(), strict=True)) == {
        "S": True,
        "A": False,
        "B": True,
        "C": True,
        "E": True,
        "N": False,
    }


def test_platforms_whose_pathways_lead_to_no_entrance_stay_tied_to_streets(world):
    text = """
# pathways.txt
pathway_id,from_stop_id,to_stop_id,pathway_mode,is_bidirectional
1,A,B,1,0
"""
    zip_feed(feed(world / "data", text, name="x")).replace(world / "data" / "bus.zip")
    (world / "region.toml").write_text(HEAD + OSM + GTFS, encoding="utf-8")
    timetable = open_region(build(world).folder).timetable
    assert timetable is not None
    assert timetable.stops.link_edge[0, 0] >= 0


def test_a_region_of_streets_alone_is_allowed(world):
    (world / "region.toml").write_text(HEAD + OSM, encoding="utf-8")
    region = open_region(build(world).folder)
    assert region.timetable is None
    assert region.streets is not None
    assert region.manifest.first_day == ""


def test_others_write_their_own_parts(world):
    def write_places(region_file, *, notices, folder, report):
        (folder / "places").mkdir()
        (folder / "places" / "names.txt").write_text(region_file.id)
        return PartWritten({"sights": 7})

    manifest = build(world, more_parts=[write_places]).manifest
    assert manifest.parts == ("places", "timetable")
    assert manifest.counts["sights"] == 7
    assert (world / "built" / "places" / "names.txt").read_text() == "here"


def test_progress_only_grows_and_reaches_the_end(world):
    (world / "region.toml").write_text(HEAD + OSM + GTFS, encoding="utf-8")
    shares = []
    build(world, report=lambda _stage, share: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


BREAKS = {
    "no feed": lambda data: (data / "bus.zip").unlink(),
    "a cut zip": lambda data: (data / "bus.zip").write_bytes(b"PK\x03\x04 and no more"),
    "a feed without stops": lambda data: zipfile.ZipFile(data / "bus.zip", "w").close(),
    "no streets": lambda data: (data / "map.osm").unlink(),
    "broken streets": lambda data: (data / "map.osm").write_text("<osm><node"),
}


@pytest.mark.parametrize("name", BREAKS)
@pytest.mark.parametrize("built_before", [False, True])
def test_a_broken_file_ends_with_one_sentence_and_leaves_nothing_new(world, name, built_before):
    (world / "region.toml").write_text(HEAD + GTFS + OSM, encoding="utf-8")
    before = all_bytes(build(world).folder) if built_before else None
    BREAKS[name](world / "data")
    with pytest.raises(RegionUnreadable) as caught:
        build(world)
    assert "\n" not in str(caught.value)
    assert hidden(world) == []
    if built_before:
        assert all_bytes(world / "built") == before
    else:
        assert not (world / "built").exists()


@pytest.mark.parametrize("fault", [KeyboardInterrupt, RegionUnreadable("no"), OSError(28, "full")])
def test_an_interrupted_build_leaves_the_old_region(world, fault):
    before = all_bytes(build(world).folder)

    def fail(_region_file, *, notices, folder, report):
        raise fault

    with pytest.raises((KeyboardInterrupt, RegionUnreadable)):
        build(world, more_parts=[fail], force=True)
    assert all_bytes(world / "built") == before
    assert hidden(world) == []


def test_an_old_region_comes_back_if_the_new_one_cannot_take_its_place(world, monkeypatch):
    before = all_bytes(build(world).folder)
    rename = Path.rename

    def fail(self, target):
        if self.name.endswith(".building"):
            raise OSError(13, "forbidden")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(RegionUnreadable, match="cannot be written"):
        build(world, force=True)
    assert all_bytes(world / "built") == before
    assert hidden(world) == []


def test_a_folder_that_is_no_region_is_not_replaced(world):
    other = world / "letters"
    other.mkdir()
    (other / "letter.txt").write_text("dear")
    with pytest.raises(RegionUnreadable, match="holds something else and is not replaced"):
        build(world, out=other)
    with pytest.raises(RegionUnreadable, match="holds something else"):
        build(world, out=other / "letter.txt")
    assert all_bytes(other) == {"letter.txt": b"dear"}


def test_a_manifest_of_another_program_does_not_make_a_folder_ours(world):
    """Web sites have a manifest.json too, and replacing such a folder would delete it."""
    site = world / "site"
    (site / "letters").mkdir(parents=True)
    (site / MANIFEST_FILE).write_text('{"name": "My site", "start_url": "/"}')
    (site / "index.html").write_text("<p>dear")
    before = all_bytes(site)
    with pytest.raises(RegionUnreadable, match="holds something else and is not replaced"):
        build(world, out=site)
    assert all_bytes(site) == before


@pytest.mark.parametrize("manifest", ["{", '{"format_version": 99}'])
def test_a_damaged_or_foreign_version_of_a_region_is_replaced(world, manifest):
    build(world)
    (world / "built" / MANIFEST_FILE).write_text(manifest)
    assert not build(world).unchanged
    assert open_region(world / "built").manifest.id == "here"


def test_nothing_is_compiled_for_a_folder_that_is_refused(world):
    (world / "built").write_text("a file")
    stages = []
    with pytest.raises(RegionUnreadable, match="holds something else"):
        build(world, report=lambda stage, _share: stages.append(stage))
    assert all(stage.startswith("Looking at") for stage in stages)


@pytest.mark.parametrize("lost", ["timetable/stops.lat.npy", "timetable/fields.json", "timetable"])
def test_a_damaged_region_is_built_again_though_its_inputs_are_the_same(world, lost):
    """What cannot be opened says to build it again, so building must repair it."""
    path = build(world).folder / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert not build(world).unchanged
    assert open_region(world / "built").timetable is not None


def test_a_link_keeps_pointing_to_the_region_that_is_replaced(world):
    build(world, out=world / "real")
    (world / "built").symlink_to(world / "real")
    assert not build(world, force=True).unchanged
    assert (world / "built").is_symlink()
    assert open_region(world / "built").manifest.id == "here"
    assert hidden(world) == []


def test_what_a_killed_build_left_is_cleared_and_an_old_region_comes_back(world):
    before = all_bytes(build(world).folder)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (world / f".built.{dead.pid}.building").mkdir()
    (world / "built").rename(world / f".built.{dead.pid}.old")
    (world / ".built.x.old").mkdir()  # not ours
    BREAKS["a cut zip"](world / "data")
    with pytest.raises(RegionUnreadable):
        build(world)
    assert hidden(world) == [".built.x.old"]
    assert all_bytes(world / "built") == before


def test_what_a_running_build_writes_is_left_alone(world):
    other = world / f".built.{os.getppid()}.building"
    other.mkdir()
    build(world)
    assert other.is_dir()


def test_a_region_without_timetable_and_streets_is_refused(world):
    (world / "region.toml").write_text(HEAD + OSM.replace('"osm"', '"outline"'), encoding="utf-8")
    with pytest.raises(RegionUnreadable, match="neither a timetable, streets nor places"):
        build(world)
    empty = SMALL.replace("33.50", "").replace("R,DAILY,T1\n", "")
    zip_feed(feed(world / "data", base=empty, name="x")).replace(world / "data" / "bus.zip")
    (world / "region.toml").write_text(HEAD + GTFS, encoding="utf-8")
    with pytest.raises(RegionUnreadable, match="no usable stop, street or place"):
        build(world)
    assert hidden(world) == []


@pytest.mark.parametrize(
    ("break_it", "expected"),
    [
        (lambda folder: (folder / MANIFEST_FILE).unlink(), "There is no built region"),
        (lambda folder: (folder / MANIFEST_FILE).write_text("{"), "is damaged"),
        (
            lambda folder: (folder / MANIFEST_FILE).write_text('{"format_version": 99}'),
            "another version",
        ),
        (lambda folder: (folder / "timetable" / "stops.lat.npy").unlink(), "cannot be read"),
        (
            lambda folder: (folder / "timetable" / "stops.lat.npy").write_bytes(b"x"),
            "cannot be read",
        ),
        (lambda folder: (folder / "timetable" / "fields.json").write_text("[]"), "cannot be read"),
    ],
    ids=["no manifest", "cut", "another version", "no array", "broken array", "broken fields"],
)
def test_a_folder_that_is_not_a_whole_region_says_so_when_opened(world, break_it, expected):
    folder = build(world).folder
    break_it(folder)
    with pytest.raises(RegionUnreadable, match=expected) as caught:
        open_region(folder)
    assert "modugil build" in str(caught.value)


def test_the_manifest_is_plain_json_in_a_fixed_order(world):
    text = (build(world).folder / MANIFEST_FILE).read_text(encoding="utf-8")
    told = json.loads(text)
    assert list(told) == sorted(told)
    assert np.isfinite(list(told["bounds"].values())).all()


def test_porto_alegre_builds_from_two_feeds_streets_and_elevation(tmp_path, shared_data):
    paths = {"gtfs": ["poa_eptc.zip", "poa_trensurb.zip"], "osm": ["poa_osm.pbf"]}
    paths["elevation"] = ["poa_elevation.tif"]
    sources = "".join(
        f'[[source]]\nkind = "{kind}"\nlicence = "unstated"\n'
        f'path = "{{data}}/porto_alegre/{path}"\n'
        for kind, files in paths.items()
        for path in files
    )
    text = HEAD.replace("Asia/Seoul", "America/Sao_Paulo") + sources
    (tmp_path / "region.toml").write_text(text, encoding="utf-8")
    start_s = time.process_time()
    result = build_region(
        tmp_path / "region.toml",
        out=tmp_path / "built",
        data_folder=shared_data,
        report=lambda _stage, _share: None,
    )
    assert time.process_time() - start_s < 40
    counts = result.manifest.counts
    assert (counts["stops"], counts["lines"], counts["stop_times"]) == (4010, 117, 144_874)
    region = open_region(result.folder)
    assert region.timetable is not None
    assert (region.timetable.stops.link_edge[:, 0] >= 0).sum() > 2000
