"""Photos become sequences: cut, without repetitions, headed along their track."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.places.roadview.drawn import HERE, SEOUL, TAKEN, north_of

from modugil.places.roadview.photo import SPHERE, Camera, Photo, Shape
from modugil.places.roadview.sequences import MOST_PHOTOS, order_photos, turn_deg


def photo(second, metres, *, heading=None, name="", model="A"):
    return Photo(
        Path("x.jpg"),
        name or f"{second}",
        f"{second} {metres} {heading} {name} {model}",
        north_of(metres),
        TAKEN.replace(tzinfo=SEOUL) + timedelta(seconds=second),
        heading,
        "exif" if heading is not None else "",
        None,
        200,
        100,
        Shape(SPHERE),
        Camera("Drawn", model),
    )


def cut(*photos):
    return [[one.name for one in sequence] for sequence in order_photos(photos).sequences]


def test_the_order_is_that_of_time_and_not_of_files():
    assert cut(photo(4, 8), photo(0, 0), photo(2, 4)) == [["0", "2", "4"]]


@pytest.mark.parametrize(
    ("seconds", "metres", "sequences"),
    [(60, 50, 1), (61, 50, 2), (10, 99.9, 1), (10, 100.1, 2)],
)
def test_a_sequence_is_cut_after_60_seconds_or_100_metres(seconds, metres, sequences):
    assert len(cut(photo(0, 0), photo(seconds, metres))) == sequences


@pytest.mark.parametrize(
    ("metres", "turn", "kept"), [(0.05, 0, 1), (0.05, 4.9, 1), (0.05, 5.1, 2), (0.2, 0, 2)]
)
def test_a_photo_within_10_cm_and_5_degrees_of_the_one_before_is_dropped(metres, turn, kept):
    ordered = order_photos(
        [photo(0, 0, heading=358.0), photo(2, metres, heading=358.0 + turn - 360)]
    )
    assert sum(map(len, ordered.sequences)) == kept
    assert len(ordered.repeated) == 2 - kept


def test_a_camera_that_stood_still_shows_one_picture_however_long():
    standing = [photo(second, 0) for second in range(0, 300, 2)]
    assert len(order_photos(standing).repeated) > 140


def test_two_cameras_on_one_way_are_two_sequences():
    photos = [photo(second, second, model=model) for second in (0, 2, 4) for model in "AB"]
    assert cut(*photos) == [["0", "2", "4"], ["0", "2", "4"]]


def test_a_missing_heading_is_that_of_the_track_and_says_so():
    (sequence,) = order_photos([photo(0, 0), photo(2, 10, heading=90.0), photo(4, 20)]).sequences
    assert [one.heading_from for one in sequence] == ["track", "exif", "track"]
    assert all(turn_deg(sequence[row].heading_deg or 0.0, 0.0) < 0.1 for row in (0, 2))
    assert sequence[1].heading_deg == 90.0


def test_where_the_track_does_not_move_no_heading_is_made_up():
    ((alone,),) = order_photos([photo(0, 0)]).sequences
    assert (alone.heading_deg, alone.heading_from) == (None, "")


def test_a_very_long_way_is_several_sequences():
    sequences = cut(*(photo(second, second * 5) for second in range(MOST_PHOTOS + 1)))
    assert list(map(len, sequences)) == [MOST_PHOTOS, 1]


def test_the_same_file_twice_is_one_picture():
    one = replace(photo(0, 0), point=HERE)
    assert len(order_photos([one, one]).repeated) == 1
