"""The way on which a picture was taken, in sentences: what it is, its ground, what nobody knows."""

from math import isnan

from modugil.answers.roadview.projecting import turn_to
from modugil.answers.roadview.scope import PictureScope
from modugil.answers.roadview.street_here import STREET_WITHIN_M, WayNear, name_of
from modugil.answers.sights.sentences.fill import fill
from modugil.answers.wording import list_items
from modugil.region.streets import Streets
from modugil.region.vocabulary import (
    CrossingKind,
    FactSource,
    SidewalkSide,
    Smoothness,
    Surface,
    WayKind,
)

LEVEL_RATIO = 0.015
"""A slope below it is not told as one."""
ALONG_DEG = 60.0
"""So near to the direction of the way the camera looks along it, and not across."""


def name_street(scope: PictureScope, streets: Streets, way: WayNear) -> str:
    """The street's name, else what kind of way it is."""
    named = name_of(streets, way.edge, language=scope.language)
    return named or scope.phrases.kinds[WayKind(int(streets.edge_kind[way.edge]))]


def tell_ground(scope: PictureScope, streets: Streets, way: WayNear) -> list[str]:
    """Sentences about the way, those of what is known only."""
    phrases, edge = scope.phrases, way.edge
    kind = WayKind(int(streets.edge_kind[edge]))
    name = name_of(streets, edge, language=scope.language)
    told = [
        fill(phrases.on_street, street=name, kind=phrases.kinds[kind])
        if name
        else fill(phrases.on_unnamed, kind=phrases.kinds[kind])
    ]
    if kind is WayKind.CROSSING:
        crossing = phrases.crossings[CrossingKind(int(streets.edge_crossing[edge]))]
        told.append(fill(phrases.is_crossing, crossing=crossing))
    if streets.edge_side[edge] == SidewalkSide.CARRIAGEWAY:
        told.append(phrases.on_road)
    told.append(_tell_surface(scope, streets, edge))
    width_m = float(streets.edge_width_m[edge])
    if not isnan(width_m):
        told.append(fill(phrases.width, m=f"{width_m:.2f}".rstrip("0").rstrip(".")))
    told += _tell_slope(scope, streets, way)
    tilt = float(streets.edge_cross_slope_ratio[edge])
    if abs(tilt) >= LEVEL_RATIO:
        told.append(fill(phrases.cross_slope, percent=_percent(abs(tilt))))
    return [one for one in told if one]


def tell_no_street(scope: PictureScope) -> str:
    """That no way is near, so that nothing is known of the ground."""
    return fill(scope.phrases.no_street, m=f"{STREET_WITHIN_M:.0f}")


def list_unknown(streets: Streets, edge: int) -> list[str]:
    """What nobody tells of the way: width, surface, slope, cross_slope."""
    asked = {
        "width": isnan(float(streets.edge_width_m[edge])),
        "surface": int(streets.edge_surface[edge]) == Surface.UNKNOWN,
        "slope": isnan(float(streets.edge_slope_up_ratio[edge])),
        "cross_slope": isnan(float(streets.edge_cross_slope_ratio[edge])),
    }
    return [name for name, is_unknown in asked.items() if is_unknown]


def say_unknown(scope: PictureScope, unknown: list[str]) -> str:
    """One sentence of all that is not known; "" where everything is."""
    names = list_items((scope.phrases.facts[one] for one in unknown), language=scope.language)
    return fill(scope.phrases.unknown, things=names) if names else ""


def _tell_surface(scope: PictureScope, streets: Streets, edge: int) -> str:
    phrases = scope.phrases
    surface = Surface(int(streets.edge_surface[edge]))
    smooth = Smoothness(int(streets.edge_smoothness[edge]))
    even = phrases.smoothness[smooth] if smooth else ""
    if surface and even:
        return fill(phrases.surface_even, surface=phrases.surfaces[surface], even=even)
    if surface:
        return fill(phrases.surface, surface=phrases.surfaces[surface])
    return fill(phrases.even, even=even) if even else ""


def _tell_slope(scope: PictureScope, streets: Streets, way: WayNear) -> list[str]:
    up = float(streets.edge_slope_up_ratio[way.edge])
    down = float(streets.edge_slope_down_ratio[way.edge])
    if isnan(up) or isnan(down):
        return []
    told = [_say_slope(scope, way, up, down)]
    error = float(streets.edge_slope_error_ratio[way.edge])
    is_told = FactSource(int(streets.edge_slope_source[way.edge])) is FactSource.TAG
    if not is_told and error > 0 and max(up, down) >= LEVEL_RATIO:
        told.append(fill(scope.phrases.estimated, error=_percent(error)))
    return told


def _say_slope(scope: PictureScope, way: WayNear, up: float, down: float) -> str:
    phrases = scope.phrases
    if max(up, down) < LEVEL_RATIO:
        return fill(phrases.level, percent=_percent(LEVEL_RATIO))
    turn = turn_to(way.along_deg - scope.camera.heading_deg) if scope.camera else 90.0
    is_backward = abs(turn) > 180 - ALONG_DEG
    if min(up, down) >= LEVEL_RATIO:
        ahead, back = (down, up) if is_backward else (up, down)
        return fill(phrases.rises_and_falls, up=_percent(ahead), down=_percent(back))
    if abs(turn) < ALONG_DEG or is_backward:
        rises = (up >= LEVEL_RATIO) is not is_backward
        phrase = phrases.rises if rises else phrases.falls
        return fill(phrase, where=phrases.relative[0], percent=_percent(max(up, down)))
    uphill = way.along_deg if up >= LEVEL_RATIO else way.along_deg + 180
    return fill(phrases.rises_to, point=scope.name_point(uphill), percent=_percent(max(up, down)))


def _percent(ratio: float) -> str:
    return f"{ratio * 100:.1f}".removesuffix(".0")
