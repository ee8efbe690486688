"""Slopes that tags give. Spec: OSM wiki, Key:incline, Key:incline:across."""

from math import nan

from modugil.region.osm.measures import INCLINE, SIGN_ONLY, STEEPEST_RATIO, parse_incline_ratio
from modugil.region.osm.tagged import Tagged


def read_incline(way: Tagged, *, key: str) -> float:
    """The slope the tag gives, NaN where it gives none."""
    value = way.tags.get(key)
    if value is None:
        return nan
    ratio = parse_incline_ratio(value)
    if ratio is None:
        clean = way.get(key)
        if INCLINE.fullmatch(clean):
            way.note("ambiguous_incline", key=key, message=f"{key} may be percent or a ratio")
        elif clean not in SIGN_ONLY:
            way.note("unreadable_measure", key=key, message=f"{key} is not a slope")
        return nan
    if abs(ratio) > STEEPEST_RATIO:
        way.note("implausible_measure", key=key, message=f"{key} is steeper than 100 %")
        return nan
    return ratio
