"""What the page of one picture shows: its words, what is drawn into it, where to go on."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from modugil.answers.desk import Desk
from modugil.answers.roadview.list_neighbours import NEIGHBOUR_WITHIN_M, Going, choose_neighbours
from modugil.answers.roadview.picture_told import NeighbourPicture, PictureDescription, Thing
from modugil.answers.roadview.projecting import Ray
from modugil.answers.wording import MARKS
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.pages.catalogue import Words, get_words
from modugil.pages.roadview_route import RouteAsked
from modugil.places.roadview.derive import count_columns
from modugil.places.roadview.photo import FLAT
from modugil.places.roadview.picture import Picture
from modugil.places.roadview.road_view import RoadView

MOST_NEAR = 60


@dataclass(frozen=True, slots=True)
class PictureView:
    """Everything of one picture in one language."""

    picture: Picture
    title: str
    alt: str
    taken: str
    told: PictureDescription
    neighbours: Sequence[NeighbourPicture]
    asked: RouteAsked
    """The way that is asked for, if one is."""
    kerb: LatLon

    def address(self, id: str, language: str) -> str:
        """The page of another picture with the same way."""
        told = urlencode(self.asked.words | ({"language": language} if language else {}))
        return f"/roadview/{id}" + (f"?{told}" if told else "")


def build_view(
    desk: Desk, picture: Picture, *, asked: RouteAsked, language: Language
) -> PictureView:
    """What is shown of that picture. Errors: CouldNotLook."""
    road, told_by, words = desk.roadview, desk.street_pictures, get_words(language)
    assert road is not None
    assert told_by is not None
    told = told_by.describe_picture(picture, language=language)
    place, count = road.find_place_in_sequence(picture)
    street = told.street[:1].upper() + told.street[1:]
    where = {"street": street, "n": place, "count": count}
    return PictureView(
        picture=picture,
        title=words("roadview.picture_on" if told.street else "roadview.picture_of", **where),
        alt=words("roadview.alt" if told.street else "roadview.alt_nowhere", street=told.street),
        taken=say_taken(words, picture),
        told=told,
        neighbours=told_by.tell_neighbours(picture, _look_around(road, picture), language=language),
        asked=asked,
        kerb=told_by.find_kerb(picture.point),
    )


def say_taken(words: Words, picture: Picture) -> str:
    """When it was taken, in the time of the place."""
    return words("roadview.taken", time=f"{picture.taken:%Y-%m-%d %H:%M}")


def list_script_words(words: Words) -> dict[str, str]:
    """The texts that the browser's script says itself."""
    marks = MARKS[words.language]
    told = {f"look.{key}": text for key, text in words.section("look").items()}
    between = "; " if marks.comma == ", " else marks.comma
    return told | {"look.item": between, "look.stop": marks.stop + marks.gap}


def write_data(view: PictureView) -> dict[str, object]:
    """What the script draws."""
    facts, route = view.picture.facts, view.asked.seen
    return {
        "id": view.picture.id,
        "title": view.title,
        "sphere": view.picture.looks_all_around,
        "width": facts.width,
        "height": facts.height,
        "columns": count_columns(facts.width) if view.picture.looks_all_around else 0,
        "headingDeg": facts.heading_deg,
        "cameraHeightM": view.told.camera_height_m,
        "viewDeg": _tell_view(view.picture),
        "neighbours": [
            {
                "id": one.id,
                "role": one.role,
                "text": one.text,
                "distanceM": one.distance_m,
                "yawDeg": one.yaw_deg,
            }
            for one in view.neighbours
        ],
        "route": [[_write_ray(ray) for ray in line] for line in route.lines] if route else [],
        "things": [
            *(_write_thing(one, "barrier") for one in view.told.barriers),
            *(_write_thing(one, "near") for one in view.told.nearby),
            *(_write_thing(one, "route") for one in (route.things if route else ())),
        ],
    }


def _tell_view(picture: Picture) -> float | None:
    """How wide a flat picture sees; cameras tell it of the longer side. None where not known."""
    facts = picture.facts
    longer_deg = facts.camera.view_deg
    if longer_deg is None or facts.projection != FLAT or not 0 < longer_deg < 170:
        return None
    part = min(1.0, facts.width / facts.height)
    return math.degrees(2 * math.atan(math.tan(math.radians(longer_deg) / 2) * part))


def _write_ray(ray: Ray) -> tuple[float, float]:
    return round(ray.yaw_deg, 2), round(ray.pitch_deg, 2)


def _write_thing(thing: Thing, part: str) -> dict[str, object]:
    return {
        "part": part,
        "kind": thing.kind,
        "name": thing.name,
        "distanceM": thing.distance_m,
        "yawDeg": thing.yaw_deg,
        "pitchDeg": thing.pitch_deg,
    }


def _look_around(road: RoadView, picture: Picture) -> list[Going]:
    before, after = road.find_neighbours(picture)
    near = road.find_near(picture.point, NEIGHBOUR_WITHIN_M, limit=MOST_NEAR)
    return choose_neighbours(picture, before=before, after=after, near=near)
