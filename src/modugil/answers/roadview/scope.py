"""One picture to be told of: its camera, the language, and how directions are said."""

from dataclasses import dataclass

from modugil.answers.roadview.picture_told import Thing
from modugil.answers.roadview.projecting import Camera, build_camera, look_at, turn_to
from modugil.answers.roadview.sentences import PHRASES
from modugil.answers.roadview.sentences.road_phrases import RoadPhrases
from modugil.answers.sights.sentences.fill import fill
from modugil.core.geo import LatLon, bearing_deg, distance_m
from modugil.core.language import Language
from modugil.places.roadview.picture import Picture

HERE_M = 2.0
"""What is nearer lies where the camera stands: no direction is told of it."""


@dataclass(frozen=True, slots=True)
class PictureScope:
    """What every sentence of a picture may need."""

    picture: Picture
    camera: Camera | None
    language: Language
    phrases: RoadPhrases

    @property
    def point(self) -> LatLon:
        """Where it was taken."""
        return self.picture.point

    def name_point(self, bearing: float) -> str:
        """The point of the compass."""
        return self.phrases.points[round(bearing / 45) % 8]

    def name_relative(self, bearing: float) -> str:
        """Ahead, on the right ...; "" where nobody knows which way the camera looks."""
        if self.camera is None:
            return ""
        return self.phrases.relative[round(turn_to(bearing - self.camera.heading_deg) / 45) % 8]

    def tell_clock(self, bearing: float) -> int | None:
        """The hour of a clock whose 12 is the middle of the picture."""
        if self.camera is None:
            return None
        return round(turn_to(bearing - self.camera.heading_deg) / 30) % 12 or 12

    def build_thing(self, kind: str, name: str, point: LatLon, *, ref: str = "") -> Thing:
        """Something at that point, with the sentence that says where it is."""
        away_m, bearing = distance_m(self.point, point), bearing_deg(self.point, point)
        is_here = away_m < HERE_M
        clock = None if is_here else self.tell_clock(bearing)
        ray = look_at(self.camera, point) if self.camera is not None and not is_here else None
        if is_here:
            text = fill(self.phrases.here, what=name)
        elif clock is not None:
            told = {"what": name, "m": f"{away_m:.0f}", "clock": str(clock)}
            text = fill(self.phrases.at_clock, **told)
        else:
            told = {"what": name, "m": f"{away_m:.0f}", "point": self.name_point(bearing)}
            text = fill(self.phrases.at_point, **told)
        return Thing(
            kind=kind,
            name=name,
            text=text,
            lat=round(point.lat, 7),
            lon=round(point.lon, 7),
            distance_m=round(away_m, 1),
            bearing_deg=round(bearing, 1),
            clock=clock,
            yaw_deg=round(ray.yaw_deg, 2) if ray else None,
            pitch_deg=round(ray.pitch_deg, 2) if ray else None,
            ref=ref,
        )


def build_scope(picture: Picture, *, language: Language) -> PictureScope:
    """The picture to be told of in that language."""
    return PictureScope(picture, build_camera(picture), language, PHRASES[language])
