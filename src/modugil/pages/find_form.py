"""What a person fills in to find places, read gently: what cannot be meant is left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlencode

from modugil.answers.finding.place_question import NeedWord, PlaceQuestion
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.pages.plan_form import LONGEST_TEXT, Field
from modugil.pages.reader import MOST_WORDS, AnyRequest
from modugil.places.vocabulary import CATEGORIES, KINDS

NEEDS: tuple[NeedWord, ...] = get_args(NeedWord)
OFFERED_HAS = (
    "accessible_toilet",
    "emergency_bell",
    "changing_table_adult",
    "changing_table",
    "accessible_parking",
    "elevator",
    "rental_wheelchair",
    "rental_power_wheelchair",
    "guide_dog",
    "braille_guide",
    "audio_guide",
    "sign_language",
    "nursing_room",
    "rental_stroller",
    "phone_charging",
    "air_pump",
)
"""The facts that the form offers as something that must be there."""
ON = "1"
ON_PAGE = 20
MOST_OFFSET = 100_000
READY: tuple[tuple[str, dict[str, str]], ...] = (
    ("toilets", {"kind": "toilets", "need": "wheelchair"}),
    ("bells", {"kind": "toilets", "has": "emergency_bell"}),
    ("chargers", {"kind": "chargers"}),
    ("rental", {"has": "rental_wheelchair"}),
    ("centres", {"kind": "centres"}),
    ("nursing", {"has": "nursing_room"}),
    ("wifi", {"kind": "wifi"}),
)
"""Searches that are one press away: the word for it, and what it fills in."""


@dataclass(frozen=True, slots=True)
class FindForm:
    """Everything the form holds; `along` are the refs of a way's two ends."""

    text: str
    needs: tuple[NeedWord, ...]
    confirmed: bool
    open_now: bool
    kind: str
    category: str
    has: tuple[str, ...]
    near: Field
    along: tuple[str, str] | None
    offset: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked yet."""
        told = (self.text, self.needs, self.kind, self.category, self.has, self.near.text)
        return not (any(told) or self.along or self.open_now)

    @property
    def has_more(self) -> bool:
        """Whether something is chosen below the fold of the form."""
        return bool(self.category or self.has)

    def list_words(self, offset: int = 0) -> list[tuple[str, str]]:
        """The form as the words of an address."""
        rows = [("q", self.text), ("kind", self.kind), ("category", self.category)]
        rows += [("near", self.near.text), ("nearRef", self.near.ref)]
        rows += [("nearFor", self.near.text if self.near.ref else "")]
        rows += [("need", need) for need in self.needs] + [("has", one) for one in self.has]
        rows += [("confirmed", ON if self.confirmed else ""), ("open", ON if self.open_now else "")]
        rows += list(zip(("alongFrom", "alongTo"), self.along or (), strict=False))
        rows += [("offset", str(offset) if offset else "")]
        return [(word, value) for word, value in rows if value]

    def list_repeated(self) -> dict[str, tuple[str, ...]]:
        """The words that a query may hold several of."""
        return {name: some for name, some in (("need", self.needs), ("has", self.has)) if some}

    def address(self, *, offset: int, language: str) -> str:
        """The address of another page of the same search; `language` where it was chosen."""
        rows = self.list_words(offset) + ([("language", language)] if language else [])
        return f"/places?{urlencode(rows)}#found"


def read_find_form(request: AnyRequest) -> FindForm:
    """The form as a query fills it."""
    words = list(request.query_params.multi_items())[:MOST_WORDS]
    told = {word: value.strip()[:LONGEST_TEXT] for word, value in words}
    near, along = told.get("near", ""), (told.get("alongFrom", ""), told.get("alongTo", ""))
    offset = told.get("offset", "")
    return FindForm(
        text=told.get("q", ""),
        needs=tuple(need for need in NEEDS if need in _values(words, "need")),
        confirmed=told.get("confirmed") == ON,
        open_now=told.get("open") == ON,
        kind=told.get("kind", "") if told.get("kind") in KINDS else "",
        category=told.get("category", "") if told.get("category") in CATEGORIES else "",
        has=tuple(one for one in OFFERED_HAS if one in _values(words, "has")),
        near=Field(near, told.get("nearRef", "") if told.get("nearFor", "") == near else ""),
        along=along if all(along) else None,
        offset=min(int(offset), MOST_OFFSET) if offset.isascii() and offset.isdecimal() else 0,
    )


def build_question(
    form: FindForm, *, near: LatLon | None, along: tuple[LatLon, ...], language: Language
) -> PlaceQuestion:
    """The question that the form asks, once it is known which place and which way are meant."""
    return PlaceQuestion(
        text=form.text,
        kinds=(form.kind,) if form.kind else (),
        categories=(form.category,) if form.category else (),
        needs=frozenset(form.needs),
        confirmed=form.confirmed,
        open_now=form.open_now,
        near=near,
        along=along,
        has=frozenset(form.has),
        limit=ON_PAGE,
        offset=form.offset,
        language=language,
    )


def _values(words: Iterable[tuple[str, str]], name: str) -> set[str]:
    return {value for word, value in words if word == name}
