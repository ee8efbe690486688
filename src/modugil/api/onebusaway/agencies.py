"""Agencies and where they drive, the server's clock, and what it is."""

import msgspec

from modugil import __version__
from modugil.api.onebusaway.ask import Ask
from modugil.api.onebusaway.structs import Told
from modugil.core.time import format_local
from modugil.region.calendar import first_day, last_day


class Coverage(Told, kw_only=True):
    """The middle of where an agency's stops are, and how far they spread (degrees)."""

    agency_id: str
    lat: float
    lon: float
    lat_span: float
    lon_span: float


class CurrentTime(Told, kw_only=True):
    """The server's clock; of a simulated day, that day's."""

    time: int
    readable_time: str


class Config(Told, kw_only=True):
    """What is served, for which service days (ms)."""

    id: str
    name: str
    service_date_from: str
    service_date_to: str
    git_properties: dict[str, str]


def agency(ask: Ask) -> bytes:
    """One agency."""
    return ask.tell_one(ask.region.records.agency(ask.find_agency()), ask.region.references())


def agencies_with_coverage(ask: Ask) -> bytes:
    """Every agency that serves a stop, and where."""
    region = ask.region
    refs = region.references()
    found = []
    for row, box in sorted(region.agency_bounds().items()):
        refs.agencies.add(row)
        found.append(
            Coverage(
                agency_id=region.ids.agencies[row],
                lat=(box.south + box.north) / 2,
                lon=(box.west + box.east) / 2,
                lat_span=box.north - box.south,
                lon_span=box.east - box.west,
            )
        )
    return ask.tell_list(found, refs)


def current_time(ask: Ask) -> bytes:
    """What time it is for this server."""
    entry = CurrentTime(
        time=round(ask.now.timestamp() * 1000),
        readable_time=format_local(ask.now, zone=ask.region.zone),
    )
    return ask.tell_one(entry, ask.region.references())


def config(ask: Ask) -> bytes:
    """What is served."""
    region = ask.region
    manifest, services = region.desk.manifest, region.timetable.services
    first, last = first_day(services), last_day(services)
    entry = Config(
        id=manifest.id,
        name=manifest.names.get("en") or next(iter(manifest.names.values()), manifest.id),
        service_date_from=str(region.arrivals.days.get_ms(first)) if first else "",
        service_date_to=str(region.arrivals.days.get_ms(last)) if last else "",
        git_properties={"git.build.version": __version__},
    )
    return ask.tell_one(msgspec.Raw(msgspec.json.encode(entry)), region.references())
