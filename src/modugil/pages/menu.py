"""What the menu leads to: only what the region has something to show of."""

from dataclasses import dataclass

from modugil.answers.asking.region_card import RegionCard
from modugil.places.vocabulary import KINDS

RIDES = "stop_times"
"""Counted where there is a timetable, and so stops, lines, buses and what staff tell of them."""
PLACES = frozenset(KINDS) - {"stops"}
"""Counted where there are places; a timetable counts its stops under the name of the seventh."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the menu: its own name for itself, its address, and the key of its words."""

    here: str
    address: str
    word: str


PLAN = Entry("plan", "/", "site.plan")
FIND = Entry("places", "/places", "find.nav")
STOPS = Entry("stops", "/stops", "site.stops")
ABOUT = Entry("about", "/about", "site.about")
OF_RIDES = (
    Entry("live", "/live", "site.live"),
    STOPS,
    Entry("lines", "/lines", "line.nav"),
    Entry("favourites", "/favourites", "favourite.nav"),
    Entry("alerts", "/alerts", "alert.nav"),
)


def list_menu(region: RegionCard) -> tuple[Entry, ...]:
    """The entries in their order; without a timetable none of those that need one."""
    places = (FIND,) if PLACES & region.counts.keys() else ()
    rides = OF_RIDES if RIDES in region.counts else ()
    return (PLAN, *places, *rides, ABOUT)


def list_shortcuts(region: RegionCard) -> tuple[Entry, ...]:
    """Those that an installed icon offers by itself."""
    return tuple(one for one in list_menu(region) if one in (PLAN, FIND, STOPS))
