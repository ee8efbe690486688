"""Which pictures the list shows: those near a place, those that show a spot, or all sequences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modugil.answers.desk import Desk
from modugil.answers.itinerary import PlaceRef
from modugil.core.errors import BadInput
from modugil.core.geo import LatLon, distance_m
from modugil.core.language import Language
from modugil.pages.plan_form import LONGEST_TEXT, Field, find_field
from modugil.places.roadview.look_at import Spot
from modugil.places.roadview.picture import Picture, SequenceNow
from modugil.places.roadview.road_view import RoadView
from modugil.places.roadview.shelf import Wanted

LOOKED_WITHIN_M = 200.0
MOST_PICTURES = 12
MOST_SEQUENCES = 100
ON = "1"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form holds; `shows` asks for pictures that show the spot, not for those near it."""

    near: Field
    shows: bool


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One picture of the list: on which street, and how far away."""

    picture: Picture
    street: str
    away_m: float | None = None


@dataclass(frozen=True, slots=True)
class SequenceRow:
    """One sequence and the picture it begins with."""

    told: SequenceNow
    first: PictureRow


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to show; `place` is None where no place is asked for, or it is not clear."""

    kept: bool
    """Whether any picture is."""
    place: PlaceRef | None = None
    choices: Sequence[PlaceRef] = ()
    pictures: Sequence[PictureRow] = ()
    sequences: Sequence[SequenceRow] = ()


def read_asked(query: Mapping[str, str]) -> Asked:
    """The form as a query fills it."""
    near = query.get("near", "").strip()[:LONGEST_TEXT]
    ref = query.get("nearRef", "").strip()[:LONGEST_TEXT]
    chosen = ref if query.get("nearFor", "").strip() == near else ""
    return Asked(Field(near, chosen), query.get("shows") == ON)


def find_pictures(desk: Desk, asked: Asked, *, language: Language) -> Found:
    """What the list shows. Errors: CouldNotLook."""
    road = desk.roadview
    if road is None or not road.count():
        return Found(kept=False)
    if not asked.near.text:
        return Found(kept=True, sequences=_list_sequences(desk, road, language))
    try:
        found = find_field(desk, asked.near, language=language)
    except BadInput:
        return Found(kept=True)
    if found.place is None:
        return Found(kept=True, choices=found.choices)
    point = LatLon(found.place.lat, found.place.lon)
    if asked.shows:
        pictures = road.find_showing(Spot(point, least_m=0.5), Wanted(), limit=MOST_PICTURES)
    else:
        pictures = road.find_near(point, LOOKED_WITHIN_M, limit=MOST_PICTURES)
    rows = [_build_row(desk, one, language, point) for one in pictures]
    return Found(kept=True, place=found.place, pictures=rows)


def _list_sequences(desk: Desk, road: RoadView, language: Language) -> list[SequenceRow]:
    rows = []
    for told in road.list_sequences(Wanted(), limit=MOST_SEQUENCES):
        wanted = Wanted(sequences=(told.sequence.id,))
        for first in road.list_of_sequence(wanted, limit=1):
            rows.append(SequenceRow(told, _build_row(desk, first, language)))
    return rows


def _build_row(
    desk: Desk, picture: Picture, language: Language, point: LatLon | None = None
) -> PictureRow:
    street = ""
    if desk.street_pictures is not None:
        street = desk.street_pictures.name_street(picture, language=language)
    return PictureRow(picture, street, distance_m(point, picture.point) if point else None)
