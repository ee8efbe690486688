"""Whether a place is open now, in words."""

from modugil.answers.sights.scope import Scope
from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.places.finding.opening import parse_hours
from modugil.places.place import Place


def look_open(scope: Scope, place: Place) -> Access:
    """Whether it is open now, by hours that no source contradicts."""
    fact = place.facts.get("hours")
    if fact is None or fact.disputed:
        return Access.UNKNOWN
    hours = parse_hours(fact.value, at=LatLon(place.lat, place.lon))
    return hours.look(scope.local).open if hours is not None else Access.UNKNOWN


def say_open(scope: Scope, place: Place) -> str:
    """Whether it is open now."""
    words = scope.phrases.hours
    told = {Access.YES: words.open_now, Access.NO: words.closed_now}
    return told.get(look_open(scope, place), words.not_known_now)
