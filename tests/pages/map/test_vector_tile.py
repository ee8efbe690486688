import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pages.map.decode_tile import decode_tile

from modugil.pages.map.vector_tile import (
    Feature,
    GeometryType,
    Lines,
    encode_lines,
    encode_points,
    encode_tile,
)

POINT = st.tuples(st.integers(-200, 4300), st.integers(-200, 4300))
LINES = st.lists(st.lists(POINT, min_size=2, max_size=30), min_size=1, max_size=12)


def lines_of(drawn: list[list[tuple[int, int]]]) -> Lines:
    points = np.array([point for line in drawn for point in line], np.int64)
    start = np.concatenate([[0], np.cumsum([len(line) for line in drawn])]).astype(np.int64)
    return Lines(points[:, 0], points[:, 1], start, np.arange(len(drawn)))


def geometry(drawn) -> bytes:
    return encode_lines(lines_of(drawn), groups=np.array([0, len(drawn)]))[0]


def feature(drawn, **tags):
    return Feature(GeometryType.LINE, geometry(drawn), tags)


def point(x: int, y: int) -> bytes:
    return encode_points(np.array([x]), np.array([y]))[0]


def test_a_tile_is_read_back_by_another_reader_as_it_was_written():
    tile = encode_tile(
        {
            "streets": [
                feature([[(0, 0), (10, 0), (10, 4095)], [(5, 5), (-128, 4224)]], kind="foot", n=-3),
                feature([[(1, 2), (3, 4)]], kind="foot", name="서문길"),
            ],
            "nothing": [],
            "stops": [Feature(GeometryType.POINT, point(4096, -7), {"ref": "stop:1"})],
        }
    )
    read = decode_tile(tile)
    assert set(read) == {"streets", "stops"}
    assert (read["streets"]["extent"], read["streets"]["version"]) == (4096, 2)
    first, second = read["streets"]["features"]
    assert first["tags"] == {"kind": "foot", "n": -3}
    assert first["lines"] == [[[0, 0], [10, 0], [10, 4095]], [[5, 5], [-128, 4224]]]
    assert second["tags"] == {"kind": "foot", "name": "서문길"}
    assert read["stops"]["features"][0] == {
        "type": 1,
        "tags": {"ref": "stop:1"},
        "lines": [[[4096, -7]]],
    }


def numbers(data: bytes) -> list[int]:
    """The varints of a text."""
    found, value, place = [], 0, 0
    for byte in data:
        value, place = value | (byte & 0x7F) << place, place + 7
        if byte < 0x80:
            found.append(value)
            value = place = 0
    return found


def replay(commands: list[int]) -> list[list[tuple[int, int]]]:
    """The lines that commands draw, by the letter of the specification, section 4.3."""
    lines: list[list[tuple[int, int]]] = []
    x = y = at = 0
    while at < len(commands):
        command, count = commands[at] & 7, commands[at] >> 3
        at += 1
        for _ in range(count):
            dx, dy = ((v >> 1) ^ -(v & 1) for v in commands[at : at + 2])
            x, y, at = x + dx, y + dy, at + 2
            lines.append([(x, y)]) if command == 1 else lines[-1].append((x, y))
    return lines


@settings(max_examples=60, deadline=None)
@given(LINES, st.data())
def test_commands_draw_the_lines_they_were_made_of_each_group_by_itself(drawn, data):
    cuts = data.draw(st.lists(st.integers(1, len(drawn)), unique=True).map(sorted))
    groups = np.unique([0, *cuts, len(drawn)])
    told = encode_lines(lines_of(drawn), groups=groups)
    for first, last, text in zip(groups[:-1], groups[1:], told, strict=True):
        assert replay(numbers(text)) == drawn[first:last]


def test_an_empty_tile_has_no_bytes():
    assert encode_tile({"streets": []}) == b""


@pytest.mark.parametrize("value", [0, -1, 63, -64, 64, 8191, 8192, 2**20, -(2**27), 2**31 - 1])
def test_numbers_of_every_length_come_back(value):
    assert replay(numbers(point(value, -value))) == [[(value, -value)]]
