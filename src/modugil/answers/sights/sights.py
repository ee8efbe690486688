"""The pages of places of one region, in words."""

from collections.abc import Mapping
from datetime import datetime

from modugil.answers.boards.boards import Boards
from modugil.answers.planner import Planner
from modugil.answers.sights.build_sight import build_sight
from modugil.answers.sights.directions import tell_stops, tell_way
from modugil.answers.sights.near_places import Offers, build_offers
from modugil.answers.sights.scope import Scope
from modugil.answers.sights.sentences import PHRASES
from modugil.answers.sights.sight_answer import SightAnswer
from modugil.answers.sights.source_book import SourceBook
from modugil.answers.sights.tell_looks import FindsPictures, find_pictures
from modugil.answers.sights.wifi_now import ReadsWifi, tell_wifi
from modugil.core.errors import PlaceNotFound
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.places.catalogue import PlacesNow
from modugil.places.finding.opening import parse_hours
from modugil.places.places import Places

NO_NEEDS: Mapping[str, str] = {}


class Sights:
    """What is known of each place; safe to ask from several threads at once."""

    def __init__(self, planner: Planner, boards: Boards, *, wifi: ReadsWifi | None = None) -> None:
        """Stand ready; nothing is read before someone asks.

        `wifi` is the Wi-Fi that is listened to; whoever listens may set it before the first asks.
        """
        self.wifi = wifi
        self.roadview: FindsPictures | None = None
        """Pictures of the streets; whoever keeps some sets it before the first asks."""
        self._planner = planner
        self._boards = boards
        self._offers: Offers | None = None

    def warm_up(self) -> None:
        """Look through all places once, so that the first who asks need not wait for it."""
        places, bounds = self._get_places(), self._planner.region.manifest.bounds
        if places is not None:
            self._know_offers(places.places)
            parse_hours("Mo-Su 09:00-18:00; PH off", at=LatLon(bounds.south, bounds.west))

    def get_sight(
        self,
        id: str,
        *,
        language: Language,
        now: datetime,
        start: str = "",
        needs: Mapping[str, str] = NO_NEEDS,
    ) -> SightAnswer:
        """The page of the place of that id, also written `place:ID`.

        `start` and `needs` are as journeys take them; without a start the nearest stops are told.
        Errors:  PlaceNotFound if there is no such place, BadInput and its kinds for a start or
                 needs that cannot be.
        """
        scope = self._look(id, language=language, now=now)
        if start:
            way = tell_way(scope, self._planner, start=start, needs=needs)
        else:
            way = tell_stops(scope, self._planner, self._boards)
        wifi = tell_wifi(scope, self.wifi) if scope.place.kind == "wifi" else None
        pictures = find_pictures(scope, self.roadview)
        offers = self._know_offers(scope.places.places)
        return build_sight(scope, offers, way=way, wifi=wifi, pictures=pictures)

    def _look(self, id: str, *, language: Language, now: datetime) -> Scope:
        places = self._get_places()
        id = id.removeprefix("place:")
        row = places.find_row(id) if places is not None else None
        if places is None or row is None:
            raise PlaceNotFound(f"There is no place {id[:60]!r} in this region.")
        region, phrases = self._planner.region, PHRASES[language]
        return Scope(
            places.get_place(row),
            row,
            places,
            now,
            region.zone,
            language,
            phrases,
            SourceBook(region.manifest.sources, language=language, phrases=phrases),
        )

    def _get_places(self) -> PlacesNow | None:
        catalogue = self._planner.catalogue
        return catalogue.get_current() if catalogue is not None else None

    def _know_offers(self, places: Places) -> Offers:
        known = self._offers
        if known is None or known.places is not places:
            known = self._offers = build_offers(places)
        return known
