"""Places as tests state them: one line a place, `KIND NAME @ LAT,LON key=value key=value`."""

from modugil.places.build_places import Group, Sourced, build_places
from modugil.places.record import Record, Said


def draw_places(text, *, source_id="drawn", as_of="2026-01-01"):
    """The places of the lines; ids are drawn-1, drawn-2 and so on, `wheelchair=` is the place's."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    groups = [
        Group(f"{source_id}-{number}", (Sourced(_record(line, number), 0, source_id, as_of),))
        for number, line in enumerate(lines, 1)
    ]
    return build_places(groups)


def _record(line, number):
    told, _, rest = line.partition(" @ ")
    kind, name = told.split(" ", 1)
    where, *facts = rest.split(" ")
    lat, lon = (float(one) for one in where.split(","))
    said = dict(fact.split("=", 1) for fact in facts)
    wheelchair = said.pop("wheelchair", "")
    return Record(
        kind=kind,
        id=str(number),
        names={"": name, "ko": name},
        row=number,
        lat=lat,
        lon=lon,
        wheelchair=wheelchair,
        said=tuple(
            Said(key, value.replace("_", " ") if key == "hours" else value)
            for key, value in said.items()
        ),
    )
