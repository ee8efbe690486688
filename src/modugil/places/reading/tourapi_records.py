"""What TourAPI's live form and its dump share: a place and sentences about access to it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from modugil.places.reading.ledger import Ledger
from modugil.places.reading.parse_access_text import AccessText, strip_markup
from modugil.places.record import Said

CATEGORIES: Mapping[str, str] = {
    "12": "sight",
    "14": "culture",
    "15": "event",
    "28": "leisure",
    "32": "lodging",
    "38": "shopping",
    "39": "food",
}
"""By content type; courses (25) are not part of 무장애 여행정보."""
_LINK = re.compile(r"""href\s*=\s*["']?\s*(https?://[^"'\s>]+)""", re.IGNORECASE)
_PLAIN_LINK = re.compile(r"(?:https?://|www\.)[^\s\"'<>]+", re.IGNORECASE)


@dataclass(slots=True)
class TourText:
    """What is published of one place, under the names of the live form."""

    type_id: str = ""
    address: str = ""
    phone: str = ""
    image: str = ""
    overview: str = ""
    homepage: str = ""
    notes: dict[str, list[str]] = field(default_factory=dict)
    """The sentences about access by the fact that keeps them whole, such as `access_note`."""


def tell_place(text: TourText, *, access: AccessText) -> tuple[Said, ...]:
    """All facts of the place: its own, those read out of sentences, and the sentences whole."""
    notes = ((key, "\n".join(dict.fromkeys(lines))) for key, lines in text.notes.items())
    told = {
        "category": CATEGORIES.get(text.type_id, ""),
        "address": " ".join(strip_markup(text.address).split()),
        "phone": " ".join(strip_markup(text.phone).split()),
        "image": text.image if text.image.startswith(("http://", "https://")) else "",
        "description": strip_markup(text.overview),
        "website": find_link(text.homepage),
        **dict(notes),
    }
    return (*access.said, *(Said(key, value) for key, value in told.items() if value))


def find_link(homepage: str) -> str:
    """The address of a page out of a piece of HTML or a bare address; "" where there is none."""
    linked = _LINK.search(homepage)
    if linked is not None:
        return linked[1]
    bare = _PLAIN_LINK.search(strip_markup(homepage))
    if bare is None:
        return ""
    return bare[0] if bare[0].lower().startswith("http") else f"http://{bare[0]}"


def note_unused(access: AccessText, *, row: int, id: str, ledger: Ledger) -> None:
    """A notice for each sentence that gave no fact; the place's own note keeps its words."""
    for sentence in access.mixed:
        message = "The sentence says yes and no, or of a part only: no fact was made of it."
        ledger.note("access_text_mixed", row, field=id, value=sentence, message=message)
    for sentence in access.unread:
        message = "The sentence names nothing that is known here: no fact was made of it."
        ledger.note("access_text_unread", row, field=id, value=sentence, message=message)
