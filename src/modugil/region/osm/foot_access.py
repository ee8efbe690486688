"""Whether people on foot may use a way, and in which direction.

Example: highway=primary foot=use_sidepath | access=private foot=yes | oneway:foot=yes
Spec:    OSM wiki, Key:access (the more special key wins: foot before access), Key:oneway:foot,
         Key:conveying, Key:motorroad.
"""

from modugil.core.access import Access
from modugil.region.osm.tagged import Tagged

PERMISSIONS: dict[str, Access] = {
    "yes": Access.YES,
    "designated": Access.YES,
    "official": Access.YES,
    "public": Access.YES,
    "permissive": Access.YES,
    "destination": Access.YES,
    "allowed": Access.YES,
    "customers": Access.UNKNOWN,
    "customer": Access.UNKNOWN,
    "agricultural": Access.UNKNOWN,
    "forestry": Access.UNKNOWN,
    "delivery": Access.UNKNOWN,
    "discouraged": Access.UNKNOWN,
    "variable": Access.UNKNOWN,
    "unknown": Access.UNKNOWN,
    "no": Access.NO,
    "private": Access.NO,
    "permit": Access.NO,
    "residents": Access.NO,
    "restricted": Access.NO,
    "military": Access.NO,
    "employees": Access.NO,
    "emergency": Access.NO,
    "psv": Access.NO,
    "use_sidepath": Access.NO,
}
CLOSED_UNLESS_FOOT = frozenset({"motorway", "motorway_link", "trunk", "trunk_link", "cycleway",
                                "bridleway", "busway"})  # fmt: skip
"""Classes on which people walk only where foot=* or a sidewalk says so."""
BOTH = (Access.YES, Access.YES)


def read_foot(way: Tagged, *, highway: str) -> Access:
    """Whether people on foot may use the way at all, before its direction is looked at."""
    if "foot" in way.tags:
        return way.word("foot", PERMISSIONS, unknown=Access.UNKNOWN)
    if highway in CLOSED_UNLESS_FOOT or way.get("motorroad") == "yes":
        return Access.NO
    if "access" in way.tags:
        return way.word("access", PERMISSIONS, unknown=Access.UNKNOWN)
    return Access.YES


def read_directions(way: Tagged, *, foot: Access) -> tuple[Access, Access]:
    """The access forward and backward, given the access of the way as a whole."""
    forward, backward = foot, foot
    oneway = way.get("oneway:foot")
    conveying = way.get("conveying")
    if oneway in ("yes", "1", "true") or conveying == "forward" or _says_no(way, "foot:backward"):
        backward = Access.NO
    if oneway in ("-1", "reverse") or conveying == "backward" or _says_no(way, "foot:forward"):
        forward = Access.NO
    if conveying in ("yes", "reversible") and not oneway:
        # an escalator runs one way at a time, and which is not told
        forward, backward = _doubtful(forward), _doubtful(backward)
    return forward, backward


def _says_no(way: Tagged, key: str) -> bool:
    return way.get(key) in ("no", "private")


def _doubtful(access: Access) -> Access:
    return Access.UNKNOWN if access is Access.YES else access
