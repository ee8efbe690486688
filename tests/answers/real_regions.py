"""Regions of real data, each built once a session in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

from tests.answers.world import World, build, open_world

PORTO_ALEGRE = (
    "America/Sao_Paulo",
    ("gtfs", "porto_alegre/poa_eptc.zip"),
    ("gtfs", "porto_alegre/poa_trensurb.zip"),
    ("osm", "porto_alegre/poa_osm.pbf"),
    ("elevation", "porto_alegre/poa_elevation.tif"),
)
HEIDELBERG = (
    "Europe/Berlin",
    ("gtfs", "heidelberg/vrn_gtfs_cut.zip"),
    ("osm", "heidelberg/heidelberg.test.pbf"),
)
WASHINGTON = (
    "America/New_York",
    ("gtfs", "wmata_pathways/wmata_rail_bus_sample_pathways.zip"),
)
REDMOND = ("America/Los_Angeles", ("opensidewalks", "opensidewalks_wa"))


def region_builder(folder: Path, data: Path) -> Callable[[tuple], World]:
    """A function that builds a region of these sources at its first call."""
    built: dict[tuple, World] = {}

    def of(region: tuple) -> World:
        if region not in built:
            place = folder / f"region{len(built)}"
            place.mkdir()
            zone, *sources = region
            head = f'id = "real{len(built)}"\nname = {{ en = "Real" }}\ntime_zone = "{zone}"\n'
            rows = (
                f'[[source]]\nkind = "{kind}"\npath = "{data / path}"\nlicence = "unstated"\n'
                for kind, path in sources
            )
            (place / "region.toml").write_text(head + "".join(rows), encoding="utf-8")
            built[region] = open_world(build(place, place))
        return built[region]

    return of
