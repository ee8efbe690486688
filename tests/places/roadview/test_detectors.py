"""What the cascades of OpenCV find, measured on drawn pictures: see docs/roadview.md.

The set is drawn here: faces from the front, upright, in four tones, and white plates on dark cars,
before blotches of noise. It measures whether the detector works and how small it still finds
things. It says little of people in a street, who turn away, wear masks and stand in the shade.
"""

import threading

import numpy as np
import pytest
from PIL import ImageDraw, ImageFilter
from tests.places.roadview.drawn import draw_face, draw_plate, ground, is_covered

from modugil.places.roadview.detectors import Box, CascadeDetector, split_at_seam
from modugil.places.roadview.progress import AddingStopped
from modugil.places.roadview.read_photo import unpack

TONES = ((224, 188, 160), (198, 150, 120), (150, 105, 80), (105, 72, 56))
NOISE_SEED = 64


@pytest.fixture(scope="module")
def detector():
    return CascadeDetector()


def draw_eight(kind, size):
    """Eight of them, and where they are: left, top, right, bottom of what must be covered."""
    image = ground(1000, 500, seed=NOISE_SEED)
    pen, drawn = ImageDraw.Draw(image), np.random.default_rng(NOISE_SEED)
    wanted = []
    for column, tone in enumerate(TONES):
        for row in range(2):
            x = 125 + column * 250 + int(drawn.integers(-25, 25))
            y = 125 + row * 250 + int(drawn.integers(-25, 25))
            if kind == "face":
                draw_face(pen, (x, y), size, tone)
                half = (size * 0.3, size * 0.35)
            else:
                dark = (40 + 25 * column, 40, 60)
                pen.rectangle((x - size, y - size * 0.6, x + size, y + size * 0.3), fill=dark)
                draw_plate(pen, (x, y), size)
                half = (size / 2, size * 0.105)
            wanted.append((x - half[0], y - half[1], x + half[0], y + half[1]))
    return image.filter(ImageFilter.GaussianBlur(0.6)), wanted


@pytest.mark.parametrize(("kind", "size", "least"), [("face", 64, 7), ("plate", 96, 7)])
def test_most_drawn_faces_and_plates_are_covered(detector, kind, size, least):
    image, wanted = draw_eight(kind, size)
    boxes = detector.find(np.asarray(image), whole_sphere=False)
    assert all(one.by == detector.name for one in boxes)
    same = [one for one in boxes if one.kind == kind]
    assert sum(is_covered(one, same) for one in wanted) >= least


def test_a_face_on_the_seam_of_a_sphere_is_covered_on_both_edges(detector):
    image, size = ground(1000, 500, seed=3), 80
    draw_face(ImageDraw.Draw(image), (500, 240), size, TONES[0])
    turned = np.roll(np.asarray(image.filter(ImageFilter.GaussianBlur(0.6))), 500, axis=1)
    boxes = detector.find(np.ascontiguousarray(turned), whole_sphere=True)
    assert any(one.left == 0 and one.top < 240 < one.top + one.height for one in boxes)
    assert any(one.left + one.width == 1000 and one.top < 240 for one in boxes)


def test_a_server_that_ends_waits_for_one_cascade_and_not_for_all(monkeypatch):
    ending, looked = threading.Event(), []
    look = CascadeDetector._look

    def end_soon(self, loaded, grey):
        looked.append(loaded)
        boxes = look(self, loaded, grey)
        ending.set()
        return boxes

    monkeypatch.setattr(CascadeDetector, "_look", end_soon)
    with pytest.raises(AddingStopped):
        CascadeDetector(ending).find(np.asarray(ground(200, 100, seed=1)), whole_sphere=False)
    assert len(looked) == 2, "the second was refused before it looked"


def test_what_reaches_beyond_the_right_edge_goes_on_at_the_left_one():
    box = Box(kind="face", left=90, top=5, width=30, height=9, by="x")
    told = split_at_seam([box], 100)
    assert [(one.left, one.width) for one in told] == [(90, 10), (0, 20)]


def test_a_real_picture_without_a_face_is_blurred_without_need_in_few_places(detector, shared_data):
    """A third of its size: the one passer-by turns her back, so whatever is found is none."""
    image = unpack(shared_data / "photos" / "1.jpg")
    boxes = detector.find(np.asarray(image.resize((1920, 960))), whole_sphere=True)
    assert all(0 <= one.left and one.left + one.width <= 1920 for one in boxes)
    assert sum(one.width * one.height for one in boxes) < 0.02 * 1920 * 960
