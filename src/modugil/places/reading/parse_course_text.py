"""Facts out of what a surveyor wrote of one point of a course.

Example: `경사구간 : 오르막 경사 12m (경사 4-7˚)` says slope_deg 4, slope_most_deg 7,
slope_length_m 12, slope_way up. Words: slope_way `up` or `down`; surface as OSM writes it;
surface_state `uneven`, `slippery` or `broken`.
A single slope is `slope_deg`; of several the least is `slope_deg` and the most `slope_most_deg`. Of
several widths the narrowest counts. Several lengths are unread: nobody says whether to add them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from modugil.places.reading.course_measures import Measures, read_measures
from modugil.places.record import Said

NOTHING_SAID = ("", "특이사항없음", "특이사항 없음", "없음", "-")
_STEPS = (
    r"계단\s*(?:이|은|수)?\s*:?\s*(\d{1,4})(?!\s*(?:\d|\.\d|m|cm|°|˚|층|번))",
    r"(?<![\d.])(\d{1,4})\s*(?:단|칸|개)(?:의|짜리)?\s*계단",
)
_TOILET = r"장애인\s*(?:전용|용|이용)?\s*화장실"
_NO_TOILET = rf"{_TOILET}\s*[은는이가도]?\s*(?:없|미설치|설치되어\s*있지|아님|불가|폐쇄)"
_ACCESS = (
    ("accessible_toilet", "no", _NO_TOILET),
    ("accessible_toilet", "yes", rf"{_TOILET}(?!\s*[은는이가도]?\s*(?:없|미설치|설치되어\s*있지))"),
    ("unisex", "yes", r"남\s*[/·,]?\s*녀?여?\s*공용"),
    ("unisex", "no", r"남녀\s*구분"),
    ("accessible_parking", "no", r"장애인\s*(?:전용)?\s*주차\S*\s*[은는이가]?\s*없"),
    ("accessible_parking", "yes", r"장애인\s*(?:전용)?\s*주차(?!\S*\s*[은는이가]?\s*없)"),
)
_SURFACES = (
    ("concrete", r"시멘트|콘크리트"),
    ("asphalt", r"아스팔트|아스콘"),
    ("paving_stones", r"보도\s*블[럭록]|벽돌"),
    ("gravel", r"자갈"),
    ("wood", r"데크"),
    ("grass", r"잔디(?!가)"),
    ("ground", r"흙길|비포장"),
    ("sand", r"모래"),
    ("tiles", r"타일"),
)
_STATES = (
    ("uneven", r"울퉁불퉁|고르지"),
    ("slippery", r"미끄러"),
    ("broken", r"깨[진져]|파손|파임"),
)


@dataclass(frozen=True, slots=True)
class CourseText:
    """What was read of a point; `unread` are the pieces that ask for a number and gave none."""

    said: tuple[Said, ...]
    unread: tuple[str, ...]


def parse_course_text(detail: str, *, name: str = "") -> CourseText:
    """The facts of the detail and of the point's name, each with the text it was read from."""
    detail = "" if detail.strip() in NOTHING_SAID else detail.strip()
    on_slope = read_measures(name).has_slope
    measures, named = read_measures(detail, on_slope=on_slope), read_measures(name)
    said, unread = _tell_measures(measures, detail)
    more, asked = _tell_measures(named, name)
    if more or not (measures.has_slope and said):
        unread += asked
    words = [*_read_words(detail), *_read_words(name)]
    if on_slope or measures.has_slope:
        said += _tell_way(detail) or _tell_way(name)
    return CourseText(tuple(_first_of_each([*said, *more, *words])), tuple(unread))


def read_steps_or_slope(access: str) -> tuple[Said, ...]:
    """Of the column that only marks: a toilet there, or steps or a slope (either, unmeasured)."""
    if re.search(r"계단\s*혹은\s*경사\s*있음", access):
        return (Said("has_steps_or_slope", "yes", access),)
    if re.search(_NO_TOILET, access):
        return (Said("accessible_toilet", "no", access),)
    if re.search(_TOILET, access):
        return (Said("accessible_toilet", "yes", access),)
    return ()


def _tell_measures(found: Measures, text: str) -> tuple[list[Said], list[str]]:
    said, unread = [], list(found.unread)
    slopes = sorted([*found.slopes_deg, *found.most_deg])
    if found.slopes_deg:
        said.append(Said("slope_deg", _write(min(found.slopes_deg)), text))
    if slopes and (len(set(slopes)) > 1 or not found.slopes_deg):
        said.append(Said("slope_most_deg", _write(slopes[-1]), text))
    if len(set(found.lengths_m)) == 1:
        said.append(Said("slope_length_m", _write(found.lengths_m[0]), text))
    elif found.lengths_m:
        unread.extend(f"{_write(one)} m" for one in found.lengths_m)
    for key, widths in (("path_width_m", found.widths_m), ("entrance_width_m", found.doors_m)):
        if widths:
            said.append(Said(key, _write(min(widths)), text))
    return said, unread


def _write(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _tell_way(text: str) -> list[Said]:
    ways = {"up": "오르막" in text, "down": "내리막" in text}
    told = [way for way, is_said in ways.items() if is_said]
    return [Said("slope_way", told[0], text)] if len(told) == 1 else []


def _read_words(text: str) -> Iterator[Said]:
    steps = [int(one) for pattern in _STEPS for one in re.findall(pattern, text)]
    if len(steps) == 1:
        yield Said("steps", str(steps[0]), text)
    if re.search(r"계단(?!\s*[이은]?\s*없)", text):
        yield Said("has_steps_or_slope", "yes", text)
    for key, word in (("toilet_stalls", "대변기"), ("toilet_urinals", "소변기")):
        counts = re.findall(rf"{word}\s*(\d{{1,3}})(?!\d)", text)
        if len(counts) == 1:
            yield Said(key, counts[0], text)
    for key, value, pattern in _ACCESS:
        if re.search(pattern, text):
            yield Said(key, value, text)
    yield from _read_one_of("surface", _SURFACES, text)
    yield from _read_one_of("surface_state", _STATES, text)


def _read_one_of(key: str, words: Sequence[tuple[str, str]], text: str) -> Iterator[Said]:
    """The one word the text names; none where it names several, for it does not say where."""
    told = [value for value, pattern in words if re.search(pattern, text)]
    if len(told) == 1:
        yield Said(key, told[0], text)


def _first_of_each(said: Sequence[Said]) -> Iterator[Said]:
    """The first of each key; of an access that is both yes and no, nothing."""
    values: dict[str, set[str]] = {}
    for one in said:
        values.setdefault(one.key, set()).add(one.value)
    seen: set[str] = set()
    for one in said:
        if one.key not in seen and values[one.key] != {"yes", "no"}:
            seen.add(one.key)
            yield one
