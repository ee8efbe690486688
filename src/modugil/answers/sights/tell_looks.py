"""What a place looks like, as far as anybody writes or shows it."""

from collections.abc import Sequence
from typing import Protocol

from modugil.answers.sights.scope import Scope
from modugil.answers.sights.sentences.fill import fill
from modugil.answers.sights.sight_answer import SightLine
from modugil.core.errors import CouldNotLook
from modugil.core.geo import LatLon, distance_m
from modugil.places.roadview.picture import Picture

NEAR_M = 50.0
MOST = 3
Pictures = Sequence[Picture] | None
"""None where we could not look: then nothing is said of them."""


class FindsPictures(Protocol):
    """Knows pictures of streets."""

    def find_near(self, point: LatLon, distance_m: float, *, limit: int = 20) -> Sequence[Picture]:
        """Public pictures taken within that distance, the nearest first. Errors: CouldNotLook."""
        ...


def find_pictures(scope: Scope, road: FindsPictures | None) -> Pictures:
    """Pictures of the street at the place, the nearest first."""
    try:
        return road.find_near(scope.point, NEAR_M, limit=MOST) if road is not None else ()
    except CouldNotLook:
        return None


def answer_looks(scope: Scope, pictures: Pictures) -> str:
    """Whether somebody describes it, and whether there are pictures of the street."""
    phrases = scope.phrases
    told = {"description", "image"} & scope.place.facts.keys()
    described = phrases.described if told else phrases.not_described
    if pictures is None:
        return described
    shown = phrases.road_view if pictures else phrases.no_road_view
    return phrases.sentences(described, shown)


def add_road_view(scope: Scope, lines: Sequence[SightLine], pictures: Pictures) -> list[SightLine]:
    """The lines, and each picture of the street, or that there is none."""
    if pictures is None:
        return list(lines)
    if not pictures:
        return [*lines, SightLine(text=scope.phrases.no_road_view, access="unknown")]
    return [*lines, *(_tell_picture(scope, one) for one in pictures)]


def _tell_picture(scope: Scope, picture: Picture) -> SightLine:
    phrases, away_m = scope.phrases, distance_m(picture.point, scope.point)
    day = phrases.date(picture.taken.date().isoformat())
    return SightLine(
        text=fill(phrases.road_view_picture, distance=phrases.distance(away_m), day=day),
        href=f"/roadview/{picture.id}",
        distance_m=round(away_m),
    )
