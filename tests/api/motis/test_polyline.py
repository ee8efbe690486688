from hypothesis import given
from hypothesis import strategies as st

from modugil.api.motis.polyline import encode_polyline

DEGREES = st.integers(-180_000_000, 180_000_000).map(lambda number: number / 1e6)


def decode(text):
    numbers, value, shift = [], 0, 0
    for letter in text:
        part = ord(letter) - 63
        value |= (part & 0x1F) << shift
        shift += 5
        if part < 0x20:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    points, lat, lon = [], 0, 0
    for north, east in zip(numbers[::2], numbers[1::2], strict=True):
        lat, lon = lat + north, lon + east
        points.append((lat / 1e6, lon / 1e6))
    return points


def test_the_published_example_is_written_as_published_but_for_its_precision():
    assert encode_polyline([(3.85, -12.02)]) == "_p~iF~ps|U"


@given(st.lists(st.tuples(DEGREES, DEGREES), max_size=8))
def test_a_line_that_was_encoded_is_the_same_again(points):
    assert decode(encode_polyline(points)) == points
