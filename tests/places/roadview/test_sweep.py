"""What a killed process left is swept; what is in work, shown or another database's never is."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.places.roadview.drawn import (
    MARKED,
    NOW,
    SEOUL,
    MarkDetector,
    named,
    shows_mark,
    write_photo,
    write_walk,
)

from modugil.places.roadview.detectors import Box
from modugil.places.roadview.road_view import RoadView
from modugil.places.roadview.settings import RoadViewSettings
from modugil.places.roadview.shelf import Wanted
from modugil.places.roadview.vault import Vault
from modugil.store.address import name_database
from modugil.store.database import open_database

PROGRAM = Path(__file__).with_name("adding_process.py")


@contextmanager
def adding(tmp_path, photos, *, database="state.sqlite", waits_at=0, longest=0):
    """A process that adds them; when this begins it waits, or is at its work."""
    told = [PROGRAM, tmp_path / database, tmp_path / "roadview", photos, waits_at, longest]
    command = [sys.executable, *map(str, told)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            if waits_at:
                assert process.stdout is not None
                assert process.stdout.readline() == "waits\n"
            yield process
        finally:
            process.kill()


def kill(process):
    """End it as the system does where memory is short: nothing of it runs any more."""
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait(timeout=120) == -signal.SIGKILL


def list_photos(folder):
    """All pictures and photos that lie on the disk, by where."""
    found = [str(one.relative_to(folder)) for one in folder.rglob("*.jpg")]
    return {part: [one for one in found if one.startswith(part)] for part in PARTS}


PARTS = ("incoming", "originals", "pictures")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "roadview"


@pytest.fixture
def keeping(engine, folder):
    """The pictures as a server that starts again sees them; originals are kept."""
    settings = RoadViewSettings(keep_originals="yes")
    return RoadView(engine, folder, settings, zone=SEOUL, detector=MarkDetector())


def test_a_killed_process_leaves_nothing_behind_and_a_live_one_is_not_touched(
    keeping, folder, tmp_path
):
    shown = keeping.add(named(write_walk(tmp_path / "before", 1, mark=True)), now=NOW).pictures
    other = {272: "Pencil 2"}
    write_walk(tmp_path / "killed", 3, mark=True, tags=other)
    write_walk(tmp_path / "alive", 2, mark=True, tags={272: "Pencil 3"})
    with (
        adding(tmp_path, tmp_path / "alive", waits_at=2) as alive,
        adding(tmp_path, tmp_path / "killed", waits_at=3) as killed,
    ):
        kill(killed)
        left = list_photos(folder)
        assert {part: len(left[part]) for part in left if part != "pictures"} == {
            "incoming": 5,  # three photos as they came, two of the process that goes on
            "originals": 4,  # of what is shown, two that were done, one of the other process
        }
        assert len({one.split("/")[2] for one in left["pictures"]}) == 4
        keeping.sweep(now=NOW)
        after = list_photos(folder)
        assert (len(after["incoming"]), len(after["originals"])) == (2, 2)
        kept = {one.split("/")[2] for one in after["pictures"]}
        assert len(kept) == 2 and kept > set(shown)
        assert alive.communicate("\n", timeout=120)[0] == "added 2\n"
    assert keeping.count() == 3
    ids = {one.id for one in keeping.list_pictures(Wanted(), limit=9)}
    after = list_photos(folder)
    assert {one.split("/")[2] for one in after["pictures"]} == ids
    assert len(after["originals"]) == 3 and after["incoming"] == []
    assert not any(shows_mark(folder / one) for one in after["pictures"])
    again = keeping.add(named(sorted((tmp_path / "killed").glob("*.jpg"))), now=NOW)
    assert len(again.pictures) == 3


def test_what_another_database_may_show_is_left_to_its_own_servers(engine, folder, tmp_path):
    write_walk(tmp_path / "in", 2, mark=True)
    with adding(tmp_path, tmp_path / "in", database="other.sqlite", waits_at=2) as killed:
        kill(killed)
    settings = RoadViewSettings()
    ours = RoadView(engine, folder, settings, zone=SEOUL, detector=MarkDetector())
    ours.sweep(now=NOW)
    left = list_photos(folder)
    assert left["incoming"] == [] and len(left["originals"]) == 1 and left["pictures"]
    own = open_database(tmp_path / "other.sqlite")
    theirs = RoadView(own, folder, settings, zone=SEOUL, detector=MarkDetector())
    theirs.sweep(now=NOW)
    own.dispose()
    assert list_photos(folder) == {part: [] for part in PARTS}
    assert list((folder / "incoming").iterdir()) == []


def test_of_a_picture_that_was_being_mended_the_revision_that_is_shown_stays(
    keeping, engine, folder, tmp_path
):
    (id,) = keeping.add(named(write_walk(tmp_path / "in", 1)), now=NOW).pictures
    vault = Vault(folder, database=name_database(engine))
    shown = keeping.get_any_picture(id)
    with vault.stage() as work:
        for revision in (shown.revision, 77):
            work.note(id, revision)
        left = work.path.with_name("left")
        drawn = vault.get_folder(id, 77)
        drawn.mkdir()
        (drawn / "hd.jpg").write_bytes(b"half")
        left.mkdir()
        (left / "placed").write_text((work.path / "placed").read_text() + "cut off he")
        (left / "lock").touch()
    keeping.sweep(now=NOW)
    assert not drawn.exists() and not left.exists()
    assert keeping.get_file(shown, "hd.jpg").is_file()


def test_what_was_mended_is_gone_as_it_was_before(keeping, folder, tmp_path):
    (id,) = keeping.add(named(write_walk(tmp_path / "in", 1)), now=NOW).pictures
    left, top, width, height = MARKED
    box = Box(kind="face", left=left, top=top, width=width, height=height, by="staff")
    keeping.blur(id, [box], author="kim", now=NOW, expected=None)
    revision = keeping.get_any_picture(id).revision
    assert [one.name for one in (folder / "pictures" / id[:2] / id).iterdir()] == [str(revision)]
    assert list((folder / "incoming").iterdir()) == []


def test_without_a_lock_only_time_tells_what_was_left(keeping, folder):
    old = folder / "incoming" / "old"
    old.mkdir(parents=True)
    (old / "0.jpg").touch()
    keeping.sweep(now=NOW.fromtimestamp(old.stat().st_mtime, NOW.tzinfo) + timedelta(hours=23))
    assert old.is_dir()
    keeping.sweep(now=NOW.fromtimestamp(old.stat().st_mtime, NOW.tzinfo) + timedelta(hours=25))
    assert not old.exists()


def test_notes_that_name_no_picture_drop_nothing(keeping, engine, folder, tmp_path):
    (id,) = keeping.add(named(write_walk(tmp_path / "in", 1)), now=NOW).pictures
    left = folder / "incoming" / "left"
    left.mkdir()
    (left / "lock").touch()
    (left / "placed").write_text(f"{name_database(engine)} .. 1\nnonsense\n{id}\n")
    keeping.sweep(now=NOW)
    assert keeping.get_file(keeping.get_any_picture(id), "hd.jpg").is_file()
    assert not left.exists()


@pytest.mark.parametrize(
    ("longest", "said"),
    [
        (100, "Pictures cannot be kept just now (File too large)."),  # a photo as it came
        (11_000, "Pictures cannot be kept just now (File too large)."),  # blurred, and drawn finer
        (25_000, "The road view cannot be kept just now (disk I/O error)."),  # the database
    ],
)
def test_where_no_more_can_be_written_nothing_is_left_and_one_sentence_says_so(
    keeping, folder, tmp_path, longest, said
):
    grain = np.random.default_rng(1).integers(0, 255, (240, 320, 3), np.uint8)
    photo = write_photo(tmp_path / "in" / "a.jpg")
    with Image.open(photo) as image:
        Image.fromarray(grain).save(photo, "JPEG", quality=10, exif=image.getexif())
    assert 100 < photo.stat().st_size < 11_000
    with adding(tmp_path, tmp_path / "in", longest=longest) as full:
        assert full.communicate(timeout=120)[0] == f"CouldNotKeep {said}\n"
    assert list_photos(folder) == {part: [] for part in PARTS}
    assert list((folder / "incoming").iterdir()) == []
    assert keeping.count() == 0
