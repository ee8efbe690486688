"""Pictures of the streets of one region, in words."""

from collections.abc import Iterable

from modugil.answers.planner import Planner
from modugil.answers.roadview.barrier_index import BarrierIndex, build_barrier_index
from modugil.answers.roadview.list_neighbours import Going, tell_neighbour
from modugil.answers.roadview.list_things import (
    WITHIN_M,
    list_barriers,
    list_features,
    list_places,
    list_stops,
)
from modugil.answers.roadview.picture_told import NeighbourPicture, PictureDescription, Thing
from modugil.answers.roadview.projecting import IN_THE_HAND_M, ON_A_POLE_M
from modugil.answers.roadview.scope import PictureScope, build_scope
from modugil.answers.roadview.street_here import find_street
from modugil.answers.roadview.tell_ground import (
    list_unknown,
    name_street,
    say_unknown,
    tell_ground,
    tell_no_street,
)
from modugil.answers.sights.sentences.fill import fill
from modugil.answers.wording import join_sentences
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.places.roadview.picture import Picture


class StreetPictures:
    """What the map knows of the spot of a picture; safe to ask from several threads at once."""

    def __init__(self, planner: Planner) -> None:
        """Stand ready; the barriers are looked for when somebody asks first."""
        self._planner = planner
        self._barriers: BarrierIndex | None = None

    def describe_picture(self, picture: Picture, *, language: Language) -> PictureDescription:
        """All that is known of the spot, in words."""
        scope = build_scope(picture, language=language)
        street, sentences, unknown = self._tell_ground(scope)
        sentences = [*sentences, *_tell_facing(scope)]
        barriers, nearby = self._list_barriers(scope), self._list_nearby(scope)
        if barriers is None:
            unknown = [*unknown, "barriers"]
            sentences.append(scope.phrases.barriers_unknown)
        elif not barriers:
            sentences.append(fill(scope.phrases.no_barrier, m=f"{WITHIN_M:.0f}"))
        things = [*(barriers or []), *nearby]
        told = [*sentences, *(one.text for one in things)]
        if things:
            sentences.append(scope.phrases.walls)
            told.append(scope.phrases.walls)
        return PictureDescription(
            id=picture.id,
            language=language,
            street=street,
            heading_deg=picture.facts.heading_deg,
            camera_height_m=ON_A_POLE_M if picture.looks_all_around else IN_THE_HAND_M,
            sentences=sentences,
            barriers=barriers or [],
            nearby=nearby,
            unknown=unknown,
            text=join_sentences(told, language=language),
        )

    def name_street(self, picture: Picture, *, language: Language) -> str:
        """The street on which it was taken, else what kind of way; "" where none is near."""
        scope, streets = build_scope(picture, language=language), self._planner.region.streets
        way = find_street(streets, picture.point) if streets is not None else None
        return name_street(scope, streets, way) if streets is not None and way else ""

    def tell_neighbours(
        self, picture: Picture, going: Iterable[Going], *, language: Language
    ) -> list[NeighbourPicture]:
        """Links to these pictures, in words."""
        scope = build_scope(picture, language=language)
        return [
            tell_neighbour(scope, one, street=self.name_street(one.picture, language=language))
            for one in going
        ]

    def find_kerb(self, point: LatLon) -> LatLon:
        """The nearest high kerb that is known within 30 metres, else the point itself."""
        index = self._know_barriers()
        near = index.list_near(point, within_m=WITHIN_M) if index is not None else []
        return next((one.point for one in near if one.barrier.category == "kerb"), point)

    def _tell_ground(self, scope: PictureScope) -> tuple[str, list[str], list[str]]:
        streets = self._planner.region.streets
        way = find_street(streets, scope.point) if streets is not None else None
        if streets is None or way is None:
            return "", [tell_no_street(scope)], ["width", "surface", "slope", "cross_slope"]
        unknown = list_unknown(streets, way.edge)
        sentences = [*tell_ground(scope, streets, way), say_unknown(scope, unknown)]
        return name_street(scope, streets, way), [one for one in sentences if one], unknown

    def _list_barriers(self, scope: PictureScope) -> list[Thing] | None:
        index = self._know_barriers()
        return list_barriers(scope, index) if index is not None else None

    def _list_nearby(self, scope: PictureScope) -> list[Thing]:
        region, finder, found = self._planner.region, self._planner.finder, list[Thing]()
        if region.streets is not None:
            found += list_features(scope, region.streets)
        if region.timetable is not None:
            found += list_stops(scope, region.timetable, finder)
        if self._planner.catalogue is not None:
            found += list_places(scope, self._planner.catalogue.get_current(), finder)
        return found

    def _know_barriers(self) -> BarrierIndex | None:
        streets = self._planner.region.streets
        if self._barriers is None and streets is not None:
            self._barriers = build_barrier_index(streets)
        return self._barriers


def _tell_facing(scope: PictureScope) -> list[str]:
    phrases, heading = scope.phrases, scope.picture.facts.heading_deg
    if heading is None:
        return [phrases.facing_unknown]
    phrase = phrases.facing_all if scope.picture.looks_all_around else phrases.facing
    return [fill(phrase, point=scope.name_point(heading), deg=f"{heading % 360:.0f}")]
