"""How the cells of our own form are written, and the sentence for each that is not.

A width of more than 50 m is one in centimetres, and a slope of 60° or more is none: both would be
taken for measures otherwise. Unknown words of a surface or a direction say nothing.
"""

from collections.abc import Collection, Iterable, Mapping

from modugil.places.exchange.a11yjson_words import is_of_form, parse_number
from modugil.places.reading.ledger import Ledger
from modugil.places.record import Record
from modugil.places.vocabulary import FACTS, Form
from modugil.region.osm.surfaces import SURFACES

WORDS: Mapping[str, Collection[str]] = {"surface": SURFACES, "slope_way": ("up", "down")}
"""Facts that are one word of these; capitals do no harm."""
_SOME = {
    "surface": "asphalt, concrete, paving_stones, gravel and the like",
    "slope_way": "up and down",
}
WIDTHS = ("path_width_m", "entrance_width_m")
WIDEST_M = 50.0
STEEPEST_DEG = 60.0
_SHAPES: Mapping[Form, str] = {
    Form.COUNT: "It should be a whole number such as 3; read as unknown.",
    Form.METRES: "It should be metres, a plain number such as 1.5; read as unknown.",
    Form.DEGREES: "It should be degrees, a plain number such as 4.5; read as unknown.",
}


def clean_fact(key: str, written: str) -> str:
    """The cell as facts have it."""
    return written.lower() if key in WORDS else written


def find_fault(key: str, written: str) -> str:
    """Why the cell says nothing, in one sentence; "" where it does."""
    form = FACTS[key]
    if not is_of_form(key, written):
        return _SHAPES.get(form, "It is not written as that fact is; read as unknown.")
    if key in WORDS and written not in WORDS[key]:
        return f"It is none of {_SOME[key]}; read as unknown."
    number = parse_number(written) if form in (Form.METRES, Form.DEGREES) else None
    if number is not None and key in WIDTHS and number > WIDEST_M:
        return "It should be metres, and is too wide for that: 150 cm are 1.5; read as unknown."
    if number is not None and form is Form.DEGREES and number >= STEEPEST_DEG:
        return "It should be degrees, and is too steep for a way; read as unknown."
    return ""


def note_orders(records: Iterable[Record], *, ledger: Ledger) -> None:
    """A course whose points are numbered in part, or twice, has no order; the row tells which."""
    for course in _group(records).values():
        seen: set[str] = set()
        for row, number in course if any(number for _, number in course) else ():
            message = ""
            if not number:
                message = "Others of its course have a number; so the order is not known."
            elif (number.lstrip("0") or "0") in seen:
                message = "Another point of its course has that number; so the order is not known."
            seen.add(number.lstrip("0") or "0")
            if message:
                field = "course_order"
                ledger.note("course_order_unclear", row, field=field, value=number, message=message)


def _group(records: Iterable[Record]) -> Mapping[str, list[tuple[int, str]]]:
    """Line and number of each point, by course."""
    courses: dict[str, list[tuple[int, str]]] = {}
    for one in records:
        told = {said.key: said.value for said in one.said}
        if "course" in told:
            courses.setdefault(told["course"], []).append((one.row, told.get("course_order", "")))
    return courses
