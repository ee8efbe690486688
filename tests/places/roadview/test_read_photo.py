"""What a photo tells of itself is read, doubted and, where it cannot be, refused in a sentence."""

import struct
from datetime import timedelta

import pytest
from tests.places.roadview.drawn import (
    HERE,
    NOW,
    READING,
    SEOUL,
    SPHERE,
    TAKEN,
    draw,
    write_photo,
)

from modugil.core.geo import LatLon, distance_m
from modugil.places.roadview.photo import PhotoRefused
from modugil.places.roadview.read_photo import MOST_PIXELS, read_photo, unpack


@pytest.fixture
def file(tmp_path):
    return tmp_path / "photo.jpg"


def refusal(file):
    with pytest.raises(PhotoRefused) as caught:
        read_photo(file, READING)
    assert caught.value.message.endswith((".", ")."))
    return caught.value.code


def test_the_real_sequence_is_read_as_three_spheres_with_headings_and_local_time(shared_data):
    photos = [read_photo(shared_data / "photos" / f"{n}.jpg", READING) for n in (1, 2, 3)]
    assert [round(one.heading_deg or 0.0, 1) for one in photos] == [349.1, 11.2, 1.5]
    assert {one.heading_from for one in photos} == {"exif"}
    assert all(one.shape.is_whole_sphere for one in photos)
    assert {(one.width, one.height) for one in photos} == {(5760, 2880)}
    assert photos[0].taken.isoformat() == "2021-07-29T11:16:42+02:00"
    assert (photos[0].camera.make, photos[0].camera.model) == ("GoPro", "GoPro Max")
    assert abs(photos[0].point.lat - 49.00689) < 1e-5


def test_a_part_of_a_sphere_a_flat_photo_and_one_without_place_are_told_apart(shared_data):
    folder = shared_data / "photos"
    part = read_photo(folder / "crop.jpg", READING)
    assert part.shape.crop is not None
    assert (part.shape.crop.full_width, part.shape.crop.top) == (15872, 2538)
    assert (part.heading_deg, part.heading_from) == (144.0, "gpano")
    assert not part.shape.is_whole_sphere
    flat = read_photo(folder / "b1.jpg", READING)
    assert (flat.shape.projection, round(flat.heading_deg or 0.0, 1)) == ("flat", 155.4)
    assert flat.point.lon < 0
    assert refusal(folder / "e1_without_exif.jpg") == "no_position"
    assert refusal(folder / "README.txt") == "not_a_picture"


def test_a_drawn_photo_says_where_and_when(file):
    photo = read_photo(write_photo(file, heading=12.5), READING)
    assert distance_m(photo.point, HERE) < 0.01
    assert photo.taken == TAKEN.replace(tzinfo=SEOUL)
    assert (photo.heading_deg, photo.heading_from, photo.notes) == (12.5, "exif", ())


def test_the_south_and_the_west_are_there_too(file):
    photo = read_photo(write_photo(file, point=LatLon(-33.5, -70.25)), READING)
    assert (round(photo.point.lat, 6), round(photo.point.lon, 6)) == (-33.5, -70.25)


def test_without_an_offset_the_satellites_tell_it_and_else_the_region(file):
    utc = {7: (1.0, 0.0, 3.0), 29: "2026:11:20"}
    assert read_photo(write_photo(file, offset="", gps=utc), READING).taken.utcoffset() == (
        timedelta(hours=9)
    )
    photo = read_photo(write_photo(file, offset=""), READING)
    assert photo.taken.utcoffset() == timedelta(hours=9)
    assert "region" in photo.notes[0]


@pytest.mark.parametrize(
    ("gps", "code"),
    [
        ({2: (133.0, 0.0, 0.0)}, "position_impossible"),
        ({4: (500.0, 0.0, 0.0)}, "position_impossible"),
        ({2: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0)}, "position_impossible"),
        ({2: (float("inf"), 0.0, 0.0)}, "no_position"),
        ({2: 33.5}, "no_position"),
        ({2: (33.0, 30.0)}, "no_position"),
    ],
)
def test_a_position_that_cannot_be_is_not_believed(file, gps, code):
    assert refusal(write_photo(file, gps=gps)) == code


def test_a_time_that_cannot_be_is_not_believed(file):
    assert refusal(write_photo(file, taken=None)) == "no_time"
    assert refusal(write_photo(file, taken=TAKEN.replace(year=1970))) == "time_impossible"
    later = NOW.replace(tzinfo=None) + timedelta(days=3)
    assert refusal(write_photo(file, taken=later)) == "time_impossible"


def test_a_heading_that_cannot_be_is_left_out(file):
    assert read_photo(write_photo(file, heading=720.0), READING).heading_deg is None
    assert read_photo(write_photo(file, heading=360.0), READING).heading_deg == 0.0


@pytest.mark.parametrize(
    ("size", "more"),
    [
        ((160, 120), ""),
        ((200, 100), 'GPano:FullPanoWidthPixels="300" GPano:FullPanoHeightPixels="100"'),
        (
            (200, 100),
            'GPano:FullPanoWidthPixels="400" GPano:FullPanoHeightPixels="200" '
            'GPano:CroppedAreaImageWidthPixels="400" GPano:CroppedAreaImageHeightPixels="50"',
        ),
        (
            (200, 100),
            'GPano:FullPanoWidthPixels="400" GPano:FullPanoHeightPixels="200" '
            'GPano:CroppedAreaImageWidthPixels="200" GPano:CroppedAreaImageHeightPixels="100" '
            'GPano:CroppedAreaLeftPixels="300"',
        ),
    ],
)
def test_who_says_360_degrees_but_shows_something_else_is_flat(file, size, more):
    photo = read_photo(write_photo(file, image=draw(size), xmp=f"{SPHERE} {more}"), READING)
    assert photo.shape.projection == "flat"
    assert photo.notes


def test_a_camera_that_writes_zero_for_its_heading_knows_none(file):
    xmp = f'{SPHERE} GPano:PoseHeadingDegrees="0.0"'
    photo = read_photo(write_photo(file, image=draw((200, 100)), xmp=xmp), READING)
    assert photo.shape.is_whole_sphere
    assert (photo.heading_deg, photo.heading_from) == (None, "")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.98])
def test_a_photo_that_ends_early_is_broken(file, share):
    write_photo(file, image=draw((640, 480)))
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    assert refusal(file) in ("broken", "not_a_picture")


def test_a_small_file_that_would_unpack_to_a_huge_picture_is_not_unpacked(file):
    write_photo(file)
    told = bytearray(file.read_bytes())
    at = told.index(b"\xff\xc0") + 5
    told[at : at + 4] = struct.pack(">HH", 60_000, 60_000)
    file.write_bytes(told)
    assert 60_000 * 60_000 > MOST_PIXELS
    assert refusal(file) in ("too_many_pixels", "not_a_picture")


def test_a_picture_of_another_kind_and_an_empty_file_are_refused(tmp_path):
    other = tmp_path / "other.jpg"
    draw().save(other, "PNG")
    assert refusal(other) == "not_a_picture"
    other.write_bytes(b"")
    assert refusal(other) == "not_a_picture"
    assert refusal(tmp_path / "gone.jpg") == "unreadable"


def test_a_photo_taken_with_the_camera_on_its_side_stands_upright(file):
    photo = read_photo(write_photo(file, tags={274: 6}), READING)
    assert (photo.width, photo.height) == (120, 160)
    assert unpack(file).size == (120, 160)
