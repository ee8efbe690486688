"""A folder of photos becomes public pictures: all that are good, blurred, and no half of any."""

import ctypes
import errno
import os
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from PIL import Image
from tests.places.roadview.drawn import (
    HERE,
    MARKED,
    NOW,
    SEOUL,
    SPHERE,
    MarkDetector,
    draw,
    named,
    north_of,
    shows_mark,
    write_photo,
    write_walk,
)

from modugil.core.errors import CouldNotKeep, CouldNotLook
from modugil.people.audit import list_audit
from modugil.places.roadview.road_view import RoadView
from modugil.places.roadview.settings import RoadViewSettings
from modugil.places.roadview.shelf import Wanted
from modugil.places.roadview.work_folder import GATE


def every_file(folder):
    """All that is kept there, but the file by which processes keep out of each other's way."""
    files = (one for one in Path(folder).rglob("*") if one.is_file() and one.name != GATE)
    return [one for one in files if "sqlite" not in one.name]


def test_a_walk_becomes_one_sequence_in_order(road, tmp_path):
    report = road.add(named(write_walk(tmp_path / "in", 4)), now=NOW, producer="Jeju", author="kim")
    assert (report.files, len(report.pictures), len(report.sequences)) == (4, 4, 1)
    (sequence,) = road.list_sequences(Wanted(), limit=9)
    assert (sequence.count, sequence.sequence.producer) == (4, "Jeju")
    pictures = road.list_of_sequence(Wanted(sequences=(sequence.sequence.id,)), limit=9)
    assert [one.rank for one in pictures] == [1, 2, 3, 4]
    assert {one.facts.heading_from for one in pictures} == {"track"}
    assert report.headings["track"] == 4
    before, after = road.find_neighbours(pictures[1])
    assert (before.id, after.id) == (pictures[0].id, pictures[2].id)


def test_what_was_found_is_blurred_in_every_size_and_kept_as_data(road, tmp_path):
    image = draw((2600, 1300), mark=True)
    file = write_photo(tmp_path / "in" / "a.jpg", image=image, xmp=SPHERE)
    assert shows_mark(file)
    report = road.add(named([file]), now=NOW)
    picture = road.find_picture(report.pictures[0])
    (box,) = picture.facts.boxes
    assert (box.kind, box.by) == ("face", "marks-1")
    left, top, width, height = MARKED
    assert abs(box.left - left) <= 2 and abs(box.width - width) <= 6
    sizes = {}
    for name in ("hd.jpg", "sd.jpg", "thumb.jpg", "tiled/0_0.jpg", "tiled/3_1.jpg"):
        with Image.open(road.get_file(picture, name)) as drawn:
            sizes[name] = drawn.size
            assert not drawn.getexif() and "xmp" not in drawn.info
        assert not shows_mark(road.get_file(picture, name))
    assert sizes["hd.jpg"] == (2600, 1300)
    assert (sizes["sd.jpg"], sizes["thumb.jpg"]) == ((2048, 1024), (500, 250))
    assert sizes["tiled/0_0.jpg"] == (650, 650)


def test_every_file_is_told_of(road, tmp_path):
    files = write_walk(tmp_path / "in", 3)
    (tmp_path / "in" / "text.jpg").write_text("no picture")
    lost = write_photo(tmp_path / "in" / "lost.jpg", gps={2: 33.5})
    again = write_photo(tmp_path / "in" / "same.jpg", point=north_of(0.02), image=draw((150, 120)))
    report = road.add(named([*files, tmp_path / "in" / "text.jpg", lost, again]), now=NOW)
    told = len(report.pictures) + report.repeated + report.known + len(report.refused)
    assert told == report.files == 6
    assert {one.file: one.code for one in report.refused} == {
        "text.jpg": "not_a_picture",
        "lost.jpg": "no_position",
    }
    assert report.repeated == 1


def test_files_that_came_already_come_once(road, tmp_path):
    files = named(write_walk(tmp_path / "in", 3))
    road.add(files, now=NOW)
    report = road.add([*files, *files], now=NOW)
    assert (report.known, report.pictures, report.sequences) == (6, [], [])
    assert road.count() == 3


def test_two_uploads_of_the_same_photos_at_once_are_one(road, tmp_path):
    files = named(write_walk(tmp_path / "in", 4))
    start, reports = threading.Barrier(2), []

    def add():
        start.wait(timeout=10)
        reports.append(road.add(files, now=NOW))

    threads = [threading.Thread(target=add) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=60)
    assert sorted((len(one.pictures), one.known) for one in reports) == [(0, 4), (4, 0)]
    assert road.count() == 4
    kept = {one.parent.parent.name for one in every_file(tmp_path / "roadview")}
    assert kept == {one.id for one in road.list_pictures(Wanted(), limit=9)}


def test_a_full_disk_leaves_nothing_and_says_so(road, tmp_path, monkeypatch):
    files = named(write_walk(tmp_path / "in", 3))
    written, sync = [], os.fsync

    def full(stream):
        written.append(stream)
        if len(written) > 7:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(stream)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CouldNotKeep, match="No space left"):
        road.add(files, now=NOW)
    assert road.count() == 0
    assert every_file(tmp_path / "roadview") == []
    monkeypatch.undo()
    assert len(road.add(files, now=NOW).pictures) == 3


@contextmanager
def only_reading(folder):
    """Nobody may write there while this holds; the system lets an administrator, so be nobody."""
    for one in (folder, *(one for one in folder.rglob("*") if one.is_dir())):
        one.chmod(0o555)
    libc, is_root = ctypes.CDLL(None), os.geteuid() == 0
    try:
        if is_root:
            libc.setfsuid(65534)
        with suppress(PermissionError):
            (folder / "tried").mkdir()
            pytest.skip("this system lets everybody write everywhere")
        yield
    finally:
        if is_root:
            libc.setfsuid(0)
        for one in (folder, *(one for one in folder.rglob("*") if one.is_dir())):
            one.chmod(0o755)


@pytest.mark.skipif(sys.platform != "linux", reason="how one becomes nobody is told by Linux")
def test_where_the_folder_may_only_be_read_pictures_are_shown_and_none_is_taken(engine, tmp_path):
    files = write_walk(tmp_path / "in", 2)
    with tempfile.TemporaryDirectory() as readable:
        Path(readable).chmod(0o755)
        folder = Path(readable) / "roadview"
        settings = RoadViewSettings()
        road = RoadView(engine, folder, settings, zone=SEOUL, detector=MarkDetector())
        (id,) = road.add(named(files[:1]), now=NOW).pictures
        before = every_file(folder)
        with only_reading(folder):
            with pytest.raises(CouldNotKeep, match="cannot be kept just now .Permission denied"):
                road.add(named(files[1:]), now=NOW)
            assert road.get_file(road.get_any_picture(id), "hd.jpg").read_bytes()
        assert every_file(folder) == before and road.count() == 1
        assert len(road.add(named(files[1:]), now=NOW).pictures) == 1


def test_where_a_detector_cannot_look_nothing_becomes_public(engine, tmp_path):
    class Blind:
        name = "blind"

        def find(self, pixels, *, whole_sphere):
            raise CouldNotLook("The lamp is off.")

    road = RoadView(engine, tmp_path / "roadview", RoadViewSettings(), zone=SEOUL, detector=Blind())
    with pytest.raises(CouldNotLook):
        road.add(named(write_walk(tmp_path / "in", 2)), now=NOW)
    assert road.count() == 0
    assert every_file(tmp_path / "roadview") == []


@pytest.mark.parametrize(("keep", "kept"), [("yes", 2), ("no", 0)])
def test_originals_are_kept_apart_or_not_at_all(engine, tmp_path, keep, kept):
    settings = RoadViewSettings(keep_originals=keep)
    road = RoadView(engine, tmp_path / "r", settings, zone=SEOUL, detector=MarkDetector())
    report = road.add(named(write_walk(tmp_path / "in", 2, mark=True)), now=NOW)
    originals = every_file(tmp_path / "r" / "originals")
    assert len(originals) == kept
    assert len(report.pictures) == 2
    for one in originals:
        assert one.stat().st_mode & 0o077 == 0
        assert one.parent.stat().st_mode & 0o077 == 0
    public = every_file(tmp_path / "r" / "pictures")
    assert public and not any(map(shows_mark, public))


def test_pictures_are_found_by_nearness(road, tmp_path):
    road.add(named(write_walk(tmp_path / "in", 6)), now=NOW)
    near = road.find_near(HERE, 25.0)
    assert [round(one.point.lat - HERE.lat, 6) for one in near] == [0.0, 0.00009, 0.00018]
    assert road.find_near(north_of(500.0), 50.0) == []


def test_who_added_them_is_in_the_record(road, engine, tmp_path):
    road.add(named(write_walk(tmp_path / "in", 2)), now=NOW, author="kim")
    (done,) = list_audit(engine)
    assert (done.account, done.action) == ("kim", "pictures_added")
