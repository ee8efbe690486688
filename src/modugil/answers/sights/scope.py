"""What every part of one page is written from."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from modugil.answers.sights.sentences.sight_phrases import SightPhrases
from modugil.answers.sights.source_book import SourceBook
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.places.catalogue import PlacesNow
from modugil.places.place import Place


@dataclass(frozen=True, slots=True)
class Scope:
    """One place at one moment in one language."""

    place: Place
    row: int
    places: PlacesNow
    now: datetime
    zone: ZoneInfo
    language: Language
    phrases: SightPhrases
    book: SourceBook

    @property
    def point(self) -> LatLon:
        """Where it is."""
        return LatLon(self.place.lat, self.place.lon)

    @property
    def local(self) -> datetime:
        """The time on the wall there, without a zone."""
        return self.now.astimezone(self.zone).replace(tzinfo=None)
