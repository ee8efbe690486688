"""`modugil photos add`: a folder of photos becomes the road view of a region."""

import json

from tests.places.roadview.drawn import SEOUL, SPHERE, draw, write_photo, write_walk

from modugil.places.roadview.road_view import RoadView
from modugil.places.roadview.settings import RoadViewSettings
from modugil.places.roadview.shelf import Wanted
from modugil.store.database import open_database


def test_a_folder_is_added_and_what_became_of_each_file_is_told(run, tmp_path):
    photos, state = tmp_path / "photos", tmp_path / "state"
    write_walk(photos / "walk", 3)
    write_photo(photos / "far.JPG", image=draw((400, 200)), xmp=SPHERE, tags={272: "Pencil 2"})
    write_photo(photos / "lost.jpg", gps={2: 33.5})
    (photos / "notes.txt").write_text("not looked at")
    add = ("photos", "add", photos, "--state", state, "--producer", "Aewol")
    status, out, _ = run(*add, "--licence", "CC0-1.0", "--json")
    told = json.loads(out)
    assert (status, told["files"], len(told["pictures"]), len(told["sequences"])) == (0, 5, 4, 2)
    assert told["refused"] == [
        {
            "file": "lost.jpg",
            "code": "no_position",
            "message": "The file does not tell where the picture was taken "
            "(no GPS position in EXIF).",
        }
    ]
    engine = open_database(state / "state.sqlite")
    road = RoadView(engine, state / "roadview", RoadViewSettings(), zone=SEOUL)
    found = road.list_sequences(Wanted(), limit=9)
    assert sorted(one.count for one in found) == [1, 3]
    assert {one.sequence.licence for one in found} == {"CC0-1.0"}
    engine.dispose()

    status, out, _ = run(*add)
    assert status == 0
    assert "came before" in out and "lost.jpg: The file does not tell where" in out
    assert "A detector misses some of them." in out


def test_a_folder_without_photos_is_told_in_one_sentence(run, tmp_path):
    status, _, err = run("photos", "add", tmp_path, "--state", tmp_path / "state")
    assert status == 2
    assert "There are no photos in" in err
    status, _, err = run("photos", "add", tmp_path / "gone", "--state", tmp_path / "state")
    assert (status, "There is no folder" in err) == (2, True)
    write_photo(tmp_path / "in" / "lost.jpg", gps={2: 33.5})
    status, _, _ = run("photos", "add", tmp_path / "in", "--state", tmp_path / "state")
    assert status == 1
