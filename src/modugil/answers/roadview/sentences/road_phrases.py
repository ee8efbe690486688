"""What every language must be able to say of a picture of a street."""

from collections.abc import Mapping
from dataclasses import dataclass

from modugil.region.vocabulary import CrossingKind, Kerb, Smoothness, Surface, WayKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadPhrases:
    """The phrases of one language, with gaps as `fill` fills them."""

    points: tuple[str, ...]
    """Eight points of the compass, from north clockwise."""
    relative: tuple[str, ...]
    """Ahead, ahead on the right, right, and so on clockwise."""
    kinds: Mapping[WayKind, str]
    """What a way is called, without an article."""
    surfaces: Mapping[Surface, str]
    smoothness: Mapping[Smoothness, str]
    on_street: str
    """With {street} and {kind}."""
    on_unnamed: str
    no_street: str
    """With {m}: none within so many metres, and so nothing is known of the ground."""
    on_road: str
    """That there is no sidewalk, or none is told of."""
    facing: str
    """With {point} and {deg}."""
    facing_all: str
    facing_unknown: str
    surface: str
    surface_even: str
    """With {surface} and how {even} it is."""
    even: str
    width: str
    level: str
    """With {percent}: less steep than that both ways."""
    rises: str
    """With {where}, one of `relative`, and {percent}."""
    falls: str
    rises_to: str
    """With {point}; where the camera looks across the way, or nobody knows where."""
    rises_and_falls: str
    """With {up} and {down}."""
    estimated: str
    """That a slope is from a model of heights, with {error} in percent."""
    cross_slope: str
    crossings: Mapping[CrossingKind, str]
    """The name of a crossing."""
    is_crossing: str
    """With {crossing}."""
    unknown: str
    """With {things}."""
    facts: Mapping[str, str]
    """width, surface, slope, cross_slope."""
    barriers: Mapping[str, str]
    """By the category of a barrier."""
    points_there: Mapping[str, str]
    """What stands at one point, by its tag: gate, bollard ..."""
    kerbs: Mapping[Kerb, str]
    measured: str
    """With {what} and {measure}."""
    steps: str
    """With {n}."""
    no_barrier: str
    """With {m}; that none is known, which is not that there is none."""
    barriers_unknown: str
    """Where the region has no streets to know barriers by."""
    at_clock: str
    """With {what}, {m} and {clock}."""
    at_point: str
    """With {what}, {m} and {point}."""
    here: str
    named: str
    """With {what} and {name}: Bus stop Pier."""
    stop: str
    walls: str
    """That what stands between is not known."""
    picture: Mapping[str, str]
    """By the role of a neighbour: next, previous, "" for another."""
    neighbour: str
    """With {which}, {m}, {where} and {point}; `neighbour_compass` without {where}."""
    neighbour_compass: str
    along: str
    """With {said} and {street}."""
    route_here: str
    route_near: str
    """With {m}."""
    route_on: str
    """Where it goes on, with {where} and {point}."""
    route_on_compass: str
    route_end: str
    """It ends within {m}."""
    route_away: str
    """With {m}: it does not come so near."""
