"""The pictures to go on to: the next, the previous, and the nearest in each of eight directions."""

from collections.abc import Iterable
from dataclasses import dataclass

from modugil.answers.roadview.picture_told import NeighbourPicture
from modugil.answers.roadview.projecting import look_at
from modugil.answers.roadview.scope import PictureScope
from modugil.answers.sights.sentences.fill import fill
from modugil.core.geo import bearing_deg, distance_m
from modugil.places.roadview.picture import Picture

NEIGHBOUR_WITHIN_M = 25.0
APART_M = 0.5
"""Pictures nearer to each other show the same."""


@dataclass(frozen=True, slots=True)
class Going:
    """Another picture, and what it is to this one: next, previous, or ""."""

    role: str
    picture: Picture


def choose_neighbours(
    picture: Picture,
    *,
    before: Picture | None,
    after: Picture | None,
    near: Iterable[Picture],
) -> list[Going]:
    """The next, the previous, then the nearest of the others in each direction that is free."""
    chosen = [Going("next", after)] if after else []
    chosen += [Going("previous", before)] if before else []
    known = {picture.id, *(one.picture.id for one in chosen)}
    taken = {
        _octant(picture, one.picture)
        for one in chosen
        if distance_m(picture.point, one.picture.point) <= NEIGHBOUR_WITHIN_M
    }
    for one in near:
        away_m, octant = distance_m(picture.point, one.point), _octant(picture, one)
        if one.id in known or octant in taken or not APART_M <= away_m <= NEIGHBOUR_WITHIN_M:
            continue
        taken.add(octant)
        chosen.append(Going("", one))
    return chosen


def tell_neighbour(scope: PictureScope, going: Going, *, street: str) -> NeighbourPicture:
    """The picture with the words of a link to it; `street` is where it was taken, or ""."""
    phrases, other = scope.phrases, going.picture
    away_m, bearing = distance_m(scope.point, other.point), bearing_deg(scope.point, other.point)
    told = {
        "which": phrases.picture[going.role],
        "m": f"{away_m:.0f}",
        "where": scope.name_relative(bearing),
        "point": scope.name_point(bearing),
    }
    phrase = phrases.neighbour if told["where"] else phrases.neighbour_compass
    text = fill(phrase, **told)
    if street:
        text = fill(phrases.along, said=text, street=street)
    ray = look_at(scope.camera, other.point) if scope.camera is not None else None
    return NeighbourPicture(
        id=other.id,
        role=going.role,
        text=text,
        distance_m=round(away_m, 1),
        bearing_deg=round(bearing, 1),
        yaw_deg=round(ray.yaw_deg, 2) if ray else None,
        pitch_deg=round(ray.pitch_deg, 2) if ray else None,
    )


def _octant(start: Picture, end: Picture) -> int:
    return round(bearing_deg(start.point, end.point) / 45) % 8
