"""The table of an editor who measures a course: a broken cell is unknown and said to be."""

from pathlib import Path

import pytest

from modugil.core.notices import Notice, Notices
from modugil.places.places import Places
from modugil.places.read_places import read_places
from modugil.places.record import PlaceSource

HEADER = (
    "id,name_ko,lat,lon,course,course_order,slope_deg,slope_way,slope_length_m,path_width_m,"
    "steps,surface\n"
)
SOUND = {
    "id": "h-1",
    "name_ko": "오르막",
    "lat": "33.5183",
    "lon": "126.5261",
    "course": "항구길",
    "course_order": "1",
    "slope_deg": "3.5",
    "slope_way": "up",
    "slope_length_m": "25",
    "path_width_m": "1.5",
    "steps": "0",
    "surface": "asphalt",
}


def read(folder: Path, *rows: dict[str, str]) -> tuple[Places, list[Notice]]:
    """The points of a course with these rows, each sound but for what is told."""
    path, notices = folder / "course.csv", Notices()
    lines = [",".join((SOUND | row).values()) for row in rows]
    path.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    places = read_places([PlaceSource("courses", "modugil", path, 0, "course")], notices=notices)
    return places.places, list(notices)


@pytest.mark.parametrize(
    "key, written, said",
    [
        ("slope_deg", "nan", "degrees, a plain number such as 4.5"),
        ("slope_deg", "-5", "degrees, a plain number such as 4.5"),
        ("slope_deg", "5%", "degrees, a plain number such as 4.5"),
        ("slope_deg", "60", "too steep for a way"),
        ("slope_way", "sideways", "none of up and down"),
        ("slope_length_m", "inf", "metres, a plain number such as 1.5"),
        ("path_width_m", "150", "150 cm are 1.5"),
        ("path_width_m", "1.5m", "metres, a plain number such as 1.5"),
        ("steps", "2.5", "a whole number such as 3"),
        ("steps", "none", "a whole number such as 3"),
        ("surface", "lava", "none of asphalt"),
    ],
)
def test_what_is_not_written_as_its_fact_is_unknown_and_said(
    tmp_path: Path, key: str, written: str, said: str
) -> None:
    places, notices = read(tmp_path, {key: written})
    (notice,) = notices
    assert (notice.row, notice.field, notice.value) == (2, key, written)
    assert said in notice.message and notice.message.count(".") <= 2
    assert places.get_facts(0) == {
        name: value
        for name, value in SOUND.items()
        if name not in ("id", "name_ko", "lat", "lon", key)
    }


@pytest.mark.parametrize(
    "key, written, kept",
    [
        ("surface", "Concrete", "concrete"),
        ("slope_way", "DOWN", "down"),
        ("slope_deg", "59.9", "59.9"),
        ("path_width_m", "50", "50"),
    ],
)
def test_capitals_and_what_is_just_possible_do_no_harm(
    tmp_path: Path, key: str, written: str, kept: str
) -> None:
    places, notices = read(tmp_path, {key: written})
    assert (notices, places.get_facts(0)[key]) == ([], kept)


def test_points_numbered_in_part_or_twice_are_said_to_leave_the_order_open(tmp_path: Path) -> None:
    rows = [
        {"id": f"h-{number}", "lat": f"33.51{number}", "course_order": said}
        for number, said in enumerate(("0", "1", "01", "", "x"))
    ]
    _, notices = read(tmp_path, *rows)
    told = [(one.row, one.code, one.value) for one in notices if one.code != "place_value_unread"]
    assert told == [
        (4, "course_order_unclear", "01"),
        (5, "course_order_unclear", ""),
        (6, "course_order_unclear", ""),
    ]


@pytest.mark.parametrize("numbers", [("", ""), ("2", "7")])
def test_a_course_without_numbers_or_with_all_of_them_has_no_notice(
    tmp_path: Path, numbers: tuple[str, str]
) -> None:
    rows = [
        {"id": f"h-{row}", "lat": f"33.51{row}", "course_order": number}
        for row, number in enumerate(numbers)
    ]
    assert read(tmp_path, *rows)[1] == []
