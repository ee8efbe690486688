"""One question and the shapes of its answer: one thing, or a list, with what it refers to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import UNSET, Raw, UnsetType

from modugil.answers.arrivals.fleet_now import FleetNow
from modugil.api.onebusaway.failures import not_found
from modugil.api.onebusaway.query import Words
from modugil.api.onebusaway.references import NOTHING, References
from modugil.api.onebusaway.structs import Told
from modugil.api.onebusaway.told_region import ToldRegion
from modugil.core.time import local_day

_encode = msgspec.json.Encoder().encode


class Entry(Told, kw_only=True):
    """One thing."""

    entry: Any
    references: Raw


class Listing(Told, kw_only=True):
    """Several things; `out_of_range` where a place was asked for."""

    list: Any
    limit_exceeded: bool
    out_of_range: bool | UnsetType = UNSET
    references: Raw


@dataclass(frozen=True, slots=True)
class Ask:
    """What was asked: about which id, with which words, when."""

    region: ToldRegion
    id: str
    words: Words
    now: datetime

    @property
    def today(self) -> date:
        """The calendar date there."""
        return local_day(self.now, zone=self.region.zone)

    def fleet(self) -> FleetNow:
        """The fleet at the time that is asked about."""
        instant = self.words.instant("time", now=self.now, zone=self.region.zone)
        return self.region.fleet_at(instant, now=self.now)

    def find(self, kind: str, *, id: str | None = None) -> int:
        """The row of that route, stop, trip, block or shape, by default the one in the address.

        Errors:  Refused where there is none.
        """
        row = self.region.ids.find(kind, self.id if id is None else id)
        if row is None:
            raise not_found()
        return row

    def find_agency(self) -> int:
        """The row of the agency in the address.

        Errors:  Refused where there is none.
        """
        row = self.region.ids.find_agency(self.id)
        if row is None:
            raise not_found()
        return row

    def tell_one(self, entry: Any, refs: References) -> bytes:  # noqa: ANN401 - any struct
        """The answer about one thing."""
        return _encode(Entry(entry=entry, references=self._encode(refs)))

    def tell_list(
        self,
        found: Sequence[Any],
        refs: References,
        *,
        limit_exceeded: bool = False,
        out_of_range: bool | UnsetType = UNSET,
    ) -> bytes:
        """The answer about several things."""
        told = Listing(
            list=found,
            limit_exceeded=limit_exceeded,
            out_of_range=out_of_range,
            references=self._encode(refs),
        )
        return _encode(told)

    def _encode(self, refs: References) -> Raw:
        if not self.words.flag("includeReferences", default=True):
            return NOTHING
        return refs.encode(self.region.situations(self.now))
